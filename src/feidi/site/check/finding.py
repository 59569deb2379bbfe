"""One figure of a plan that is not what the problem gives."""

from dataclasses import dataclass

from feidi.evidence.problem import Problem
from feidi.evidence.source import At
from feidi.quantities.words import Words

# sums of decimals may differ in the last digits from one machine to the next
NEAR = 1e-12
FIX = Words(
    "重新运行选址；方案文件不能手改", "run the siting again; a plan file is not edited by hand"
)


@dataclass(frozen=True)
class Finding:
    """What is wrong, and the code of it."""

    code: str
    what: Words

    def problem(self, file: str) -> Problem:
        """Return it as a problem of a plan file."""
        return Problem(self.code, At(file), self.what, FIX)


def apart(one: float, other: float) -> bool:
    """Say whether a figure differs from the counted one by more than last digits; NaN does."""
    return not abs(one - other) <= NEAR * max(1.0, abs(other))


def differs(code: str, name: Words, stated: float, counted: float) -> Finding:
    """Return a finding with both numbers."""
    pattern = Words(
        "{name}：文件写 {stated:.15g}，重算为 {counted:.15g}",
        "{name}: {stated:.15g} in the file, {counted:.15g} counted again",
    )
    return Finding(code, pattern.fill(name=name, stated=stated, counted=counted))
