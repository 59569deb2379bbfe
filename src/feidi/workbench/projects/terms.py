"""The numbers two sides agree for their common register: defaults, or what they agreed. §LC3."""

from dataclasses import dataclass

from feidi.quantities.words import Words
from feidi.workbench.projects.models import Term


@dataclass(frozen=True)
class Kind:
    """One such number. default: what holds until both sides agree on another."""

    name: str
    words: Words
    default: int
    unit: Words


DAYS = Words("天", "days")
CLAIM_DAYS, RENEW_DAYS, RENEWALS, WARN_DAYS = "claim-days", "renew-days", "renewals", "warn-days"
KINDS = {
    kind.name: kind
    for kind in (
        Kind(CLAIM_DAYS, Words("首报有效期", "a claim holds for"), 180, DAYS),
        Kind(RENEW_DAYS, Words("每次续期", "a renewal adds"), 90, DAYS),
        Kind(RENEWALS, Words("可续期次数", "renewals at most"), 1, Words("次", "times")),
        Kind(WARN_DAYS, Words("到期前提醒", "told before it lapses"), 30, DAYS),
    )
}


@dataclass(frozen=True)
class Agreed:
    """The number that holds. agreed: by which entry, None where it is the default."""

    kind: Kind
    number: int
    agreed: Term | None
    proposed: Term | None


def agreed() -> dict[str, Agreed]:
    """Return every number as it holds in the park one acts in."""
    rows = Term.objects.select_related("proposed_by", "agreed_by").order_by("id")
    held: dict[str, Term] = {}
    open_: dict[str, Term] = {}
    for row in rows:
        if row.agreed_by_id:
            held[row.name] = row
            open_.pop(row.name, None)
        else:
            open_[row.name] = row
    return {
        name: Agreed(
            kind, held[name].days if name in held else kind.default, held.get(name), open_.get(name)
        )
        for name, kind in KINDS.items()
    }


def number_of(name: str) -> int:
    """Return one number as it holds."""
    return agreed()[name].number
