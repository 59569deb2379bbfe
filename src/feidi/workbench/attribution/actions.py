"""Put a sheet to both statistics offices; confirm, dispute, take a dispute back, withdraw."""

from django.db.models import Max, QuerySet
from django.utils import timezone

from feidi.quantities.words import Words
from feidi.workbench.accounts.actor import Actor
from feidi.workbench.accounts.roles import ATTRIBUTE
from feidi.workbench.actions import Refusal, action, take
from feidi.workbench.attribution.making import Made, fingerprint_of, stands, text_of
from feidi.workbench.attribution.models import (
    CORRECTED,
    OPEN,
    POSTED,
    WITHDRAWN,
    RowDispute,
    RowShare,
    Sheet,
    SheetKey,
    SheetRow,
)
from feidi.workbench.audit.recording import Entry
from feidi.workbench.audit.verifying import end_of_chain
from feidi.workbench.parks.queries import keyholders
from feidi.workbench.settlements.models import DONE, Run

DISPUTED = Words(
    "还有 {n} 处异议没有商定，不能确认", "{n} disputes are open: it cannot be confirmed"
)


@action("attribution.propose", Words("提交了指标分算表", "put an attribution sheet"), ATTRIBUTE)
def propose(entry: Entry, *, actor: Actor, run: Run, year: int, made: tuple[Made, ...]) -> Sheet:
    """Put the attribution of a year, as the core made it of a run, to both sides."""
    park, party = actor.at
    if run.state != DONE or not made:
        raise Refusal(
            Words("这个年度没有可分算的指标", "the agreement attributes no indicator of that year")
        )
    rows = Sheet.objects.filter(park=park, year=year)
    if rows.filter(state=OPEN).exists():
        raise Refusal(
            Words("这一年已有待确认的分算表", "a sheet of that year waits to be confirmed already")
        )
    before, text = rows.filter(state=POSTED).first(), text_of(run, year, made)
    if before is not None and before.content == text:
        raise Refusal(Words("与已固定的分算表完全相同", "the same as the sheet that is fixed"))
    sheet: Sheet = Sheet.objects.create(
        park=park,
        year=year,
        number=(rows.aggregate(last=Max("number"))["last"] or 0) + 1,
        run=run,
        content=text,
        fingerprint=fingerprint_of(text),
        note=park.note,
        corrects=before,
        by=str(actor.user),
        side=party,
    )
    for place, one in enumerate(made):
        _store(sheet, place, one)
    entry.about = sheet
    entry.after = {"fingerprint": sheet.fingerprint, "corrects": str(before or "")}
    return sheet


def _store(sheet: Sheet, place: int, one: Made) -> None:
    row, indicator = one.row, one.row.indicator.words
    stored = SheetRow.objects.create(
        sheet=sheet,
        place=place,
        clause=row.clause,
        indicator_zh=indicator.zh,
        indicator_en=indicator.en,
        enterprise=row.enterprise,
        unit=row.unit,
        whole=row.whole,
        rule_zh=row.rule.zh,
        rule_en=row.rule.en,
        sources=[list(source) for source in one.sources],
    )
    RowShare.objects.bulk_create(
        RowShare(row=stored, place=n, party=s.party, amount=s.amount, again=s.again)
        for n, s in enumerate(row.shares)
    )


@action(
    "attribution.confirm", Words("确认了指标分算表", "confirmed a sheet"), ATTRIBUTE, fresh=True
)
def confirm(entry: Entry, *, actor: Actor, sheet: Sheet, version: int, seen: str) -> Sheet:
    """Turn the own side's key for the exact sheet seen; with the last key it is fixed."""
    park, party = actor.at
    sheet = take(sheet, version)
    entry.about, entry.after = sheet, {"fingerprint": seen}
    _must_be_open(sheet)
    if seen != sheet.fingerprint:
        raise Refusal(
            Words("您看到的不是这一份分算表", "what you saw is not this sheet: look at it again")
        )
    seats = keyholders(park.pk)
    if all(seat.party_id != party.pk for seat in seats):
        raise Refusal(Words("本方没有确认的钥匙", "your side holds no key"))
    disputes = open_disputes(sheet).count()
    if disputes:
        raise Refusal(DISPUTED.fill(n=disputes))
    _, new = SheetKey.objects.get_or_create(
        sheet=sheet, party=party, defaults={"by": str(actor.user), "fingerprint": seen}
    )
    if not new:
        raise Refusal(Words("本方已经确认", "your side has confirmed already"))
    turned = set(sheet.keys.values_list("party_id", flat=True))
    if all(seat.party_id in turned for seat in seats):
        _fix(entry, sheet)
    return sheet


