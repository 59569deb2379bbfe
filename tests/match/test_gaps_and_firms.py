"""Gaps of an invented chain and the firms for them, each factor worked out by hand."""

from dataclasses import replace
from datetime import date

import pytest

from feidi.match import match
from feidi.match.absent import Absent
from feidi.match.chains import Gap
from feidi.match.firms import FirmScore
from feidi.match.given import Arrival, Firm, FirmFact, Given, VetoFact
from feidi.quantities.words import Words
from match.places import EDITION, WHOLE, A, B, C, D, fact, graph, pair_table


def gap(given: Given, key: str) -> Gap:
    found = match(given)
    assert not isinstance(found.gaps, Absent), found.problems
    return next(g for g in found.gaps if g.link.key == key)


def factor(one: Gap | FirmScore, key: str) -> float | None:
    return next(f.value for f in one.factors if f.key == key)


def firm(given: Given, key: str) -> FirmScore:
    found = match(given)
    assert not isinstance(found.firms, Absent), found.problems
    return next(f for f in found.firms if f.firm.id == key)


def test_use_is_coefficients_times_output_and_the_users_share_goes_before() -> None:
    herb = gap(WHOLE, "herb")
    # 0.4 (the user's, not 0.3) x 0 + 0.2 x 10 in the sender; 0.4 x 200 + 0.2 x 100 in the host
    assert (herb.used_by_sender, herb.used_by_host) == pytest.approx((2, 100))
    assert herb.made == 50
    assert factor(herb, "pull") == pytest.approx(1.0)
    # missing compares the sector's use by official coefficients with the sector's output
    assert factor(herb, "missing") == pytest.approx(1 - 50 / (0.3 * 200 + 0.2 * 100 + 0.2 * 10))


def test_pull_is_relative_to_the_link_used_most() -> None:
    # packing: 0.1 x 200 of the host's second industry
    pack = gap(WHOLE, "pack")
    assert factor(pack, "pull") == pytest.approx(20 / 102)
    assert factor(pack, "missing") == pytest.approx(1 - 10 / 20)
    assert pack.known == 4
    product = 1.0
    for f in pack.factors:
        assert f.value is not None
        product *= f.value
    assert pack.score == pytest.approx(product**0.25)


def test_what_is_not_known_is_not_filled() -> None:
    blind = replace(WHOLE, outside=None)
    pack = gap(blind, "pack")
    assert (factor(pack, "feasibility"), factor(pack, "complexity")) == (None, None)
    assert pack.known == 2
    assert pack.score == pytest.approx((20 / 102 * 0.5) ** 0.5)


def test_without_a_known_use_there_is_no_rank() -> None:
    found = match(replace(WHOLE, graph=None))
    assert not isinstance(found.gaps, Absent)
    assert all(g.score is None and g.unranked for g in found.gaps)


def test_a_vetoed_link_has_no_score_and_neither_has_who_makes_nothing_else() -> None:
    ban = VetoFact(D, "safety", None, None, "", Words("禁区", "no-go area"), "虚构")
    banned = replace(WHOLE, vetoes=(ban,))
    assert gap(banned, "pack").score is None
    one = firm(banned, "f1")
    assert one.score is None
    assert one.vetoes[0].words.en == "safety: prohibited (no-go area)"


def test_a_firm_is_gap_times_strength_times_mobility() -> None:
    one = firm(WHOLE, "f1")
    assert factor(one, "gap") == pytest.approx(gap(WHOLE, "pack").score)
    # revenue 900 of 900 and 100: above one of two, half for itself
    assert factor(one, "strength") == pytest.approx(0.75)
    # two signs, both there: an expansion, and f3 in the host, whose pills it packs
    assert factor(one, "mobility") == pytest.approx(1.0)
    assert "900" in one.reasons[1].en
    assert one.score == pytest.approx((0.75 * (gap(WHOLE, "pack").score or 0)) ** (1 / 3))


def test_looked_up_and_none_lowers_mobility_and_not_looked_up_does_not() -> None:
    # f2 sits in the host with f3, whose pills its packing goes to: a partner, no expansion
    assert factor(firm(WHOLE, "f2"), "mobility") == pytest.approx((1 + 1) / (1 + 2))
    assert factor(firm(WHOLE, "f4"), "mobility") == pytest.approx(1.0)
    alone = replace(
        WHOLE,
        firms=(Firm("f9", "己安包装有限公司", "丙市", ("pack",)),),
        firm_facts=(),
        arrivals=(),
    )
    assert factor(firm(alone, "f9"), "mobility") is None
    assert firm(alone, "f9").score is None


def test_an_old_expansion_is_not_recent() -> None:
    old = fact("f1", "expansion", 1, date(2019, 1, 1))
    aged = replace(WHOLE, firm_facts=(old, fact("f1", "revenue", 5)))
    # the partner f3 remains: (1 + 1) / (1 + 2)
    assert factor(firm(aged, "f1"), "mobility") == pytest.approx(2 / 3)


def test_a_firm_that_makes_no_link_is_unranked_with_the_reason() -> None:
    odd = replace(WHOLE, firms=(*WHOLE.firms, Firm("f8", "庚远有限公司", "丙市")))
    assert firm(odd, "f8").unranked == Words(
        "不生产任何有缺口的环节", "makes no link with a known gap"
    )


@pytest.mark.parametrize("kind", ["revenue", "list", "patents", "expansion", "western_plant"])
def test_facts_dated_later_change_nothing(kind: str) -> None:
    later = FirmFact("f2", kind, 9_999, date(2024, 7, 1), "虚构")
    before, after = match(WHOLE), match(replace(WHOLE, firm_facts=(*WHOLE.firm_facts, later)))
    assert not isinstance(before.firms, Absent)
    assert not isinstance(after.firms, Absent)
    assert [f.score for f in after.firms] == [f.score for f in before.firms]
    assert next(f for f in after.firms if f.firm.id == "f2").later_facts == 1
    assert [p.code for p in after.problems] == ["MA109"]


