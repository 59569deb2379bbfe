"""What a form says, as values: days, departments, a new task."""

from datetime import date

from django.http import HttpRequest
from django.utils import timezone

from feidi.quantities.calendar import read_day
from feidi.quantities.words import Unreadable, Words
from feidi.workbench.actions import Refusal
from feidi.workbench.coordination.actions.tasks import NewTask
from feidi.workbench.coordination.models import Department, Matter
from feidi.workbench.coordination.models.organisation import LEAD
from feidi.workbench.pages.answering import number
from feidi.workbench.parks.models import Park


def today() -> date:
    """Return the day it is at the place of the site."""
    return timezone.localdate()


def given_day(request: HttpRequest) -> date:
    """Return the day a page is asked to look at: `?on=2031-05-20`, today where none is said."""
    return day_or_none(request.GET.get("on", "")) or today()


def day_or_none(said: str) -> date | None:
    """Return the day that is said; None where it is none."""
    try:
        return read_day(said.strip()) if said.strip() else None
    except Unreadable:
        return None


def day_said(request: HttpRequest, name: str, what: Words) -> date:
    """Return the day a form says; refuse where it says none."""
    day = day_or_none(request.POST.get(name, ""))
    if day is None:
        raise Refusal(Words("请写明{what}", "say {what}").fill(what=what))
    return day


def department_said(request: HttpRequest, name: str, park: Park) -> Department | None:
    """Return the department a form names, of this park."""
    found: Department | None = (
        Department.objects.filter(pk=number(request, name), park=park)
        .select_related("side")
        .first()
    )
    return found


def must_have(department: Department | None) -> Department:
    """Return the department; refuse where the form names none."""
    if department is None:
        raise Refusal(Words("请选择责任部门", "choose the department in charge"))
    return department


def task_said(request: HttpRequest, park: Park) -> NewTask:
    """Return the task a form registers."""
    said = request.POST
    return NewTask(
        title=said.get("title", ""),
        department=must_have(department_said(request, "department", park)),
        due=day_said(request, "due", Words("期限", "the due day")),
        source=said.get("source", ""),
        role=said.get("role", ""),
        counterpart=department_said(request, "counterpart", park),
        detail=said.get("detail", ""),
        basis=said.get("basis", ""),
        about=said.get("about", ""),
    )


def leads_of(matter: Matter | None, party: int) -> tuple[int, int]:
    """Return the departments that lead a matter: of one side, and of the other; 0: none."""
    duties = list(matter.duties.filter(mark=LEAD)) if matter else []
    ours = next((d.department_id for d in duties if d.side_id == party), 0)
    theirs = next((d.department_id for d in duties if d.side_id != party), 0)
    return ours, theirs
