"""Departments, matters, and the part a department has in a matter."""

from django.db.models import Max

from feidi.quantities.words import Words
from feidi.workbench.accounts.actor import Actor
from feidi.workbench.accounts.roles import COORDINATE
from feidi.workbench.actions import Refusal, action, take
from feidi.workbench.audit.recording import Entry
from feidi.workbench.coordination.actions.saying import must_hold_key, must_say
from feidi.workbench.coordination.models import Department, Duty, Matter
from feidi.workbench.coordination.models.organisation import LEAD, MARKS

WHAT_NAME = Words("名称", "the name")
LONGEST = 80


@action("coordination.department", Words("登记了部门", "entered a department"), COORDINATE)
def add_department(entry: Entry, *, actor: Actor, name: str) -> Department:
    """Enter a department of the own side; one that was out of use is used again."""
    park, party = actor.at
    must_hold_key(park.pk, party.pk)
    name = must_say(name, WHAT_NAME)[:LONGEST]
    department: Department | None = Department.objects.filter(
        park=park, side=party, name=name
    ).first()
    if department is not None and department.active:
        raise Refusal(Words("本方已有这个部门", "our side has this department already"))
    department = department or Department(park=park, side=party, name=name)
    entry.about = department
    entry.change(department, active=True)
    department.save()
    return department


@action("coordination.retire", Words("停用了部门", "retired a department"), COORDINATE)
def retire_department(
    entry: Entry, *, actor: Actor, department: Department, version: int
) -> Department:
    """Let a department take on nothing new; what it has stays."""
    department = take(department, version)
    _must_be_ours(actor, department)
    entry.about = department
    entry.change(department, active=False)
    department.save()
    department.duties.all().delete()
    return department


@action("coordination.matter", Words("登记了事项", "entered a matter"), COORDINATE)
def add_matter(entry: Entry, *, actor: Actor, name: str) -> Matter:
    """Enter a matter both sides have a part in."""
    park, _ = actor.at
    name = must_say(name, WHAT_NAME)[:LONGEST]
    if Matter.objects.filter(park=park, name=name).exists():
        raise Refusal(Words("已有这个事项", "there is this matter already"))
    last = Matter.objects.filter(park=park).aggregate(last=Max("order"))["last"] or 0
    matter: Matter = Matter.objects.create(park=park, name=name, order=last + 1)
    entry.about = matter
    return matter


@action("coordination.duty", Words("调整了职责分工", "changed a duty"), COORDINATE)
def set_duty(
    entry: Entry, *, actor: Actor, matter: Matter, department: Department, mark: str
) -> Matter:
    """Say what part a department of the own side has in a matter; "" takes it away."""
    matter = take(matter, matter.version)
    _must_be_ours(actor, department)
    if mark and mark not in MARKS:
        raise Refusal(Words("请选择牵头、配合或知会", "choose leads, supports or is told"))
    if mark == LEAD:
        leads = matter.duties.filter(mark=LEAD, side=department.side)
        if leads.exclude(department=department).exists():
            what = Words("本方在这个事项上已有牵头部门", "our side has a lead in this matter")
            raise Refusal(what)
    there: Duty | None = matter.duties.filter(department=department).first()
    entry.about = matter
    entry.before = {str(department): there.mark if there else ""}
    entry.after = {str(department): mark}
    if there is not None:
        there.delete()
    if mark:
        matter.duties.create(department=department, side=department.side, mark=mark)
    return matter


def _must_be_ours(actor: Actor, department: Department) -> None:
    if actor.party is None or department.side_id != actor.party.pk:
        raise Refusal(Words("只改本方部门的分工", "a side changes its own departments only"))
