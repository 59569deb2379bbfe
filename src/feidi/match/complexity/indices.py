"""All indices of the part of a table that can be solved, and the labelled result of the whole."""

from typing import NamedTuple

import numpy as np

from feidi.evidence.problem import Problem
from feidi.match.complexity.advantage import Advantage, Presence, Reference
from feidi.match.complexity.all_places import AllPlaces
from feidi.match.complexity.conventions import Convention
from feidi.match.complexity.part import Part, column
from feidi.match.complexity.result import Complexity, Scale
from feidi.match.complexity.size import LeftOut
from feidi.match.complexity.solving import Solved, deviation
from feidi.match.complexity.value_table import Floats, ValueTable

_NAN = float("nan")
_NO_SCALE = Scale(_NAN, _NAN, _NAN)
_UNSOLVED = (_NAN, _NAN)


class Indices(NamedTuple):
    """What was found for the solvable part, on its scale; NaN where it was refused."""

    eci: Floats
    pci: Floats
    density: Floats
    coi: Floats
    cog: Floats
    scale: Scale
    eigenvalues: tuple[float, float]
    sign: float


def indices(
    related: AllPlaces, solved: Solved | None, convention: Convention, scale_of: Complexity | None
) -> Indices:
    """Return the indices of a solvable part; only density where nothing was solved."""
    shape = related.density.shape
    if solved is None:
        places, industries = (np.full(size, _NAN) for size in shape)
        blank = np.full(shape, _NAN)
        return Indices(
            places, industries, related.density, places, blank, _NO_SCALE, _UNSOLVED, _NAN
        )
    ahead = related.outlook(solved.industries)
    scale = _scale(solved, ahead.chances, shape[1], convention)
    if scale_of is not None:
        scale = scale_of.scale
    return Indices(
        solved.places - solved.centre,
        solved.industries - solved.centre,
        ahead.density,
        (ahead.chances - scale.coi_mean) / (scale.coi_spread or _NAN),
        ahead.gain,
        scale,
        solved.eigenvalues,
        solved.sign,
    )


def _scale(solved: Solved, index: Floats, industries: int, convention: Convention) -> Scale:
    spread = deviation(index, industries, convention)
    return Scale(solved.centre, float(index.mean()), spread)


def labelled(
    table: ValueTable,
    convention: Convention,
    compared: tuple[Presence, Reference],
    strong: Advantage,
    found: tuple[Part, Indices],
    said: tuple[tuple[LeftOut, ...], list[Problem]],
) -> Complexity:
    """Return the result of the whole table, blank where nothing was solved."""
    solvable, indices = found
    return Complexity(
        year=table.year,
        places=table.places,
        industries=table.industries,
        convention=convention,
        by=compared[0],
        reference=compared[1],
        values=table.values,
        rca=strong.rca,
        rpop=strong.rpop,
        presence=strong.presence,
        diversity=solvable.diversity,
        ubiquity=solvable.ubiquity,
        eci=column(indices.eci, solvable.places),
        pci=column(indices.pci, solvable.industries),
        density=solvable.spread(indices.density),
        coi=column(indices.coi, solvable.places),
        cog=solvable.spread(indices.cog),
        place_state=solvable.place_state,
        industry_state=solvable.industry_state,
        eigenvalues=indices.eigenvalues,
        sign_correlation=indices.sign,
        scale=indices.scale,
        left_out=said[0],
        problems=tuple(said[1]),
    )


def refused(
    table: ValueTable, convention: Convention, by: Presence, problems: list[Problem]
) -> Complexity:
    """Return a result in which nothing was computed on top of what is wrong."""
    blank = np.full(table.values.shape, _NAN)
    nothing = np.zeros(table.values.shape, np.bool_)
    rows, columns = nothing.any(axis=1), nothing.any(axis=0)
    nowhere = Part(
        np.atleast_1d(rows),
        np.atleast_1d(columns),
        nothing[:0, :0],
        ("refused",) * len(table.places),
        ("refused",) * len(table.industries),
        np.count_nonzero(nothing, axis=1),
        np.count_nonzero(nothing, axis=0),
    )
    none = np.full(0, _NAN)
    empty = Indices(none, none, blank[:0, :0], none, blank[:0, :0], _NO_SCALE, _UNSOLVED, _NAN)
    strong = Advantage(blank, None, nothing)
    compared = (by, Reference(blank.sum(axis=0)))
    return labelled(table, convention, compared, strong, (nowhere, empty), ((), problems))
