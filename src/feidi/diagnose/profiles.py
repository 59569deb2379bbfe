"""The sections of a diagnosis that come from industry tables."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from feidi.diagnose.concentration import Specialisation, specialisation
from feidi.diagnose.dispersion import Concentration, concentration
from feidi.diagnose.export_base import ExportBase, export_bases
from feidi.diagnose.inputs import Inputs
from feidi.diagnose.location_quotient import LocationQuotients, location_quotients
from feidi.diagnose.places import absent_from_year
from feidi.diagnose.shift_models import DYNAMIC, MODELS
from feidi.diagnose.shift_share import ShiftShare, shift_share
from feidi.evidence.problem import Problem
from feidi.records.bridge import common_edition
from feidi.records.industry_table import IndustryTable

YEARS_FOR_DYNAMIC = 3
PLACES_FOR_CONCENTRATION = 5


def newest(tables: Iterable[IndustryTable], place: str) -> Iterator[IndustryTable]:
    """Yield the newest tables with a place, by measure.

    An older one is yielded only where its edition has no bridge to that of a newer one.
    """
    yield from _newest_of(table for table in tables if place in table.places)


def _kind(table: IndustryTable) -> tuple[str, str]:
    return table.measure, table.classification.id


def _newest_of(tables: Iterable[IndustryTable]) -> Iterator[IndustryTable]:
    found: list[IndustryTable] = []
    for table in sorted(tables, key=lambda t: (t.measure, -t.year, t.classification.id)):
        if not any(_replaces(newer, table) for newer in found):
            found.append(table)
    yield from found


def _replaces(newer: IndustryTable, table: IndustryTable) -> bool:
    if newer.measure != table.measure or newer.year <= table.year:
        return False
    ids = newer.classification.id, table.classification.id
    return newer.classification == table.classification or common_edition(*ids) is not None


def quotient_results(
    inputs: Inputs, tables: tuple[IndustryTable, ...]
) -> Iterator[LocationQuotients | tuple[Problem, ...]]:
    """Yield the quotients of each subject, by table."""
    for place, table, reference in _compared(inputs, tables):
        interval = inputs.revision if table.in_money else inputs.counting
        yield location_quotients(table, place, reference, interval)


def specialisation_results(
    inputs: Inputs, tables: tuple[IndustryTable, ...]
) -> Iterator[Specialisation | tuple[Problem, ...]]:
    """Yield how special each subject is, by table."""
    for place, table, reference in _compared(inputs, tables):
        yield specialisation(table, place, reference)


def export_base_results(
    inputs: Inputs, tables: tuple[IndustryTable, ...]
) -> Iterator[tuple[ExportBase, ...] | tuple[Problem, ...]]:
    """Yield the export bases of each subject, by table.

    Peers are those named, or all places, that stand side by side with the subject.
    """
    for place, table, reference in _compared(inputs, tables):
        beside = inputs.side_by_side(table)
        chosen = inputs.peers or beside
        peers = [name for name in chosen if name in beside] if place in beside else []
        yield export_bases(table, place, reference, inputs.assigned, peers)


def shift_share_results(
    inputs: Inputs, tables: tuple[IndustryTable, ...]
) -> Iterator[ShiftShare | tuple[Problem, ...]]:
    """Yield every model that the years of a measure allow, for each subject."""
    for place in inputs.subjects:
        for years in _series(tables, place):
            reference = inputs.reference_of_all(years, place)
            if reference is not None:
                for model in _models(inputs, years):
                    yield shift_share(years, place, reference, model, inputs.neighbours or None)


def concentration_results(
    inputs: Inputs, tables: tuple[IndustryTable, ...]
) -> Iterator[Concentration | tuple[Problem, ...]]:
    """Yield where industries stand, for tables whose places lie side by side."""
    for table in _newest_of(tables):
        places = inputs.side_by_side(table)
        if len(places) >= PLACES_FOR_CONCENTRATION:
            edition = table.classification.id
            plants = {c: h for (e, c), h in inputs.plant_herfindahls.items() if e == edition}
            yield concentration(table, places, plants)


def absent_years(inputs: Inputs, tables: tuple[IndustryTable, ...]) -> Iterator[Problem]:
    """Yield a warning for every year of a measure from which a subject is absent."""
    for place in inputs.subjects:
        held = {_kind(table) for table in tables if place in table.places}
        for table in tables:
            if place not in table.places and _kind(table) in held:
                yield absent_from_year(table, place)


def _compared(
    inputs: Inputs, tables: tuple[IndustryTable, ...]
) -> Iterator[tuple[str, IndustryTable, str]]:
    for place in inputs.subjects:
        for table in newest(tables, place):
            for reference in inputs.references(table, place)[:1]:
                yield place, table, reference


def _series(tables: tuple[IndustryTable, ...], place: str) -> Iterator[list[IndustryTable]]:
    """Yield the years of each measure; editions apart where a year is given in several."""
    holding = sorted((t for t in tables if place in t.places), key=lambda t: t.measure)
    for _, group in groupby(holding, key=lambda t: t.measure):
        years = list(group)
        once_a_year = len({t.year for t in years}) == len(years)
        editions = {t.classification.id for t in years}
        series = (
            [years]
            if once_a_year
            else [[t for t in years if t.classification.id == one] for one in sorted(editions)]
        )
        yield from (one for one in series if len({t.year for t in one}) > 1)


def _models(inputs: Inputs, years: list[IndustryTable]) -> Iterator[str]:
    yield from (key for key in MODELS if key != "spatial")
    if len(years) >= YEARS_FOR_DYNAMIC:
        yield DYNAMIC.key
    around = set(inputs.neighbours)
    if around and all(around <= set(table.places) for table in years):
        yield "spatial"
