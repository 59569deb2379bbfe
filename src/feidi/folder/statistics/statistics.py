"""A folder's statistics as read: everything diagnose() and match() start from."""

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from feidi.evidence.problem import Problem, has_errors, in_reading_order
from feidi.folder.layout import MATCH
from feidi.folder.opening import Refused, Root
from feidi.folder.settings import Settings, read_settings
from feidi.folder.statistics.files import INDUSTRIES, Files, files_of, unlisted
from feidi.folder.statistics.indicators import read_indicators
from feidi.folder.statistics.industries import Industries
from feidi.folder.statistics.io_sizes import Listed, size_problems
from feidi.folder.statistics.io_tables import read_io_tables
from feidi.folder.statistics.match_tables import TABLES, read_match_tables
from feidi.folder.statistics.places import Places, read_places
from feidi.folder.statistics.plants import Plants, read_plants
from feidi.records.indicator import Indicator
from feidi.records.industry_table import IndustryTable
from feidi.records.io_table import InputOutputTable


@dataclass(frozen=True)
class Statistics:
    """The statistics of one folder and the problems found on the way.

    tables: industry figures of 1-diagnose/, one a measure and year. pair: those of 2-match/.
    plants: Herfindahl index of plants by edition and code. given: field of match's Given ->
    records. settings: what park.toml says.
    """

    path: Path
    settings: Settings
    places: Places = field(default_factory=Places)
    tables: tuple[IndustryTable, ...] = ()
    pair: tuple[IndustryTable, ...] = ()
    io_tables: tuple[InputOutputTable, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    plants: Plants = field(default_factory=dict)
    given: dict[str, tuple[Any, ...]] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    @property
    def name(self) -> str:
        """What the folder is called."""
        return self.settings.name or self.path.name

    @property
    def lang(self) -> str:
        """The language to print in."""
        return self.settings.lang or "zh"

    @property
    def is_sound(self) -> bool:
        """Whether nothing is wrong that stops a computation."""
        return not has_errors(self.problems)


def read_statistics(path: str | os.PathLike[str]) -> Statistics:
    """What do 1-diagnose/ and 2-match/ of a folder say, and what is wrong with it?

    No agreement is needed. Every problem is in the result, located; nothing is raised for
    what a user wrote, and nothing is computed from a table with an error (§ST1-§ST6).
    """
    try:
        root = Root(path)
    except Refused as refused:
        return Statistics(Path(path), Settings(), problems=(refused.problem,))
    settings, problems = read_settings(root)
    files = files_of(root)
    return _read(root, settings, files, [*problems, *files.problems])


def _read(root: Root, settings: Settings, files: Files, problems: list[Problem]) -> Statistics:
    places = Places()
    for name in files.of("places"):
        places, found = read_places(root, name)
        problems += found
    diagnosed, paired = Industries(root, places), Industries(root, places)
    tables = diagnosed.read(files.of(INDUSTRIES))
    pair = paired.read(files.of(f"{MATCH}/{INDUSTRIES}"))
    # what neither of two places has is told by what compares them with the whole
    problems += [*diagnosed.problems, *(p for p in paired.problems if p.code != "DI005")]
    squares: tuple[Listed, ...] = ()
    listed = set[str]()
    for name in files.of("io-tables"):
        squares, found, listed = read_io_tables(root, name, name.rpartition("/")[0])
        problems += [*found, *size_problems(squares, tables, places)]
    problems += unlisted(files.squares, listed)
    indicators: tuple[Indicator, ...] = ()
    for name in files.of("bottlenecks"):
        indicators, found = read_indicators(root, name, places)
        problems += found
    plants: Plants = {}
    for name in files.of("plants"):
        plants, found = read_plants(root, name)
        problems += found
    given, found = read_match_tables(root, ((t, n) for t in TABLES for n in files.of(t)))
    return Statistics(
        root.path,
        settings,
        places,
        tables,
        pair,
        tuple(square.table for square in squares),
        indicators,
        plants,
        given,
        in_reading_order([*problems, *found]),
    )
