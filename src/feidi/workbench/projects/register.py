"""The common register of a park: one entry after another, and the codes of projects."""

from django.db.models import Max

from feidi.workbench.parks.models import Park
from feidi.workbench.projects.models import ClaimBook, Project
from feidi.workbench.scope.acting import everything


def open_book(park: Park) -> ClaimBook:
    """Hold the park's book until the transaction ends: whoever asks next waits."""
    ClaimBook.objects.get_or_create(park=park)
    return ClaimBook.objects.select_for_update().get(park=park)


def next_code(park: int, order: int, year: int) -> str:
    """Return the next code of a side: its letter, the year, a number counted within both.

    Each side counts its own, so that a code tells nothing of what the other side keeps.
    """
    prefix = f"{chr(ord('A') + order)}{year}-"
    with everything("a code is counted over all rows of the side, handed over ones included"):
        last = Project.objects.filter(park=park, code__startswith=prefix).aggregate(n=Max("code"))
    number = int(last["n"].removeprefix(prefix)) if last["n"] else 0
    return f"{prefix}{number + 1:04d}"
