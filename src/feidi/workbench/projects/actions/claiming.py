"""Name an investor first: claim, renew, give up, admit that another was earlier.

The register tells the other side that a claim holds, whose it is and until when. Whom it is
about is compared here for both and told to neither.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from feidi.match.names import MATCHED, POSSIBLE, compare
from feidi.quantities.words import Words
from feidi.records.credit_code import fault_of, normal_code
from feidi.workbench.accounts.actor import Actor
from feidi.workbench.accounts.roles import PROJECTS
from feidi.workbench.actions import Refusal, action, take
from feidi.workbench.audit.recording import Entry
from feidi.workbench.parks.models import Park
from feidi.workbench.projects.actions.leading import must_lead, must_say
from feidi.workbench.projects.models import Claim, ClaimSubject, Project
from feidi.workbench.projects.models.claim import LATER, RELEASED, VALID
from feidi.workbench.projects.register import open_book
from feidi.workbench.projects.terms import CLAIM_DAYS, RENEW_DAYS, RENEWALS, WARN_DAYS, number_of
from feidi.workbench.scope.acting import JOINT, OWN, everything


@dataclass(frozen=True)
class Naming:
    """Whom a side names. code: its unified social credit code, where known. grounds: what for."""

    investor: str
    code: str = ""
    grounds: str = ""


@action("claims.enter", Words("登记了首报", "entered a claim"), PROJECTS)
def claim(entry: Entry, *, actor: Actor, naming: Naming, project: Project | None = None) -> Claim:
    """Enter a claim for an investor. Where the other side's holds, it is entered as later. §LC2.

    The answer says that a valid claim exists and until when, never what else is known of it.
    """
    park, party = actor.at
    if project is not None:
        must_lead(actor, project)
    naming = _sound(naming)
    day = timezone.localdate()
    book = open_book(park)
    same, near = held(park, naming, day)
    if same is not None and same.side_id == party.pk:
        what = Words(
            "本方已有有效登记：首报 {n} 号，至 {until}",
            "your side holds claim {n} for it already, until {until}",
        )
        raise Refusal(what.fill(n=same.number, until=same.until.isoformat()))
    book.entered += 1
    book.save()
    kept: Claim = Claim.objects.create(
        park=park,
        visibility=JOINT,
        number=book.entered,
        side=party,
        named_on=day,
        until=day + timedelta(number_of(CLAIM_DAYS)),
        state=LATER if same else VALID,
        behind=same,
        near=None if same else near,
        by=str(actor.user),
    )
    _keep_whom(kept, naming, project)
    entry.about = kept
    entry.after = {"until": kept.until.isoformat(), "state": kept.state}
    if same:
        entry.after["behind"] = same.number
    return kept


def _keep_whom(kept: Claim, naming: Naming, project: Project | None) -> None:
    """Keep whom a claim is about, where its own side alone sees it."""
    ClaimSubject.objects.create(
        park=kept.park,
        owner=kept.side,
        visibility=OWN,
        claim=kept,
        project=project,
        investor=naming.investor,
        code=naming.code,
        grounds=naming.grounds,
    )


def _sound(naming: Naming) -> Naming:
    name, code = naming.investor.strip(), normal_code(naming.code)
    if not name:
        raise Refusal(Words("请写投资方全称", "give the investor's full name"))
    fault = fault_of(code) if code else None
    if fault is not None:
        raise Refusal(fault)
    return Naming(name[:120], code, naming.grounds.strip())


def held(
    park: Park, naming: Naming, day: date, but: int | None = None
) -> tuple[Claim | None, Claim | None]:
    """Return the claim that holds for an investor on a day, and one for a name close to it."""
    near = None
    with everything("names are compared for both sides; no name is told"):
        rows = list(
            ClaimSubject.objects.filter(claim__park=park, claim__state=VALID, claim__until__gte=day)
            .exclude(claim=but)
            .select_related("claim__side")
            .order_by("claim__number")
        )
    for row in rows:
        verdict = _verdict(naming, row)
        if verdict == MATCHED:
            return row.claim, None
        if verdict == POSSIBLE and near is None:
            near = row.claim
    return None, near


def _verdict(naming: Naming, row: ClaimSubject) -> str:
    if naming.code and row.code:
        return MATCHED if naming.code == row.code else ""
    return compare(naming.investor, row.investor).kind


def _own(actor: Actor, claim_: Claim, version: int) -> Claim:
    _, party = actor.at
    if claim_.side_id != party.pk:
        what = Words("首报由{who}登记，只有登记方可以办", "{who} entered it: only that side may")
        raise Refusal(what.fill(who=str(claim_.side)))
    return take(claim_, version)


@action("claims.renew", Words("续期了首报", "renewed a claim"), PROJECTS)
def renew(entry: Entry, *, actor: Actor, kept: Claim, version: int, reason: str) -> Claim:
    """Let a claim hold longer, shortly before it lapses; a later one may follow a lapsed one."""
    park, _ = actor.at
    entry.reason = must_say(reason, Words("请写明进展，作为续期依据", "say what has been done"))
    open_book(park)
    kept, day = _own(actor, kept, version), timezone.localdate()
    entry.about = kept
    if kept.state == LATER:
        return _follow(entry, park, kept, day)
    if kept.state_on(day) != VALID:
        what = Words("首报已失效，请重新登记", "the claim has lapsed: enter a new one")
        raise Refusal(what)
    if day < kept.until - timedelta(number_of(WARN_DAYS)):
        what = Words("到期前 {n} 天内才能续期", "it is renewed in its last {n} days only")
        raise Refusal(what.fill(n=number_of(WARN_DAYS)))
    if kept.renewals >= number_of(RENEWALS):
        what = Words("约定至多续期 {n} 次，已经用完", "{n} renewals were agreed; all are used")
        raise Refusal(what.fill(n=number_of(RENEWALS)))
    until = kept.until + timedelta(number_of(RENEW_DAYS))
    entry.change(kept, until=until, renewals=kept.renewals + 1)
    kept.save()
    return kept


def _follow(entry: Entry, park: Park, kept: Claim, day: date) -> Claim:
    """Let a later claim hold from now on, where no earlier one holds any more."""
    subject = kept.subjects.get()
    same, _ = held(park, Naming(subject.investor, subject.code), day, kept.pk)
    if same is not None:
        what = Words("首报 {n} 号仍然有效，至 {until}", "claim {n} still holds, until {until}")
        raise Refusal(what.fill(n=same.number, until=same.until.isoformat()))
    until = day + timedelta(number_of(CLAIM_DAYS))
    entry.change(kept, state=VALID, named_on=day, until=until)
    kept.save()
    return kept


@action("claims.release", Words("放弃了首报", "gave a claim up"), PROJECTS)
def release(entry: Entry, *, actor: Actor, kept: Claim, version: int, reason: str) -> Claim:
    """Give a claim up; the investor may be named anew by either side."""
    entry.reason = must_say(reason, Words("请写明放弃的原因", "say why it is given up"))
    kept = _own(actor, kept, version)
    if kept.state == RELEASED:
        raise Refusal(Words("已经放弃过", "it is given up already"))
    entry.about = kept
    entry.change(kept, state=RELEASED)
    kept.save()
    return kept


@action("claims.concede", Words("承认首报在后", "admitted that a claim is later"), PROJECTS)
def concede(entry: Entry, *, actor: Actor, kept: Claim, version: int) -> Claim:
    """Admit that the claim of a close name is for the same investor, and was earlier."""
    kept = _own(actor, kept, version)
    if kept.near_id is None or kept.state != VALID:
        raise Refusal(Words("没有名称相近的首报", "there is no claim of a close name"))
    entry.about = kept
    entry.change(kept, state=LATER, behind=kept.near, near=None)
    kept.save()
    return kept
