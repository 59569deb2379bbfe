"""The choices at park level: a project, a park, and the year it comes."""

from dataclasses import dataclass

import numpy as np

from feidi.site.model.model import Floats, Ints
from feidi.site.problem import SitingProblem


@dataclass(frozen=True, eq=False)
class Options:
    """Every (project, park, year) that some pair allows.

    place: the (project, park) each option belongs to; place_project, place_park: those of each
    place. pair_place: the place of each pair. lost: value lost by coming in a later year.
    """

    place: Ints
    year: Ints
    lost: Floats
    place_project: Ints
    place_park: Ints
    pair_place: Ints

    @property
    def project(self) -> Ints:
        """Return the project of each option."""
        return self.place_project[self.place]

    @property
    def park(self) -> Ints:
        """Return the park of each option."""
        return self.place_park[self.place]


def options(problem: SitingProblem) -> Options:
    """Which project may come to which park in which year?"""
    parks = len(problem.parks)
    key = problem.pair_project * parks + problem.pair_park
    places, pair_place = np.unique(key, return_inverse=True)
    project, park = places // parks, places % parks
    soonest = np.full(len(places), len(problem.years))
    np.minimum.at(soonest, pair_place, problem.pair_from)
    first = np.maximum(soonest, problem.earliest[project])
    count = np.maximum(0, problem.latest[project] - first + 1)
    place = np.repeat(np.arange(len(places)), count)
    year = np.arange(len(place)) - np.repeat(np.cumsum(count) - count - first, count)
    lost = problem.delay[project[place]] * (year - problem.earliest[project[place]])
    return Options(place, year, lost, project, park, pair_place)
