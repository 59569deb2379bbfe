"""[site] of park.toml: what counts in a plan, and how much (§SI1)."""

from dataclasses import dataclass, field, replace
from typing import Any

from feidi.clauses.values import nearest
from feidi.evidence.problem import Problem
from feidi.evidence.source import At
from feidi.folder import layout
from feidi.quantities.words import Words
from feidi.records.land_use import UTILITIES
from feidi.site.plan.weights import Ground, Weights

WEIGHTS = ("tax", "investment", "intensity", "land", "utilities", "partners", "delay")
GROUND = ("slope_deg", "hazard", "together")
CONNECT = "connect_yuan"
MOST_TOGETHER = 4
# beyond it no sum of a plan is exact
MOST = 1_000_000_000


@dataclass(frozen=True)
class Wishes:
    """What the planners choose; a year's tax alone where they say nothing."""

    weights: Weights = field(default_factory=Weights)
    ground: Ground = field(default_factory=Ground)


def wishes_of(said: dict[str, Any]) -> tuple[Wishes, list[Problem]]:
    """Return what [site] says, and what is wrong with it (SI122).

    Weights that are not named are 0 once any is named. Costs count against a plan where their
    weight is positive.

    >>> wishes_of({"tax": 1, "land": 0.05})[0].weights.land
    0.05
    """
    problems: list[Problem] = []
    weights: dict[str, float] = {}
    ground: dict[str, Any] = {}
    for key, value in said.items():
        if key == CONNECT:
            ground[key] = tuple(_costs(value, problems))
        elif key in WEIGHTS:
            if _number(key, value, problems):
                weights[key] = float(value)
        elif key in GROUND:
            if _number(key, value, problems):
                ground[key] = value if key == "slope_deg" else int(value)
        else:
            what = Words(f"不认识的键“{key}”", f"unknown key “{key}”")
            fix = nearest(key, [*WEIGHTS, *GROUND, CONNECT])
            problems.append(Problem("SI122", At(layout.SETTINGS), what, fix))
    if ground.get("together", 1) not in range(1, MOST_TOGETHER + 1):
        problems.append(_wrong("together", ground.pop("together"), f"1–{MOST_TOGETHER}"))
    chosen = replace(Weights(tax=0.0), **weights) if weights else Weights()
    return Wishes(chosen, Ground(**ground)), problems


def _number(key: str, value: object, problems: list[Problem]) -> bool:
    """Say whether a value is a number from 0 to `MOST`; note where it is not."""
    if type(value) in {int, float} and 0 <= value <= MOST:  # type: ignore[operator]
        return True
    problems.append(_wrong(key, value, f"0–{MOST:,}"))
    return False


def _costs(value: object, problems: list[Problem]) -> list[tuple[str, float]]:
    """Return what connecting each utility costs."""
    if not isinstance(value, dict):
        problems.append(_wrong(CONNECT, value, "{ power = 300000 }"))
        return []
    found = []
    for name, cost in value.items():
        if name not in UTILITIES:
            what = Words(f"不认识的配套“{name}”", f"unknown utility “{name}”")
            fix = nearest(name, list(UTILITIES))
            problems.append(Problem("SI122", At(layout.SETTINGS), what, fix))
        elif _number(f"{CONNECT}.{name}", cost, problems):
            found.append((name, float(cost)))
    return sorted(found)


def _wrong(key: str, value: object, wanted: str) -> Problem:
    what = Words(
        f"[site] {key} 是“{value}”，应为 {wanted}", f"[site] {key} is “{value}”, not {wanted}"
    )
    fix = Words(f"改成 {wanted}", f"write {wanted}")
    return Problem("SI122", At(layout.SETTINGS), what, fix)
