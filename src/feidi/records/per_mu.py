"""Amounts against the ground they stand on (亩均): investment and tax per mu."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from feidi.quantities.money import FEN_IN
from feidi.quantities.rounding import Mode


@dataclass(frozen=True)
class PerMu:
    """An amount in fen and the land it stands on, in mu."""

    fen: int
    mu: float

    @property
    def each(self) -> int | None:
        """How many fen there are per mu, to the nearest; None where there is no land.

        >>> PerMu(96_000_000_000, 320.0).each, PerMu(-1, 2.0).each, PerMu(5, 0.0).each
        (300000000, -1, None)
        """
        land = Fraction(self.mu)
        if land <= 0:
            return None
        return Mode.HALF_UP.round_ratio(self.fen * land.denominator, land.numerator)

    @property
    def wan(self) -> str:
        """How many 万元 there are per mu, to two decimals; a dash where there is no land.

        >>> PerMu(9_425_000_000, 764.4).wan, PerMu(-1_000_000, 1.0).wan, PerMu(1, 0.0).wan
        ('12.33', '−1.00', '—')
        """
        each = self.each
        if each is None:
            return "—"
        whole, rest = divmod(abs(Mode.HALF_UP.round_ratio(each, FEN_IN["万元"] // 100)), 100)
        return f"{'−' if each < 0 else ''}{whole:,}.{rest:02d}"


def together(parts: Iterable[PerMu]) -> PerMu:
    """Return the amounts over the land of all: large ones count for more than small ones.

    >>> together([PerMu(300, 1.0), PerMu(100, 3.0)]).each
    100
    """
    fen, land = 0, Fraction(0)
    for one in parts:
        fen += one.fen
        land += Fraction(one.mu)
    return PerMu(fen, float(land))