def test_sectors_and_links_both_say_what_a_firm_makes() -> None:
    by_code = replace(
        WHOLE,
        firms=(Firm("f4", "戊康药材有限公司", "丁市", (A,)),),
        firm_facts=(fact("f4", "list", 1),),
        arrivals=(),
    )
    assert firm(by_code, "f4").links == ("herb",)


def test_a_gap_that_may_be_none_stands_after_those_that_are_known() -> None:
    nan = float("nan")
    # packing is used most by far, but nobody knows how much of it is made
    blind = replace(
        WHOLE,
        industries=pair_table([50, 0, 10, nan], [0, 200, 100, nan], [900, 800, 700, 900]),
        graph=graph({(A, B): 0.3, (A, C): 0.2, (D, B): 0.9, (B, C): 0.1}),
    )
    found = match(blind)
    assert not isinstance(found.gaps, Absent)
    assert not isinstance(found.firms, Absent)
    ranked = [g for g in found.gaps if g.score is not None]
    marks = [g.established for g in ranked]
    assert marks == sorted(marks, reverse=True)
    last = ranked[-1]
    assert (last.link.key, last.established) == ("pack", False)
    assert (last.score or 0) > (ranked[-2].score or 0)
    named = [f.firm.id for f in found.firms if f.score is not None]
    assert set(named[-2:]) == {"f1", "f2"}


def test_where_one_side_alone_covers_the_use_nothing_is_missing() -> None:
    nan = float("nan")
    some = pair_table([nan, 0, 10, 1], [500, 200, 100, 9], [900, 800, 700, 900])
    assert factor(gap(replace(WHOLE, industries=some), "herb"), "missing") == 0
    less = pair_table([nan, 0, 10, 1], [20, 200, 100, 9], [900, 800, 700, 900])
    herb = gap(replace(WHOLE, industries=less), "herb")
    assert factor(herb, "missing") is None
    said = next(f.words.en for f in herb.factors if f.key == "missing")
    assert said == "output of the origin not known, the host makes 20 万元"


def test_a_firm_that_has_come_is_not_called_on_but_named_as_here() -> None:
    came = Arrival("f1", date(2024, 6, 1), "虚构")
    there = replace(WHOLE, arrivals=(came, Arrival("f1", date(2025, 1, 1), "虚构")))
    assert firm(WHOLE, "f1").came is None
    one = firm(there, "f1")
    assert (one.came, one.score) == (came, None)
    assert one.unranked == Words("2024-06-01 已经来了", "came on 2024-06-01")
    found = match(there)
    assert not isinstance(found.books, Absent)
    book = found.books[0]
    assert "f1" not in [score.firm.id for score in book.firms]
    assert all("f1" not in ids for call in book.calls for _, ids in call.places)
    seat = next(seat for seat in book.seats if seat.link == "pack")
    assert (seat.in_host, seat.elsewhere) == (("f1", "f2"), ())


def test_a_firm_says_which_veto_of_what_it_makes_is_undecided() -> None:
    limit = VetoFact(D, "energy", None, 0.5, "吨", Words("待核", "open"), "虚构")
    pending = replace(WHOLE, vetoes=(limit,))
    one = firm(pending, "f1")
    assert one.score is not None
    assert [v.fact for v in one.undecided] == [limit]
    assert one.reasons[-1].en == "veto undecided: energy: limit 0.5 吨, value unknown (open)"
    assert firm(pending, "f4").undecided == ()


def test_a_rank_among_one_or_among_equals_is_not_told() -> None:
    patents = firm(WHOLE, "f4").reasons[1]
    assert patents.en == (
        "on 1 list (known of no other firm: no rank), 3 patents (known of no other firm: no rank)"
    )
    alike = replace(WHOLE, firm_facts=(fact("f1", "list", 1), fact("f4", "list", 1)))
    assert firm(alike, "f1").reasons[1] == Words(
        "入选 1 个名单（有数的都一样，比不出高低）",
        "on 1 list (the same for all it is known of: no rank)",
    )
    assert "（高于 75%）" in firm(WHOLE, "f1").reasons[1].zh


def test_a_shortage_of_a_few_per_cent_is_none() -> None:
    # packing: 0.1 x 200 is used; 19.2 are made, 4 % too little
    short = replace(
        WHOLE, industries=pair_table([50, 0, 10, 1], [0, 200, 100, 18.2], [900, 800, 700, 900])
    )
    pack = gap(short, "pack")
    assert (factor(pack, "missing"), pack.score) == (0, 0)
    assert "4% is missing, below 5% and taken for none" in pack.factors[1].words.en
    found = match(short)
    assert not isinstance(found.books, Absent)
    assert found.books[0].states["pack"] == "present"
    assert firm(short, "f1").score == 0


def test_a_gap_names_the_whole_sector_it_is_counted_by() -> None:
    assert gap(WHOLE, "pack").sector == EDITION.name(D)


def test_units_are_said_in_the_language_of_the_sentence() -> None:
    limit = VetoFact(D, "energy", None, 0.87, "吨标准煤/万元", Words("待核", "open"), "虚构")
    words = firm(replace(WHOLE, vetoes=(limit,)), "f1").undecided[0].words
    assert words.en == "energy: limit 0.87 tce per 10 000 yuan, value unknown (open)"
    assert "0.87 吨标准煤/万元" in words.zh
