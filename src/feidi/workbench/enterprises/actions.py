"""Register firms, chambers and visits, change them, make them joint, see a contact."""

from datetime import date
from typing import Any

from feidi.quantities.words import Words
from feidi.workbench.accounts.actor import Actor
from feidi.workbench.accounts.roles import CONTACTS, ENTERPRISES, INVESTMENT, PARK
from feidi.workbench.actions import Refusal, action, take
from feidi.workbench.audit.recording import Entry
from feidi.workbench.documents.actions import follow
from feidi.workbench.enterprises.models import Chamber, Enterprise, Visit
from feidi.workbench.enterprises.reading import CONTACT
from feidi.workbench.notifications.telling import notify, others
from feidi.workbench.scope.acting import JOINT, OWN

Values = dict[str, Any]
HIDDEN = "***"
INVESTING = (INVESTMENT, PARK)


def _owned(actor: Actor, joint: bool) -> Values:
    park, party = actor.at
    own: Values = {"owner": None, "visibility": JOINT} if joint else {
        "owner": party, "visibility": OWN,
    }  # fmt: skip
    return own | {"park": park, "side": party, "by": str(actor.user)}


def _told(values: Values) -> Values:
    """Return values as the trail may write them: that there is a contact, not whom."""
    return {
        name: HIDDEN if name in CONTACT else str(value)
        for name, value in values.items()
        if value not in ("", None)
    }


@action("enterprises.register", Words("登记了企业", "registered an enterprise"), ENTERPRISES)
def register(entry: Entry, *, actor: Actor, values: Values, joint: bool) -> Enterprise:
    """Register a firm: seen by the own side, or by both."""
    made = Enterprise(**values, **_owned(actor, joint))
    _alone(made)
    made.save()
    entry.about, entry.after = made, _told(values)
    return made


@action("enterprises.edit", Words("修改了企业信息", "changed an enterprise"), ENTERPRISES)
def edit(
    entry: Entry, *, actor: Actor, enterprise: Enterprise, version: int, values: Values
) -> None:
    """Change a firm; `Stale` where somebody else has changed it meanwhile."""
    enterprise = take(enterprise, version)
    entry.about = enterprise
    _change(entry, enterprise, values)
    _alone(enterprise)
    enterprise.save()


def _change(entry: Entry, row: Any, values: Values) -> None:
    """Set what is different; a contact field left empty stays as it was."""
    for name, value in values.items():
        if name in CONTACT and not value:
            continue
        if getattr(row, name) == value:
            continue
        if name in CONTACT:
            setattr(row, name, value)
            entry.after[name] = HIDDEN
        else:
            entry.change(row, **{name: value})


def _alone(made: Enterprise) -> None:
    """Refuse a second firm of one code, or of one name in the receipts, among those seen."""
    rows = Enterprise.objects.filter(park=made.park_id).exclude(pk=made.pk)
    twin = rows.filter(code=made.code).first() if made.code else None
    if twin is not None:
        what = Words(
            "“{name}”已用这个统一社会信用代码登记", "“{name}” is registered with this code already"
        )
        raise Refusal(what.fill(name=twin))
    if made.roster and made.visibility == OWN:
        what = Words(
            "入库数据双方共有，只有双方共同的企业可以对应",
            "receipts are joint: only a joint firm is theirs",
        )
        raise Refusal(what)
    twin = rows.filter(roster=made.roster).first() if made.roster else None
    if twin is not None:
        what = Words(
            "入库数据里的“{code}”已对应“{name}”", "“{code}” of the receipts is “{name}” already"
        )
        raise Refusal(what.fill(code=made.roster, name=twin))


@action("enterprises.chamber", Words("登记了商会", "registered a chamber"), ENTERPRISES)
def add_chamber(entry: Entry, *, actor: Actor, values: Values, joint: bool) -> Chamber:
    """Register a chamber of commerce."""
    made: Chamber = Chamber.objects.create(**values, **_owned(actor, joint))
    entry.about, entry.after = made, _told(values)
    return made


