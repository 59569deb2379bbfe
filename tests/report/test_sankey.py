"""The flow picture: every band in proportion, no bar on another, nothing outside."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from feidi.clauses.posting import Posting
from feidi.quantities.words import both
from feidi.report.money_flows import FlowLine, year_flows
from feidi.report.sankey import BAR, BESIDE, GAP, LABEL_HEIGHT, MARGIN, PHONE, TALLEST, lay_out

NAMES = ["入库税款", "第三条", "第四条", "第五条", "中央", "飞入地", "飞出地", "丙县"]
ENDS = st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES))
POSTINGS = st.lists(st.tuples(ENDS, st.integers(-(10**6), 10**17)), min_size=1, max_size=25)


def posting(source: str, target: str, amount: int) -> Posting:
    return Posting(2031, "2031", "第三条", "shares", source, target, amount, both(""))


@given(POSTINGS)
def test_bars_stand_apart_and_inside(rows: list[tuple[tuple[str, str], int]]) -> None:
    flows = year_flows(2031, [posting(*ends, amount) for ends, amount in rows])
    if not flows.drawn:
        return
    picture = lay_out(flows.drawn)
    for column in picture.columns:
        for place in column:
            assert place.y >= MARGIN - 1e-6
            assert place.y + place.room <= picture.height - MARGIN + 1e-6
            assert place.x + BAR + BESIDE + picture.label(place) + MARGIN <= picture.width + 1e-6
        for upper, lower in pairwise(column):
            assert lower.y - (upper.y + upper.room) >= GAP - 1e-6
    for bar in picture.bars:
        if bar.column < len(picture.columns) - 1:
            assert picture.pitch >= BAR + BESIDE + picture.label(bar) + BESIDE
    assert all(bar.room >= LABEL_HEIGHT for bar in picture.bars)


@given(POSTINGS)
def test_bands_run_to_the_right_in_proportion(rows: list[tuple[tuple[str, str], int]]) -> None:
    flows = year_flows(2031, [posting(*ends, amount) for ends, amount in rows])
    if not flows.drawn:
        return
    picture = lay_out(flows.drawn)
    thick = [band for band in picture.bands if band.thickness > 1]
    for first, second in pairwise(thick):
        left = first.thickness * second.line.amount
        assert abs(left - second.thickness * first.line.amount) <= 1e-9 * left
    for band in picture.bands:
        columns = [place.column for place in band.places]
        assert columns == list(range(columns[0], columns[-1] + 1))
        assert len(columns) > 1
    assert max(bar.height for bar in picture.bars) <= TALLEST + 1e-6


def test_table_and_picture_hold_the_same_lines() -> None:
    rows = [("入库税款", "第三条", 500), ("第三条", "飞入地", 700), ("飞入地", "第三条", 200)]
    flows = year_flows(2031, [posting(*row) for row in [*rows, ("中央", "飞出地", -30)]])
    assert [(line.source, line.target) for line in flows.apart] == [
        ("飞入地", "第三条"),
        ("中央", "飞出地"),
    ]
    assert len(flows.lines) == len(flows.drawn) + len(flows.apart)


def test_postings_between_equal_ends_are_laid_together() -> None:
    flows = year_flows(2031, [posting("第三条", "飞入地", 500), posting("第三条", "飞入地", -200)])
    assert flows.lines == (FlowLine("第三条", "飞入地", 300, ("第三条",)),)


def test_only_the_division_of_receipts_is_drawn() -> None:
    rows = [
        ("入库税款", "第三条", 500),
        ("第三条", "飞入地", 300),
        ("第三条", "飞出地", 250),
        ("丙县", "第三条", 50),
        ("飞出地", "第四条", 40),
        ("第四条", "飞入地", 40),
        ("应付/飞入地", "应收/飞出地", 90),
    ]
    parties = ("飞入地", "飞出地", "丙县")
    flows = year_flows(2031, [posting(*row) for row in rows], parties)
    assert [line.source for line in flows.drawn] == ["入库税款", "第三条", "第三条", "丙县"]
    assert [line.target for line in flows.apart] == ["第四条", "飞入地"]


def test_a_party_that_pays_in_and_gets_stands_on_both_sides() -> None:
    rows = [
        ("飞入地", "第三条", 300),
        ("飞出地", "第三条", 200),
        ("第三条", "第四条", 500),
        ("第四条", "飞入地", 100),
        ("第四条", "飞出地", 400),
    ]
    flows = year_flows(2031, [posting(*row) for row in rows], ("飞入地", "飞出地"))
    assert not flows.apart
    assert [line.source for line in flows.drawn[:2]] == ["缴入/飞入地", "缴入/飞出地"]
    picture = lay_out(flows.drawn)
    assert [bar.column for bar in picture.bars] == [0, 0, 1, 2, 3, 3]
    assert sum(bar.amount for bar in picture.columns[0]) == sum(
        bar.amount for bar in picture.columns[-1]
    )
    assert {(line.source, line.target) for line in flows.in_short} == {
        ("各方缴入", "飞入地"),
        ("各方缴入", "飞出地"),
    }
    assert lay_out(flows.in_short, PHONE).width <= PHONE


def test_a_label_stands_within_the_thickest_band_of_its_bar() -> None:
    rows = [("入库税款", "飞入地", 300), ("入库税款", "飞出地", 200)]
    picture = lay_out(year_flows(2031, [posting(*row) for row in rows]).drawn)
    bar = picture.columns[0][0]
    edge = bar.top + picture.bands[0].thickness
    assert abs(picture.beside(bar) - edge) >= LABEL_HEIGHT / 2
    assert picture.beside(picture.columns[1][0]) == picture.columns[1][0].middle


def test_the_short_picture_says_who_got_how_much_of_the_receipts() -> None:
    rows = [("入库税款", "第三条", 500), ("第三条", "飞入地", 300), ("第三条", "飞出地", 200)]
    flows = year_flows(2031, [posting(*row) for row in rows])
    got = [(line.source, line.target, line.amount) for line in flows.in_short]
    assert got == [("入库税款", "飞入地", 300), ("入库税款", "飞出地", 200)]
    assert lay_out(flows.in_short, PHONE).width <= PHONE
