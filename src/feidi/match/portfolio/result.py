"""What is taken into the enclave, what is not and why, and what one more unit would bring."""

from dataclasses import dataclass, field

from feidi.match.absent import Absent
from feidi.match.given import Candidate, Limit
from feidi.match.vetoes import Veto
from feidi.quantities.words import Words


@dataclass(frozen=True)
class Use:
    """How much of one resource the choice uses, and what `limit.step` more of it would bring.

    more: value gained by the step, in the unit of the benefit, found by solving again (a choice
    is all or nothing, so no derivative says it). enters, leaves: candidates that then change.
    """

    limit: Limit
    used: float
    more: float
    enters: tuple[str, ...]
    leaves: tuple[str, ...]

    @property
    def spare(self) -> float:
        """What is left of the resource."""
        return self.limit.amount - self.used


@dataclass(frozen=True)
class NotTaken:
    """A candidate that is not taken: the reason in words, and what forcing it in would cost.

    reason: says what cost is of, without the figure. cost: in the unit of the benefit; None where
    it cannot be taken at all. displaced: candidates that would leave.
    """

    candidate: Candidate
    reason: Words
    cost: float | None
    displaced: tuple[str, ...]


@dataclass(frozen=True)
class Portfolio:
    """The best choice under the limits. §M15.

    value, bound: in `unit`; no choice is worth more than bound. gap: 0 where proven best.
    mean_complexity: of the host's industries with the chosen ones; None where no target is set.
    worth: candidate taken -> how much less the best choice without it brings.
    undecided: candidate -> the vetoes that lack their figure. sure: the best choice without
    those candidates, None where there are none.
    """

    taken: tuple[Candidate, ...]
    not_taken: tuple[NotTaken, ...]
    value: float
    bound: float
    gap: float
    unit: str
    uses: tuple[Use, ...]
    least_complexity: float | None
    mean_complexity: float | None
    assumed: bool
    worth: dict[str, float] = field(default_factory=dict)
    undecided: dict[str, tuple[Veto, ...]] = field(default_factory=dict)
    sure: "Portfolio | Absent | None" = None
