"""What the host asks of a project before it gives land, by a dated policy."""

from dataclasses import dataclass

from feidi.evidence.source import At


@dataclass(frozen=True)
class Indicators:
    """What a plan of one parcel asks, in the units of `LandControl`; None where it says nothing."""

    investment_fen_mu: int | None = None
    tax_fen_mu: int | None = None
    output_fen_mu: int | None = None
    plot_ratio: float | None = None
    building_coefficient: float | None = None
    green_rate: float | None = None


@dataclass(frozen=True)
class LandControl:
    """The control indicators of one rule of a policy document.

    document: its number. industries: codes the rule is for, by their first characters; empty
    for all. first, last: month numbers of quantities.calendar, last None where open. Least
    investment, tax and output in fen per mu; plot ratio, building coefficient (least) and green
    rate (most) as pure numbers. None where the rule says nothing.
    """

    document: str
    industries: tuple[str, ...]
    first: int
    last: int | None
    investment_fen_mu: int | None
    tax_fen_mu: int | None
    output_fen_mu: int | None
    plot_ratio: float | None
    building_coefficient: float | None
    green_rate: float | None
    at: At

    def is_for(self, industry: str, month: int) -> bool:
        """Say whether the rule counts for an industry in a month."""
        named = not self.industries or any(industry.startswith(code) for code in self.industries)
        return named and self.first <= month and (self.last is None or month <= self.last)
