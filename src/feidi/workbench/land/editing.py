"""What the natural-resources officer keeps of a parcel, and what a side notes for itself."""

from datetime import date
from typing import Any

from feidi.evidence.problem import Problem
from feidi.evidence.source import At
from feidi.folder.land.control_checks import indicator_failures
from feidi.folder.land.policies import Policies
from feidi.folder.layout import POLICIES
from feidi.folder.opening import Root
from feidi.quantities.calendar import month_of
from feidi.quantities.words import Words
from feidi.records.land_control import Indicators
from feidi.workbench.accounts.actor import Actor
from feidi.workbench.accounts.roles import ALLOCATE, ATTACH
from feidi.workbench.actions import Refusal, action, take
from feidi.workbench.audit.recording import Entry
from feidi.workbench.land.actions import today
from feidi.workbench.land.models import Area, Note, Parcel
from feidi.workbench.land.sides import at_land
from feidi.workbench.scope.acting import OWN
from feidi.workbench.stored.shelf import as_folder

EDITABLE = (
    "name", "use", "investment_fen_mu", "tax_fen_mu", "output_fen_mu", "plot_ratio_min",
    "plot_ratio_max", "building_coefficient", "green_rate", "exception", "utilities",
    "slope_deg", "hazard", "raw", "price_fen_mu", "available_from", "source",
)  # fmt: skip


def below_policy(park: int, said: dict[str, Any], code: str, day: date) -> list[Problem]:
    """Return what a parcel's indicators fall short of by the host's policy of a day (LA070)."""
    with as_folder(park, only=(f"{POLICIES}/",)) as place:
        controls = tuple(Policies(Root(place)).controls)
    stated = Indicators(
        said["investment_fen_mu"],
        said["tax_fen_mu"],
        said["output_fen_mu"],
        said["plot_ratio_min"],
        said["building_coefficient"],
        said["green_rate"],
    )
    at = At("", 0, code)
    return list(indicator_failures(stated, controls, month_of(day), at))


@action("land.edit", Words("修改了宗地", "changed a parcel"), ALLOCATE)
def edit(
    entry: Entry, *, actor: Actor, parcel: Parcel, version: int, said: dict[str, Any]
) -> Parcel:
    """Change what is kept of a parcel; refused below the policy, unless a document excepts it."""
    if not at_land(actor):
        what = Words("宗地资料由飞入地一方维护", "the side the land lies at keeps its parcels")
        raise Refusal(what)
    parcel = take(parcel, version)
    changed = {key: said[key] for key in EDITABLE if said[key] != getattr(parcel, key)}
    if not changed:
        raise Refusal(Words("没有改动", "nothing was changed"))
    least, most = said["plot_ratio_min"], said["plot_ratio_max"]
    if least is not None and most is not None and least > most:
        what = Words("容积率下限大于上限", "the least plot ratio is above the greatest")
        raise Refusal(what)
    short = below_policy(parcel.park_id, said, parcel.code, today())
    if short and not said["exception"]:
        what = Words(
            "低于现行用地控制指标；改正，或写明例外的文件",
            "below the control indicators in force; mend it, or name the document that excepts it",
        )
        raise Refusal(what, tuple(short))
    entry.about = parcel
    entry.change(parcel, **changed)
    parcel.save()
    return parcel


@action("land.area", Words("登记了片区", "registered an area"), ALLOCATE)
def add_area(entry: Entry, *, actor: Actor, code: str, name: str, chemical: bool) -> Area:
    """Register an area of the park, so that parcels can be brought into it."""
    if not at_land(actor):
        raise Refusal(Words("片区由飞入地一方登记", "the side the land lies at registers areas"))
    park, _ = actor.at
    if not code or not name:
        raise Refusal(Words("请写编号和名称", "give it a code and a name"))
    if Area.objects.filter(code=code).exists():
        raise Refusal(Words("已有这个编号的片区", "there is an area of that code"))
    made: Area = Area.objects.create(park=park, code=code[:60], name=name[:200], chemical=chemical)
    entry.about, entry.after = made, {"code": code, "name": name, "chemical": chemical}
    return made


@action("land.note", Words("为本方记了一笔", "noted something for the own side"), ATTACH)
def note(entry: Entry, *, actor: Actor, parcel: Parcel, text: str) -> Note:
    """Keep a note of the own side about a parcel; the other side never sees it."""
    park, party = actor.at
    if not text.strip():
        raise Refusal(Words("请写内容", "write something"))
    made: Note = Note.objects.create(
        park=park,
        owner=party,
        visibility=OWN,
        parcel=parcel,
        text=text.strip()[:1000],
        by=str(actor.user),
    )
    entry.about, entry.after = made, {"parcel": parcel.code}
    return made


@action("land.drop-note", Words("删去了本方的记事", "dropped a note of the own side"), ATTACH)
def drop_note(entry: Entry, *, actor: Actor, note: Note) -> None:
    """Drop a note of the own side."""
    entry.about, entry.before = note, {"text": note.text, "by": note.by}
    kept = note.pk
    note.delete()
    note.pk = kept
    actor.must(ATTACH)