@action("enterprises.chamber-edit", Words("修改了商会信息", "changed a chamber"), ENTERPRISES)
def edit_chamber(
    entry: Entry, *, actor: Actor, chamber: Chamber, version: int, values: Values
) -> None:
    """Change a chamber; `Stale` where somebody else has changed it meanwhile."""
    chamber = take(chamber, version)
    entry.about = chamber
    _change(entry, chamber, values)
    chamber.save()


@action("enterprises.visit", Words("登记了走访", "noted a visit"), ENTERPRISES)
def add_visit(entry: Entry, *, actor: Actor, whom: Any, values: Values, joint: bool) -> Visit:
    """Note a visit to a firm or a chamber; what is about an own one is own."""
    joint = joint and whom.visibility != OWN
    to = {"chamber": whom} if isinstance(whom, Chamber) else {"enterprise": whom}
    made: Visit = Visit.objects.create(**to, **values, **_owned(actor, joint))
    entry.about, entry.after = made, _told(values)
    if joint:
        what = Words("对方登记了走访：{visit}", "the other side noted a visit: {visit}")
        notify(made, what.fill(visit=made), actor=actor, sides=others(actor), roles=INVESTING)
    return made


@action("enterprises.next-done", Words("办完了走访的下一步", "took the next step"), ENTERPRISES)
def next_done(entry: Entry, *, actor: Actor, visit: Visit, version: int, day: date) -> None:
    """Note that the next step of a visit was taken."""
    visit = take(visit, version)
    if visit.side != actor.party:
        raise Refusal(Words("由走访的一方填写", "the side that paid the visit says so"))
    if not visit.next_step or visit.next_done is not None:
        raise Refusal(Words("没有待办的下一步", "there is no next step to take"))
    entry.about = visit
    entry.change(visit, next_done=day)
    visit.save()


@action("enterprises.share", Words("转为双方共同", "made it joint"), ENTERPRISES)
def share(entry: Entry, *, actor: Actor, row: Any, version: int) -> None:
    """Show an own firm, chamber or visit to both sides, with its documents; not undone."""
    row = take(row, version)
    if row.visibility == JOINT:
        raise Refusal(Words("双方已经都能看到", "both sides see it already"))
    if isinstance(row, Visit) and row.whom.visibility == OWN:
        what = Words("先把“{whom}”转为双方共同", "make “{whom}” joint first")
        raise Refusal(what.fill(whom=row.whom))
    entry.about = row
    entry.change(row, owner=None, visibility=JOINT)
    if isinstance(row, Enterprise):
        _alone_jointly(row)
    row.save()
    follow(row)
    what = Words("对方把“{row}”转为双方共同", "the other side made “{row}” joint")
    notify(row, what.fill(row=row), actor=actor, sides=others(actor), roles=INVESTING)


def _alone_jointly(row: Enterprise) -> None:
    rows = Enterprise.objects.filter(park=row.park_id, visibility=JOINT).exclude(pk=row.pk)
    twin = rows.filter(code=row.code).first() if row.code else None
    if twin is not None:
        what = Words(
            "双方企业库里已有同一代码的“{name}”",
            "both sides have “{name}” with the same code already",
        )
        raise Refusal(what.fill(name=twin))


@action("enterprises.reveal", Words("查看了联系方式", "looked at a contact"), CONTACTS, fresh=True)
def reveal(entry: Entry, *, actor: Actor, row: Any, reason: str) -> tuple[str, str]:
    """Return name and number of a contact, once; who asked, and why, is on record."""
    if not reason.strip():
        raise Refusal(Words("请写明查看的原因", "say why you look"))
    if not row.has_contact:
        raise Refusal(Words("没有登记联系人", "there is no contact"))
    entry.about, entry.reason = row, reason[:500]
    return row.contact_name, row.contact_phone
