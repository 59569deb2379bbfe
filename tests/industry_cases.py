"""Published tables for tests: Gansu 2012 and 2017, the nation 2017, 31 provinces, two cities."""

import csv
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from feidi.quantities.words import Words
from feidi.records.classification import Classification, classification
from feidi.records.industry_table import Counted, IndustryTable, industry_table
from feidi.records.io_table import InputOutputTable

CASES = Path(__file__).parent / "cases" / "industry"
FINAL = ("FU101", "FU102", "FU103", "FU201", "FU202")
VALUE_ADDED = ("VA001", "VA002", "VA003", "VA004")
NAMES = {
    "FU101": Words("农村居民消费", "rural household consumption"),
    "FU102": Words("城镇居民消费", "urban household consumption"),
    "FU103": Words("政府消费", "government consumption"),
    "FU201": Words("固定资本形成", "fixed capital formation"),
    "FU202": Words("存货变动", "changes in stocks"),
    "TC": Words("最终消费", "consumption"),
    "VA001": Words("劳动者报酬", "compensation of employees"),
    "VA002": Words("生产税净额", "net taxes on production"),
    "VA003": Words("固定资产折旧", "depreciation"),
    "VA004": Words("营业盈余", "operating surplus"),
}


def rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader((CASES / name).read_text(encoding="utf-8").splitlines()))


@cache
def gansu(year: int) -> InputOutputTable:
    """The table of the provincial bureau."""
    lines = {row["row"]: row for row in rows(f"gansu_{year}_42.csv")}
    sectors = [f"sec{i:02d}" for i in range(1, 43)]

    def column(name: str) -> npt.NDArray[np.float64]:
        return np.array([float(lines[sector][name]) for sector in sectors])

    def line(name: str) -> list[float]:
        return [float(lines[name][sector]) for sector in sectors]

    edition = classification(f"CN-IO-42-{year}")
    return InputOutputTable(
        place="甘肃",
        year=year,
        unit="万元",
        classification=edition,
        codes=edition.codes,
        intermediate=np.array([line(sector) for sector in sectors]),
        final=np.column_stack([column(name) for name in FINAL]),
        final_names=tuple(NAMES[name] for name in FINAL),
        exports=column("EX"),
        outflows=column("OF"),
        imports=column("IM"),
        inflows=column("IF"),
        residual=column("ERR"),
        value_added=np.array([line(name) for name in VALUE_ADDED]),
        value_added_names=tuple(NAMES[name] for name in VALUE_ADDED),
        output=column("GO"),
        kind="competitive",
        source=f"甘肃省 {year} 年投入产出表，甘肃省统计局",
    )


@cache
def nation() -> InputOutputTable:
    """The national table of 2017, domestic and imported goods apart."""
    lines = {(row["code"], row["origin"]): row for row in rows("china_2017_42.csv")}
    edition = classification("CN-IO-42-2017")
    final = ("TC", "FU201", "FU202")

    def column(name: str) -> npt.NDArray[np.float64]:
        return np.array([float(lines[code, "domestic"][name]) for code in edition.codes])

    def block(origin: str) -> npt.NDArray[np.float64]:
        return np.array(
            [[float(lines[code, origin][user]) for user in edition.codes] for code in edition.codes]
        )

    nothing = np.zeros(len(edition.codes))
    return InputOutputTable(
        place="全国",
        year=2017,
        unit="万元",
        classification=edition,
        codes=edition.codes,
        intermediate=block("domestic"),
        final=np.column_stack([column(name) for name in final]),
        final_names=tuple(NAMES[name] for name in final),
        exports=column("EX"),
        outflows=nothing,
        imports=nothing,
        inflows=nothing,
        residual=nothing,
        value_added=np.array(
            [[float(lines[n, "tot"][c]) for c in edition.codes] for n in VALUE_ADDED]
        ),
        value_added_names=tuple(NAMES[name] for name in VALUE_ADDED),
        output=column("GO"),
        kind="noncompetitive",
        source="全国 2017 年投入产出表，国家统计局",
        imported=block("imports"),
    )


@cache
def provinces(year: int, measure: str = "value added") -> IndustryTable:
    """Value added or output of 31 provinces by the 42 sectors of the year's edition."""
    some = [row for row in rows("provinces.csv") if row["year"] == str(year)]
    names = list(dict.fromkeys(row["province"] for row in some))
    edition = classification(f"CN-IO-42-{year}")
    values = np.full((len(names), len(edition.codes)), np.nan)
    for row in some:
        values[names.index(row["province"]), edition.positions[row["sector"]]] = float(
            row[measure.replace(" ", "_")]
        )
    counted = Counted(measure, "万元", year, "各省统计局投入产出表")
    return industry_table(counted, names, edition, edition.codes, values)


def city(name: str, year: int) -> IndustryTable:
    """Employees of a city and of Germany by section."""
    some = rows(f"{name}.csv")
    codes = tuple(row["section"] for row in some if row["section"] != "A-R")
    edition = Classification("WZ 2008", codes, tuple(Words(c, c) for c in codes))
    values = [
        [float(row[f"{place}_{year}"]) for row in some if row["section"] in codes]
        for place in (name, "germany")
    ]
    counted = Counted("employment", "人", year, "Bundesagentur für Arbeit")
    return industry_table(counted, [name, "germany"], edition, codes, values)


def small(
    values: Sequence[Sequence[float]],
    year: int = 2020,
    *,
    measure: str = "employment",
    unit: str = "人",
) -> IndustryTable:
    """A table of invented figures: places 甲, 乙, 丙 …, the first sectors of CN-IO-41."""
    array = np.asarray(values, dtype=float)
    edition = classification("CN-IO-41")
    counted = Counted(measure, unit, year, "假设")
    places = list("甲乙丙丁戊己庚辛")[: len(array)]
    return industry_table(counted, places, edition, edition.codes[: array.shape[1]], array)