def _fix(entry: Entry, sheet: Sheet) -> None:
    """Fix a sheet that both have confirmed; what it corrects is replaced."""
    if not stands(sheet):
        raise Refusal(
            Words(
                "分算表的内容与指纹不符，不能固定；请查审计链",
                "the sheet is not what its fingerprint says: look into the audit trail",
            )
        )
    if sheet.corrects is not None:
        sheet.corrects.state = CORRECTED
        sheet.corrects.save()
    number, link = end_of_chain()
    entry.change(sheet, state=POSTED)
    sheet.posted_at = timezone.now()
    sheet.anchor = f"{number}:{link}"
    sheet.save()


def open_disputes(sheet: Sheet) -> QuerySet[RowDispute]:
    """Return what is disputed of a sheet and not yet settled."""
    found: QuerySet[RowDispute] = RowDispute.objects.filter(row__sheet=sheet, settled_by="")
    return found


@action("attribution.dispute", Words("对分算行提出异议", "disputed an attributed row"), ATTRIBUTE)
def dispute(
    entry: Entry, *, actor: Actor, sheet: Sheet, version: int, row: SheetRow, reason: str
) -> Sheet:
    """Say that a row is not accepted, and why; nobody can confirm until that is settled."""
    _park, party = actor.at
    sheet = take(sheet, version)
    _must_be_open(sheet)
    said = reason.strip()
    if not said:
        raise Refusal(Words("写明理由", "say why"))
    if sheet.keys.filter(party=party).exists():
        raise Refusal(
            Words(
                "本方已经确认；要改变意见，请撤回分算表重新提交",
                "your side has confirmed; to change your mind withdraw the sheet",
            )
        )
    if open_disputes(sheet).filter(row=row, party=party).exists():
        raise Refusal(Words("本方已对这一行提出异议", "your side disputes this row already"))
    RowDispute.objects.create(row=row, party=party, reason=said, by=str(actor.user))
    entry.about, entry.reason, entry.after = sheet, said, {"row": str(row)}
    return sheet


@action("attribution.settle", Words("撤销了对分算行的异议", "took a dispute back"), ATTRIBUTE)
def settle(entry: Entry, *, actor: Actor, sheet: Sheet, version: int, row: SheetRow) -> Sheet:
    """Take the own side's dispute of a row back."""
    _park, party = actor.at
    sheet = take(sheet, version)
    _must_be_open(sheet)
    own = open_disputes(sheet).filter(row=row, party=party).first()
    if own is None:
        raise Refusal(Words("本方对这一行没有异议", "your side does not dispute this row"))
    own.settled_by = str(actor.user)
    own.save()
    entry.about, entry.after = sheet, {"row": str(row)}
    return sheet


@action("attribution.withdraw", Words("撤回了指标分算表", "withdrew a sheet"), ATTRIBUTE)
def withdraw(entry: Entry, *, actor: Actor, sheet: Sheet, version: int, reason: str) -> Sheet:
    """Withdraw a sheet that is not yet fixed, so that another can be put."""
    sheet = take(sheet, version)
    _must_be_open(sheet)
    if not reason.strip():
        raise Refusal(Words("写明原因", "say why"))
    entry.about, entry.reason = sheet, reason.strip()
    entry.change(sheet, state=WITHDRAWN)
    sheet.save()
    return sheet


def _must_be_open(sheet: Sheet) -> None:
    if sheet.state != OPEN:
        what = Words("分算表现在是“{now}”，不能这样做", "it is “{now}” now: not possible")
        raise Refusal(what.fill(now=sheet.state_words))
