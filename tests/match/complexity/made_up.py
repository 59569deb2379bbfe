"""Made-up tables: by hidden capabilities, nested, or of presence given."""

import numpy as np
import numpy.typing as npt

from feidi.match.complexity import ValueTable


def labels(letter: str, count: int) -> tuple[str, ...]:
    return tuple(f"{letter}{number:02}" for number in range(count))


def cells(presence: npt.NDArray[np.bool_]) -> ValueTable:
    """A table whose values say what is present."""
    n, m = presence.shape
    return ValueTable(presence.astype(np.float64), labels("c", n), labels("p", m))


def nested(places: int, industries: int) -> ValueTable:
    """The first place has everything, each further one a little less."""
    share = np.arange(places)[:, None] / places
    return cells(share <= np.arange(industries) / industries)


def latent(seed: int, places: int = 15, industries: int = 40, richer: float = 1.0) -> ValueTable:
    """Values that grow with how many of an industry's hidden capabilities a place has."""
    rng = np.random.default_rng(seed)
    has = rng.random((places, 25)) < np.linspace(0.25, 0.8, places)[:, None] ** (1 / richer)
    needs = rng.random((industries, 25)) < np.linspace(0.05, 0.4, industries)[:, None]
    fit = (has @ needs.T) / needs.sum(axis=1).clip(1)
    values = rng.lognormal(0, 0.5, (places, industries)) * np.exp(4 * fit)
    return ValueTable(values, labels("c", places), labels("p", industries))
