"""The published conventions that give the same table different figures, by name."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Convention:
    """What the literature leaves open and two packages of one laboratory decide apart (§M2).

    strict: an industry is present where RCA > threshold; otherwise where RCA >= threshold.
    threshold: a pure number, 1 in both packages; for RPOP too.
    diagonal: the proximity of an industry to itself, 0 or 1.
    spread: ECI, PCI, COI and COG are divided by the deviation over places (population, divisor n)
    or over the long table of places x industries (sample, divisor n m - 1).
    """

    name: str
    strict: bool
    diagonal: Literal[0, 1]
    spread: Literal["places", "long table"]
    threshold: float = 1.0


STATA = Convention("Growth Lab, Stata", strict=True, diagonal=0, spread="long table")
PYTHON = Convention("Growth Lab, Python", strict=False, diagonal=1, spread="places")
FEIDI = Convention("Feidi", strict=False, diagonal=0, spread="places")
