"""The one verb of the first stage: records in, a diagnosis out."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

import numpy as np

from feidi.diagnose.bottlenecks import Bottlenecks, bottlenecks
from feidi.diagnose.chains import ChainDiagnosis, chain_diagnosis
from feidi.diagnose.diagnosis import Absent, Diagnosis
from feidi.diagnose.inputs import Inputs
from feidi.diagnose.io_balance import io_problems
from feidi.diagnose.profiles import (
    absent_years,
    concentration_results,
    export_base_results,
    newest,
    quotient_results,
    shift_share_results,
    specialisation_results,
)
from feidi.diagnose.regionalise import Regionalised, regionalised
from feidi.evidence.problem import Problem, has_errors, in_reading_order
from feidi.quantities.words import Words
from feidi.records.indicator import Indicator, Measure, measures
from feidi.records.industry_table import ASSUMED, MISSING, PUBLISHED, IndustryTable, table_problems
from feidi.records.io_table import Array, InputOutputTable

T = TypeVar("T")

SECTIONS = {
    "quotients": Words("区位商", "location quotients"),
    "specialisation": Words("专业化程度", "specialisation"),
    "concentration": Words("产业集中度", "concentration"),
    "shift_shares": Words("偏离—份额", "shift-share"),
    "export_bases": Words("输出基础", "export base"),
    "chains": Words("投入产出", "input-output"),
    "regional": Words("县级投入产出估计", "estimate of the county's chains"),
    "bottlenecks": Words("瓶颈", "bottlenecks"),
}
_NO_TABLE = Words(
    "没有可用的分地区分行业数据（本地与参照都有的）",
    "no usable table by place and industry that holds the place and a reference",
)
_ABSENT = {
    "quotients": _NO_TABLE,
    "specialisation": _NO_TABLE,
    "export_bases": _NO_TABLE,
    "concentration": Words(
        "没有含五个以上并列地区的表", "no table with five places or more side by side"
    ),
    "shift_shares": Words(
        "没有同一指标两个年份的可用数据", "no usable figures of one measure in two years"
    ),
    "chains": Words("没有可用的投入产出表", "no usable input-output table"),
    "bottlenecks": Words("没有给出任何指标", "no figure was given"),
}


def diagnose(inputs: Inputs) -> Diagnosis:
    """What does the place live on, why did it grow or not, what leaks away, what holds it back?

    Every table is checked first; one with errors is reported and not used (§DI9). Sections
    without data are empty and say why; nothing is filled in.

    >>> diagnosis = diagnose(Inputs(place="甲县"))
    >>> [absent.section for absent in diagnosis.absent][:2], diagnosis.problems
    (['quotients', 'specialisation'], ())
    """
    problems: list[Problem] = []
    tables = tuple(t for t in inputs.tables if _usable(table_problems(t), problems))
    quotients = _kept(quotient_results(inputs, tables), problems)
    special = _kept(specialisation_results(inputs, tables), problems)
    gathered = _kept(concentration_results(inputs, tables), problems)
    problems += absent_years(inputs, tables)
    shifts = _kept(shift_share_results(inputs, tables), problems)
    bases = _kept((one for some in export_base_results(inputs, tables) for one in some), problems)
    chains = _kept(_chains(inputs, tables), problems)
    regional, no_regional = _regional(inputs, tables, problems)
    table = _bottlenecks(inputs, chains, regional)
    problems += table.problems if table else ()
    found = {
        "quotients": quotients,
        "specialisation": special,
        "concentration": gathered,
        "shift_shares": shifts,
        "export_bases": bases,
        "chains": chains,
        "bottlenecks": table,
    }
    absent = [Absent(key, SECTIONS[key], _ABSENT[key]) for key, some in found.items() if not some]
    if no_regional:
        absent.append(Absent("regional", SECTIONS["regional"], no_regional))
    return Diagnosis(
        place=inputs.place,
        host=inputs.host,
        province=inputs.province,
        reference=inputs.reference,
        quotients=tuple(quotients),
        specialisation=tuple(special),
        concentration=tuple(gathered),
        shift_shares=tuple(shifts),
        export_bases=tuple(bases),
        chains=tuple(chains),
        regional=regional,
        bottlenecks=table,
        problems=in_reading_order(problems),
        absent=tuple(absent),
    )


def _usable(found: Iterable[Problem], problems: list[Problem]) -> bool:
    """Note what is wrong with a table, and say whether it may be used."""
    here = tuple(found)
    problems.extend(here)
    return not has_errors(here)


def _kept(results: Iterable[T | Problem | tuple[Problem, ...]], problems: list[Problem]) -> list[T]:
    """Return the results, and note the problems that stand in the place of others."""
    kept: list[T] = []
    for result in results:
        if isinstance(result, Problem):
            problems.append(result)
        elif isinstance(result, tuple):
            problems.extend(result)
        else:
            kept.append(result)
    return kept


def _chains(
    inputs: Inputs, tables: tuple[IndustryTable, ...]
) -> Iterator[ChainDiagnosis | tuple[Problem, ...]]:
    for table in sorted(inputs.io_tables, key=lambda one: -one.year):
        yield chain_diagnosis(table, _employment(table, tables))


def _employment(table: InputOutputTable, tables: tuple[IndustryTable, ...]) -> Array | None:
    """Return the jobs of a table's sectors, where all are known for its place and year."""
    for one in tables:
        same = one.classification == table.classification and one.year == table.year
        if one.measure == "employment" and same and table.place in one.places:
            jobs = dict(zip(one.codes, one.row(table.place), strict=True))
            found = np.array([jobs.get(code, np.nan) for code in table.codes])
            return None if np.isnan(found).any() else found
    return None


