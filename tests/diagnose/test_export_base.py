"""Export base: three methods on figures small enough to check by hand."""

import numpy as np
import pytest

from feidi.diagnose.export_base import ExportBase, export_bases
from industry_cases import provinces, small

NAN = float("nan")


def by_method(found: object) -> dict[str, ExportBase]:
    assert isinstance(found, tuple)
    return {base.method: base for base in found}


def test_what_exceeds_the_shares_of_the_nation_is_basic() -> None:
    found = by_method(export_bases(small([[30, 70], [50, 50]]), "甲", "乙"))
    assert found["location-quotient"].basic.tolist() == [0.0, 20.0]
    assert found["location-quotient"].multiplier == pytest.approx(5.0)


def test_what_exceeds_the_smallest_share_among_peers_is_basic() -> None:
    table = small([[30, 70], [1000, 1000], [40, 60], [25, 75]])
    found = by_method(export_bases(table, "甲", "乙"))["minimum-requirements"]
    np.testing.assert_allclose(found.basic, [5.0, 10.0])
    assert found.multiplier == pytest.approx(100 / 15)


def test_one_peer_is_no_sample() -> None:
    found = by_method(export_bases(small([[30, 70], [50, 50], [40, 60]]), "甲", "乙"))
    assert "minimum-requirements" not in found


def test_a_peer_with_a_gap_is_not_a_peer() -> None:
    table = small([[30, 70], [50, 50], [40, 60], [25, 75], [NAN, 100]])
    found = by_method(export_bases(table, "甲", "乙"))["minimum-requirements"]
    np.testing.assert_allclose(found.basic, [5.0, 10.0])


def test_industries_may_be_assigned() -> None:
    found = by_method(export_bases(small([[30, 70], [50, 50]]), "甲", "乙", assigned=["01"]))
    assert found["assignment"].basic.tolist() == [30.0, 0.0]
    assert found["assignment"].multiplier == pytest.approx(100 / 30)


def test_a_place_like_the_nation_has_no_multiplier_by_quotients() -> None:
    found = by_method(export_bases(small([[50, 50], [50, 50]]), "甲", "乙"))["location-quotient"]
    assert np.isnan(found.multiplier)
    assert found.as_json()["multiplier"] is None


def test_unknown_cells_are_left_out_and_named() -> None:
    found = by_method(export_bases(small([[30, 70, NAN], [50, 50, 1]]), "甲", "乙"))
    assert found["location-quotient"].codes == ("01", "02")
    assert [d.what for d in found["location-quotient"].dropped] == ["03"]


def test_quotients_see_less_of_the_base_than_minimum_requirements() -> None:
    found = by_method(export_bases(provinces(2017), "甘肃"))
    assert 1 < found["minimum-requirements"].multiplier < found["location-quotient"].multiplier


def test_a_place_that_is_not_there_is_refused() -> None:
    found = export_bases(small([[30, 70]]), "舟曲")
    assert [getattr(one, "code", "") for one in found] == ["DI008"]


def test_a_place_that_makes_do_with_least_sells_none_of_it() -> None:
    table = small([[10, 90], [1000, 1000], [40, 60], [25, 75]])
    found = by_method(export_bases(table, "甲", "乙"))["minimum-requirements"]
    np.testing.assert_allclose(found.basic, [0.0, 30.0])
