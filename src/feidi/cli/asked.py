"""What the command line asks of a plan."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Asked:
    """What the command line asks for."""

    lang: str | None
    trade_off: tuple[str, str] | None
    points: int
    time_limit: float | None
    seed: int
    output: Path | None
