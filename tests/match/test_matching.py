"""The verb as a whole: every section or its reason, vetoes, order of rows, wrong rows."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date
from typing import Any

import numpy as np
import pytest
from hypothesis import given as hypothesis_given
from hypothesis import settings
from hypothesis import strategies as st

from feidi.match import Matching, match
from feidi.match.absent import Absent
from feidi.match.books import ChainBook
from feidi.match.complexity import Outside, ValueTable, complexity
from feidi.match.complexity.outlook import outlook
from feidi.match.given import (
    Candidate,
    Criterion,
    Evidence,
    Firm,
    Given,
    Need,
    Pair,
    Plan,
    ProductEdge,
    VetoFact,
)
from feidi.match.portfolio import Portfolio
from feidi.match.ranking import Ranking
from feidi.match.standing import quotients
from feidi.quantities.words import both
from feidi.records.industry_table import ASSUMED
from feidi.records.supply_edges import national_supply_graph
from match.places import INVENTED, PAIR, WHOLE, A, B, C, D, fact, pair_table, table, turned

SECTIONS = ["overlap", "complement", "ranking", "portfolio", "gaps", "firms", "books", "backtest"]


def plain(value: Any) -> Any:
    """Everything a result holds, so that two results can be compared."""
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, np.ndarray):
        return [None if np.isnan(x) else x for x in value.ravel().tolist()]
    if isinstance(value, float) and np.isnan(value):
        return None
    if isinstance(value, Mapping):
        return {key: plain(v) for key, v in value.items()}
    if isinstance(value, tuple | list):
        return [plain(v) for v in value]
    return value


def ranked(found: Matching) -> Ranking:
    assert isinstance(found.ranking, Ranking), found.ranking
    return found.ranking


def test_everything_is_there() -> None:
    found = match(WHOLE)
    assert found.problems == ()
    assert not [name for name in SECTIONS if isinstance(getattr(found, name), Absent)]
    assert len(found.headlines) == 5
    assert all(words.zh and words.en for words in found.headlines)


def test_the_order_of_rows_does_not_matter() -> None:
    assert plain(match(turned(WHOLE))) == plain(match(WHOLE))


def test_nothing_given_gives_a_reason_in_every_section() -> None:
    found = match(Given(PAIR, date(2026, 1, 1)))
    for name in SECTIONS:
        section = getattr(found, name)
        assert isinstance(section, Absent), name
        assert section.reason.zh
        assert section.reason.en
    assert found.problems == ()


WITHOUT_ONE = [
    replace(WHOLE, industries=None),
    replace(WHOLE, outside=None),
    replace(WHOLE, graph=None),
]


@pytest.mark.parametrize("given", WITHOUT_ONE, ids=["industries", "outside", "graph"])
def test_without_one_table_the_rest_is_still_there(given: Given) -> None:
    found = match(given)
    assert found.problems == ()
    assert not isinstance(found.portfolio, Absent)


def test_an_edition_that_does_not_fit_is_not_joined() -> None:
    found = match(replace(WHOLE, graph=national_supply_graph()))
    assert isinstance(found.complement, Absent)
    ranking = ranked(found)
    assert "CN-IO-153-2020" in ranking.absent["backward"].reason.en
    assert [c.key for c in ranking.criteria] == ["relatedness", "complexity"]


def ban(subject: str) -> VetoFact:
    return VetoFact(subject, "emission", 3.0, 1.0, "吨", both(""), INVENTED)


def test_a_vetoed_industry_has_no_rank_and_changes_no_other() -> None:
    found = ranked(match(replace(WHOLE, vetoes=(ban(B),))))
    assert B not in [r.industry for r in found.order]
    (left,) = found.left
    assert (left.industry, left.reason.en) == (B, "emission: 3 吨, limit 1")
    without = ranked(match(replace(WHOLE, options=(A, C, D))))
    assert [plain(r) for r in found.order] == [plain(r) for r in without.order]


def test_a_limit_without_its_figure_is_shown_and_decides_nothing() -> None:
    fact_ = VetoFact(B, "water", None, 5.0, "吨", both(""), INVENTED)
    found = ranked(match(replace(WHOLE, vetoes=(fact_,))))
    row = next(r for r in found.order if r.industry == B)
    assert row.undecided[0].words.en == "water: limit 5 吨, value unknown"


def test_the_layers_are_shown_apart() -> None:
    found = ranked(match(WHOLE))
    for layer in ("relatedness", "complexity", "linkages", "complementarity"):
        assert set(found.by_layer(layer)) <= {A, B, C, D}
    # by complementarity alone: only the second and third use what the sender has
    assert set(found.by_layer("complementarity")[:2]) == {B, C}
    sums = sum(r.ranks for r in found.order)
    assert sums == pytest.approx(np.ones(4))


def test_bounds_hold_the_value_and_unknown_industries_widen_them() -> None:
    for one in ranked(match(WHOLE)).order:
        known = ~np.isnan(one.value)
        assert (one.low[known] <= one.value[known] + 1e-12).all()
        assert (one.value[known] <= one.high[known] + 1e-12).all()
    nan = float("nan")
    blind = replace(WHOLE, industries=pair_table([nan, 0, 10, 1], [nan, 200, 100, 9], [9, 8, 7, 9]))
    found = ranked(match(blind))
    backward = [c.key for c in found.criteria].index("backward")
    row = next(r for r in found.order if r.industry == C)
    # the third industry buys 0.2 of the unknown first and 0.1 of the second, which the host has
    assert row.low[backward] == pytest.approx(1 / 3)
    assert row.value[backward] == pytest.approx(1.0)
    assert row.high[backward] == pytest.approx(1.0)


def test_the_users_own_figure_goes_before_the_computed_one() -> None:
    own = Evidence(A, "relatedness", 0.9, 0.95, 1.0, "专家判断", assumed=True)
    found = ranked(match(replace(WHOLE, evidence=(own,))))
    row = next(r for r in found.order if r.industry == A)
    assert row.value[0] == 0.95
    assert row.assumed
    assert "专家判断" in found.sources["relatedness"]


def test_an_industry_of_which_nothing_is_known_has_no_rank() -> None:
    own = (Criterion("market", both("market"), "other"),)
    rows = tuple(Evidence(c, "market", 1, 2, 3, INVENTED) for c in (A, B))
    found = ranked(match(replace(WHOLE, criteria=own, evidence=rows)))
    assert {r.industry for r in found.order} == {A, B}
    assert {x.industry for x in found.left} == {C, D}


def book() -> ChainBook:
    books = match(WHOLE).books
    assert not isinstance(books, Absent)
    (one,) = books
    return one


def test_three_maps_and_three_lists() -> None:
    one = book()
    assert one.chain == "药"
    assert [x.key for x in one.links] == ["herb", "pack", "pill"]
    assert one.states == {"herb": "partly", "pack": "partly", "pill": "present"}
    flows = {(f.supplier, f.user): (f.share, f.official) for f in one.flows}
    assert flows == {("herb", "pill"): (0.4, False), ("pack", "pill"): (None, False)}
    pack = next(s for s in one.seats if s.link == "pack")
    assert (pack.in_sender, pack.in_host, pack.elsewhere) == ((), ("f2",), ("f1",))
    assert (pack.in_province, pack.unknown) == ((), ())
    called = next(c for c in one.calls if c.link == "pack")
    assert [c.link for c in one.calls] == ["herb", "pack"]  # nobody is called for what is there
    assert called.places == (("丙市", ("f1",)), ("乙区", ("f2",)))
    assert {f.firm.id for f in one.firms} == {"f1", "f2", "f3", "f4"}
    assert [(p.candidate.id, p.taken) for p in one.projects] == [("x", False), ("y", True)]
    assert {t.link for t in one.troubles} == {"herb", "pack"}


def test_the_province_is_not_elsewhere_and_an_unknown_seat_is_unknown() -> None:
    seats = {"f1": "某省", "f2": "", "f3": "丁市"}
    firms = tuple(Firm(key, f"{key}公司", place, ("pack",)) for key, place in seats.items())
    found = match(replace(WHOLE, province="某省", firms=firms, firm_facts=(), arrivals=())).books
    assert not isinstance(found, Absent)
    pack = next(s for s in found[0].seats if s.link == "pack")
    assert (pack.in_province, pack.elsewhere, pack.unknown) == (("f1",), ("f3",), ("f2",))


OTHER_UNIT = Candidate("w", both("w"), A, 1, "亿元", INVENTED)
WRONG: list[tuple[str, dict[str, Any]]] = [
    ("MA103", {"criteria": (Criterion("a", both("a"), "nonsense"),)}),
    ("MA103", {"firm_facts": (fact("f1", "rumour", 1),)}),
    ("MA104", {"firms": (*WHOLE.firms, WHOLE.firms[0])}),
    ("MA104", {"links": (*WHOLE.links, WHOLE.links[0])}),
    ("MA105", {"needs": (*WHOLE.needs, Need("nobody", "land", 1, "亩", INVENTED))}),
    ("MA105", {"product_edges": (ProductEdge("herb", "nothing", 0.1, INVENTED),)}),
    ("MA105", {"vetoes": (ban("typo"),)}),
    ("MA105", {"plans": (Plan("甲县", "9999", INVENTED),)}),
    ("MA105", {"pair": Pair("甲县", "丙区", "全国")}),
    ("MA106", {"evidence": (Evidence(A, "relatedness", 3, 2, 1, INVENTED),)}),
    ("MA106", {"criteria": (Criterion("a", both("a"), "other", weight_low=0.9, weight_high=0.1),)}),
    ("MA106", {"product_edges": (ProductEdge("herb", "pill", 1.4, INVENTED),)}),
    ("MA107", {"needs": (*WHOLE.needs[1:], Need("x", "land", 1, "公顷", INVENTED))}),
    (
        "MA107",
        {"candidates": (*WHOLE.candidates, Candidate("w", both("w"), A, 1, "亿元", INVENTED))},
    ),
    ("MA108", {"vetoes": (VetoFact(A, "water", 3.0, None, "吨", both(""), INVENTED),)}),
]


@pytest.mark.parametrize(("code", "change"), WRONG, ids=lambda x: x if isinstance(x, str) else "")
def test_wrong_rows_are_located_and_nothing_is_computed(code: str, change: dict[str, Any]) -> None:
    found = match(replace(WHOLE, **change))
    assert [p.code for p in found.problems] == [code]
    assert found.problems[0].at.file
    assert all(isinstance(getattr(found, name), Absent) for name in SECTIONS)


def test_contradictory_weights_are_refused() -> None:
    keys = ("relatedness", "complexity")
    heavy = tuple(Criterion(k, both(k), k, weight_low=0.7) for k in keys)
    found = match(replace(WHOLE, criteria=heavy))
    assert [p.code for p in found.problems] == ["MA102"]
    assert "140%" in found.problems[0].what.en


def test_a_firm_listed_twice_is_said_and_not_merged() -> None:
    twice = Firm("f9", "甲丰包装有限责任公司", "丙市", ("pack",))
    found = match(replace(WHOLE, firms=(*WHOLE.firms, twice)))
    assert [p.code for p in found.problems] == ["MA110"]
    assert not isinstance(found.firms, Absent)
    assert {f.firm.id for f in found.firms} >= {"f1", "f9"}


def test_an_outside_place_with_missing_figures_is_left_out_and_said() -> None:
    assert WHOLE.outside is not None
    values = WHOLE.outside.values.copy()
    values[4, 0] = np.nan
    found = match(replace(WHOLE, outside=replace(WHOLE.outside, values=values)))
    assert "MA101" in [p.code for p in found.problems]
    assert "省五" in next(p for p in found.problems if p.code == "MA101").what.zh
    assert not isinstance(found.ranking, Absent)


def test_complexity_without_a_direction_ranks_nothing() -> None:
    # five places whose ECI and diversity do not correlate at all
    rows: list[list[float]] = [[5, 1, 0, 1], [2, 4, 2, 0], [2, 3, 4, 4], [5, 1, 5, 0], [3, 1, 1, 3]]
    found = match(replace(WHOLE, outside=table(rows, ["省一", "省二", "省三", "省四", "省五"])))
    ranking = ranked(found)
    assert "MA013" in [p.code for p in found.problems]
    assert "arbitrary" in ranking.absent["complexity"].reason.en
    assert "relatedness" in [c.key for c in ranking.criteria]


def test_the_outside_may_be_counted_in_another_measure() -> None:
    assert WHOLE.outside is not None
    tenth = replace(WHOLE.outside, values=WHOLE.outside.values / 10, measure="value added")
    one, other = match(WHOLE).ranking, match(replace(WHOLE, outside=tenth)).ranking
    assert plain(one) == plain(other)


def test_gain_is_that_of_the_pair_projected_onto_the_outside() -> None:
    assert WHOLE.outside is not None
    assert WHOLE.industries is not None
    found = match(WHOLE)
    assert not isinstance(found.layers, Absent)
    assert found.layers.gain is not None
    outside = ValueTable(WHOLE.outside.values, WHOLE.outside.places, WHOLE.outside.codes)
    view = Outside.of(complexity(outside))
    lq = [quotients(WHOLE.industries, p, "全国") for p in ("甲县", "乙区")]
    present = np.any(np.array(lq) >= 1, axis=0).reshape(1, -1)
    expected = outlook(present, view.near, view.sums, view.worth).gain[0]
    assert found.layers.gain.value == pytest.approx(expected)
    assert found.layers.gain.low == pytest.approx(expected)
    assert (found.layers.gain.value[present[0]] == 0).all()


def test_an_industry_the_pair_was_not_asked_about_is_not_absent() -> None:
    assert WHOLE.outside is not None
    found = match(
        replace(WHOLE, industries=pair_table([50, 0, 10], [0, 200, 100], [900, 800, 700]))
    )
    plain_, all_known = ranked(found), ranked(match(WHOLE))
    at = [c.key for c in plain_.criteria].index("relatedness")
    widths = [r.high[at] - r.low[at] for r in plain_.order]
    assert max(widths) > 0
    assert all(r.high[at] == r.low[at] for r in all_known.order)
    back = [c.key for c in plain_.criteria].index("backward")
    second = next(r for r in plain_.order if r.industry == B)
    # the second buys 0.3 of the first and 0.1 of the fourth, of which nothing is known now
    assert (second.low[back], second.high[back]) == pytest.approx((0.75, 1.0))


def test_an_industry_ranked_by_figures_of_an_assumed_table_is_assumed() -> None:
    assert isinstance(ranking := match(WHOLE).ranking, Ranking)
    assert not any(row.assumed for row in ranking.order)
    industries = WHOLE.industries
    assert industries is not None
    status = industries.status.copy()
    status[0, 0] = ASSUMED
    tried = match(replace(WHOLE, industries=replace(industries, status=status))).ranking
    assert isinstance(tried, Ranking)
    assert all(row.assumed for row in tried.order)
    # a figure of one's own that is published stands on no assumed table
    own = tuple(Evidence(c, "jobs", 1, 1, 1, INVENTED) for c in (A, B))
    jobs = (Criterion("jobs", both("就业"), "other"),)
    alone = replace(WHOLE, industries=replace(industries, status=status),
                    criteria=jobs, evidence=own)  # fmt: skip
    tried = match(alone).ranking
    assert isinstance(tried, Ranking)
    assert not any(row.assumed for row in tried.order)


def test_assumed_figures_are_counted() -> None:
    assert WHOLE.industries is not None
    assert match(WHOLE).assumptions == ()
    status = WHOLE.industries.status.copy()
    status[0, :2] = ASSUMED
    some = replace(
        WHOLE,
        industries=replace(WHOLE.industries, status=status),
        needs=(replace(WHOLE.needs[0], assumed=True), *WHOLE.needs[1:]),
    )
    assert [words.en for words in match(some).assumptions] == [
        "甲县, 2017: 2 of 4 industries are assumed",
        "needs of candidates: 1 of 3 rows are assumed",
    ]


SUBJECTS = [A, B, C, D, "x", "y", "z", "f1", "f2", "f3", "f4"]


@settings(max_examples=25, deadline=None)
@hypothesis_given(st.sets(st.sampled_from(SUBJECTS)))
def test_what_is_vetoed_is_nowhere_recommended(subjects: set[str]) -> None:
    quick = replace(WHOLE.choices, draws=200, backtest_day=None)
    found = match(replace(WHOLE, vetoes=tuple(ban(s) for s in sorted(subjects)), choices=quick))
    if isinstance(found.ranking, Ranking):
        assert not subjects & {r.industry for r in found.ranking.order}
    assert isinstance(found.portfolio, Portfolio)
    assert not subjects & {i for c in found.portfolio.taken for i in (c.id, c.industry)}
    assert not isinstance(found.gaps, Absent)
    assert not subjects & {g.link.industry for g in found.gaps if g.score is not None}
    assert not isinstance(found.firms, Absent)
    assert not subjects & {f.firm.id for f in found.firms if f.score is not None}
