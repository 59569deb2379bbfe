"""Chinese provinces, by the value added that their statistical offices published."""

from pathlib import Path
from typing import Any

import pytest

from feidi.match.complexity import Named, complexity, value_tables

pq = pytest.importorskip("pyarrow.parquet")
TABLE = (
    Path(__file__).parents[3] / "examples/zhouqu-lanzhou/1-diagnose/industries-provinces.parquet"
)
NAMED = Named(place="place", industry="code", value="value")
# two sectors that the other edition has as one
ONE = {"2012": {"23": "22"}, "2017": {"36": "35"}}
# eigenvalues computed once by other means, and the correlation of ECI with diversity
KNOWN = {"2012": (0.296357, 0.228036, 0.37), "2017": (0.321543, 0.22549, 0.52)}


def provinces(year: str) -> Any:
    frame = pq.read_table(TABLE).to_pandas()
    wanted = (frame["year"] == year) & (frame["measure"] == "增加值") & (frame["place"] != "全国")
    rows = frame[wanted].copy()
    rows["code"] = rows["code"].astype(str).replace(ONE[year])
    return rows


@pytest.mark.parametrize("year", KNOWN)
def test_the_order_of_provinces_and_the_correlation_its_sign_hangs_on(year: str) -> None:
    rows = provinces(year)
    rows["value"] = rows["value"].clip(lower=0)
    found = complexity(value_tables(rows, NAMED, duplicates="add").tables[0])
    second, third, sign = KNOWN[year]
    assert found.eigenvalues == pytest.approx((second, third), abs=1e-6)
    assert found.sign_correlation == pytest.approx(sign, abs=0.005)
    assert not found.problems


def test_a_negative_value_added_is_located_and_not_read_as_zero() -> None:
    read = value_tables(provinces("2017"), NAMED, duplicates="add", source="provinces")
    assert read.tables == ()
    assert [problem.code for problem in read.problems] == ["MA003"]
    assert "-39148.4" in read.problems[0].what.en
