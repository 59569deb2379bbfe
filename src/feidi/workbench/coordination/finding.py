"""What a search finds of coordination."""

from django.db.models import Q

from feidi.quantities.words import Words
from feidi.workbench.coordination.models import Task
from feidi.workbench.desk.finding import MOST, Found


def found(said: str) -> list[Found]:
    """Return the tasks whose title, basis or department holds what is said."""
    wanted = (
        Q(title__icontains=said) | Q(basis__icontains=said) | Q(department__name__icontains=said)
    )
    tasks = Task.objects.filter(wanted).select_related("department", "side")[:MOST]
    rows = tuple(
        (
            str(t),
            f"{t.state_words.zh} · {t.side.short} {t.department} · {t.due}",
            f"/coordination/tasks/{t.pk}/",
        )
        for t in tasks
    )
    return [Found(Words("督办任务", "tasks"), rows)]