def _regional(
    inputs: Inputs, tables: tuple[IndustryTable, ...], problems: list[Problem]
) -> tuple[Regionalised | None, Words | None]:
    """Return the estimate of the county's chains, or why there is none."""
    if any(table.place == inputs.place for table in inputs.io_tables):
        return None, Words("本地有自己的投入产出表", "the place has a table of its own")
    if inputs.national is None:
        return None, Words("没有给出全国投入产出表", "no national table was given")
    if not _usable(io_problems(inputs.national), problems):
        return None, Words("全国投入产出表有错误", "the national table has errors")
    holding = list(newest(tables, inputs.place))
    made = [t for measure in ("output", "value added") for t in holding if t.measure == measure]
    refused: list[Problem] = []
    for table in made:
        found = regionalised(table, inputs.place, inputs.national)
        if isinstance(found, Regionalised):
            return found, None
        refused.extend(found)
    if refused:
        return None, refused[0].what
    return None, Words(
        "没有本地分部门的总产出或增加值", "no output or value added of the place by sector"
    )


def _bottlenecks(
    inputs: Inputs, chains: list[ChainDiagnosis], regional: Regionalised | None
) -> Bottlenecks | None:
    given = [*inputs.indicators]
    known = {(one.measure.code, one.place) for one in given}
    for one in _local_inputs(chains, regional):
        if (one.measure.code, one.place) not in known:
            known.add((one.measure.code, one.place))
            given.append(one)
    if not given:
        return None
    return bottlenecks(given, inputs.place, inputs.host, inputs.province)


def _local_inputs(chains: list[ChainDiagnosis], regional: Regionalised | None) -> list[Indicator]:
    """Return what part of their inputs sectors buy at home: from tables, or as an estimate."""
    measure = measures()["local_inputs"]
    found = [
        Indicator(
            chain.place,
            measure,
            round(100.0 * chain.local_input_share, 1),
            measure.unit,
            chain.year,
            f"由{chain.source}计算",
            PUBLISHED,
        )
        for chain in chains
    ]
    if regional is not None:
        found.append(_estimated(regional, measure))
    return found


def _estimated(regional: Regionalised, measure: Measure) -> Indicator:
    """Return the county's own estimate; missing where sectors without a figure leave it open."""
    least, most = regional.local_inputs_least, regional.local_inputs_most
    known = round(100.0 * least, 1) == round(100.0 * most, 1)
    how = f"按{regional.national}用 FLQ 估算，δ={regional.delta:.2f}"
    if not known:
        how += (
            f"，只知道在 {least:.0%} 到 {most:.0%} 之间：有数的 {len(regional.codes)} 个部门只供应"
            f"投入的 {regional.covered:.0%}；请县统计局提供其余部门的数"
        )
    return Indicator(
        regional.place,
        measure,
        round(100.0 * least, 1) if known else None,
        measure.unit,
        regional.year,
        how,
        ASSUMED if known else MISSING,
    )
