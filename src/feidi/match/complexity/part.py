"""The part of a table that is solved: what is left out or empty stands aside, with a state."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from feidi.match.complexity.value_table import Counts, Flags, Floats


@dataclass(frozen=True, eq=False)
class Part:
    """Which places and industries are solved, and why the others are not.

    places, industries: flags of those that are. presence: of those only, nothing empty.
    place_state, industry_state: "" for those, else "empty", "left out" or "no PCI".
    diversity: of every place, its own industries. ubiquity: over places that were not left out.
    """

    places: Flags
    industries: Flags
    presence: Flags
    place_state: tuple[str, ...]
    industry_state: tuple[str, ...]
    diversity: Counts
    ubiquity: Counts

    def names(self, labels: tuple[str, ...], which: Flags) -> list[str]:
        """Return the labels of what is solved."""
        return [label for label, flag in zip(labels, which, strict=True) if flag]

    def spread(self, found: Floats) -> Floats:
        """Return a place-by-industry array of the whole table, NaN where nothing was solved."""
        if self.places.all() and self.industries.all():
            return found
        whole = np.full((len(self.places), len(self.industries)), np.nan)
        whole[np.ix_(self.places, self.industries)] = found
        return whole


def part(presence: Flags, stays: Flags, valued: Flags) -> Part:
    """Return the part of a presence that can be solved.

    stays: places that were not left out. valued: industries whose PCI is known, or is to be found.
    """
    diversity = np.count_nonzero(presence, axis=1)
    ubiquity = np.count_nonzero(presence if stays.all() else presence[stays], axis=0)
    industries = valued & (ubiquity > 0)
    held = diversity > 0 if industries.all() else presence[:, industries].any(axis=1)
    places = stays & held
    whole = bool(places.all() and industries.all())
    return Part(
        places,
        industries,
        presence if whole else presence[np.ix_(places, industries)],
        _states(stays, places, "left out"),
        _states(valued, industries, "no PCI"),
        diversity,
        ubiquity,
    )


def column(found: Floats, which: Flags) -> Floats:
    """Return one number an item of the whole table, NaN where it was not solved."""
    whole = np.full(len(which), np.nan)
    whole[which] = found
    return whole


def _states(first: Flags, solved: Flags, otherwise: str) -> tuple[str, ...]:
    states: npt.NDArray[np.object_] = np.full(len(solved), "empty", np.object_)
    states[~first], states[solved] = otherwise, ""
    return tuple(states.tolist())
