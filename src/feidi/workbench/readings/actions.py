"""Register a measuring point. Readings themselves come by the interface alone."""

from feidi.quantities.words import Words
from feidi.workbench.accounts.actor import Actor
from feidi.workbench.accounts.roles import MONITOR
from feidi.workbench.actions import Refusal, action
from feidi.workbench.audit.recording import Entry
from feidi.workbench.readings.models import Point
from feidi.workbench.scope.acting import JOINT, OWN

LONGEST = {"code": 60, "name": 120, "unit": 20}


@action("readings.point", Words("登记了测点", "registered a measuring point"), MONITOR)
def register(entry: Entry, *, actor: Actor, code: str, name: str, unit: str, joint: bool) -> Point:
    """Register a point; joint: both sides see it and its readings."""
    park, party = actor.at
    said = {"code": code.strip(), "name": name.strip(), "unit": unit.strip()}
    if not all(said.values()) or any(len(v) > LONGEST[k] for k, v in said.items()):
        raise Refusal(Words("编号、名称、单位都要填", "code, name and unit are all needed"))
    if Point.objects.filter(code=said["code"]).exists():
        raise Refusal(Words("这个编号已有测点", "there is a point of this code"))
    point = Point(
        park=park,
        owner=None if joint else party,
        visibility=JOINT if joint else OWN,
        made_by=actor.name,
        **said,
    )
    point.save()
    entry.about, entry.after = point, {**said, "joint": joint}
    return point
