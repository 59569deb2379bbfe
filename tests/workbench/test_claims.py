"""Who names an investor first holds the claim; the other side learns that, and until when."""

import time
from datetime import timedelta
from pathlib import Path

import pytest

from feidi.workbench.accounts.actor import NotAllowed
from feidi.workbench.actions import Refusal, Stale
from feidi.workbench.audit.models import Event
from feidi.workbench.parks.models import Park
from feidi.workbench.projects import actions
from feidi.workbench.projects.claims import register, told
from feidi.workbench.projects.models import Claim, ClaimSubject
from feidi.workbench.projects.terms import CLAIM_DAYS, KINDS, agreed, number_of
from feidi.workbench.scope.acting import everything
from workbench.conftest import browser_of
from workbench.investing import HOST, ORIGIN, claimed, day
from workbench.story import acting
from workbench.test_exchange import child
from workbench.test_kill import database, start  # noqa: F401 - a fixture

NAME = "甘肃示例药业有限公司"
CODE = "91350100M000100Y43"


def lapse(claim: Claim, days: int) -> None:
    """Let a claim end some days from now."""
    with everything("the test looks at all rows"):
        Claim.objects.filter(pk=claim.pk).update(until=day(-days))
        claim.refresh_from_db()


def test_the_first_claim_holds_for_the_agreed_days(small: Park) -> None:
    claim = claimed(ORIGIN, NAME)
    assert (claim.number, claim.state, claim.until) == (1, "valid", day(-180))
    with acting(ORIGIN):
        assert number_of(CLAIM_DAYS) == KINDS[CLAIM_DAYS].default == 180


@pytest.mark.parametrize(
    ("first", "second"),
    [((NAME, ""), (NAME, "")), ((NAME, ""), ("甘肃示例药业 有限公司", "")),
     ((NAME, CODE), ("完全不同的名字有限公司", CODE))],
)  # fmt: skip
def test_a_claim_of_the_other_side_for_the_same_investor_is_later_and_told_no_more(
    small: Park, first: tuple[str, str], second: tuple[str, str]
) -> None:
    one = claimed(ORIGIN, *first)
    other = claimed(HOST, *second)
    assert (other.state, other.behind) == ("later", one)
    page = browser_of(HOST).get("/claims/").content.decode()
    assert "对方的登记，不公开" in page
    with acting(HOST):
        assert [s.investor for s in ClaimSubject.objects.all()] == [second[0]]
        about = Event.objects.filter(kind="projects.claim")
        assert {e.side for e in about} == {str(one.side), str(other.side)}
        assert not any(first[0] in f"{e.name}{e.after}{e.reason}" for e in about)


def test_the_answer_names_only_that_a_claim_holds_and_until_when(small: Park) -> None:
    one = claimed(ORIGIN, NAME, CODE)
    other = {"investor": "完全不同的名字有限公司", "code": CODE, "grounds": ""}
    page = browser_of(HOST).post("/claims/", other).content.decode()
    assert "已登记为在后" in page
    assert one.until.isoformat() in page
    assert NAME not in page


def test_one_side_claims_an_investor_once(small: Park) -> None:
    claimed(ORIGIN, NAME)
    with pytest.raises(Refusal, match="本方已有有效登记：首报 1 号"):
        claimed(ORIGIN, NAME)
    with acting(ORIGIN):
        assert Claim.objects.count() == 1


def test_a_close_name_is_for_people_to_look_at(small: Park) -> None:
    one = claimed(ORIGIN, NAME)
    other = claimed(HOST, "甘肃示例药业股份有限公司")
    assert (other.state, other.near, other.behind) == ("valid", one, None)
    with acting(HOST) as actor:
        other = actions.concede(actor=actor, kept=other, version=1)
        assert (other.state, other.behind) == ("later", one)
        with pytest.raises(Refusal, match="没有名称相近"):
            actions.concede(actor=actor, kept=other, version=2)


def test_other_investors_are_free(small: Park) -> None:
    claimed(ORIGIN, NAME)
    other = claimed(HOST, "陕西另一家食品有限公司")
    assert (other.state, other.near, other.number) == ("valid", None, 2)


@pytest.mark.parametrize(
    ("name", "code", "said"), [(" ", "", "全称"), (NAME, "91350100M000100Y44", "校验码")]
)
def test_a_claim_says_whom_and_its_code_is_checked(
    small: Park, name: str, code: str, said: str
) -> None:
    with pytest.raises(Refusal, match=said):
        claimed(ORIGIN, name, code)


def test_a_lapsed_claim_frees_the_investor(small: Park) -> None:
    one = claimed(ORIGIN, NAME)
    other = claimed(HOST, NAME)
    with acting(HOST) as actor, pytest.raises(Refusal, match="首报 1 号仍然有效"):
        actions.renew(actor=actor, kept=other, version=1, reason="已洽谈两次")
    lapse(one, -1)
    with acting(HOST) as actor:
        other = actions.renew(actor=actor, kept=other, version=1, reason="已洽谈两次")
        assert (other.state, other.until) == ("valid", day(-180))
        states = {e.claim.number: e.state for e in told(list(register()))}
        assert states == {1: "lapsed", 2: "valid"}
    again = claimed(ORIGIN, NAME)
    assert (again.state, again.behind) == ("later", other)


def test_a_claim_is_renewed_near_its_end_as_often_as_was_agreed(small: Park) -> None:
    one = claimed(ORIGIN, NAME)
    with acting(ORIGIN) as actor:
        with pytest.raises(Refusal, match="30 天内"):
            actions.renew(actor=actor, kept=one, version=1, reason="进展")
        lapse(one, 10)
        with pytest.raises(Refusal, match="进展"):
            actions.renew(actor=actor, kept=one, version=1, reason="")
        one = actions.renew(actor=actor, kept=one, version=1, reason="签了意向书")
        assert (one.until, one.renewals) == (day(-10) + timedelta(90), 1)
        lapse(one, 10)
        with pytest.raises(Refusal, match="至多续期 1 次"):
            actions.renew(actor=actor, kept=one, version=2, reason="再续")
        lapse(one, -3)
        with pytest.raises(Refusal, match="重新登记"):
            actions.renew(actor=actor, kept=one, version=2, reason="再续")


def test_only_who_entered_a_claim_renews_it_or_gives_it_up(small: Park) -> None:
    one = claimed(ORIGIN, NAME)
    with acting(HOST) as actor:
        for does in (actions.renew, actions.release):
            with pytest.raises(Refusal, match="登记方"):
                does(actor=actor, kept=one, version=1, reason="不是我方的")
    with acting("origin-finance") as actor, pytest.raises(NotAllowed):
        actions.release(actor=actor, kept=one, version=1, reason="x")
    with acting(ORIGIN) as actor:
        with pytest.raises(Refusal, match="原因"):
            actions.release(actor=actor, kept=one, version=1, reason="")
        actions.release(actor=actor, kept=one, version=1, reason="投资方不来了")
        with pytest.raises(Stale):
            actions.release(actor=actor, kept=one, version=1, reason="再放弃")
        with pytest.raises(Refusal, match="放弃过"):
            actions.release(actor=actor, kept=one, version=2, reason="再放弃")
    assert claimed(HOST, NAME).state == "valid"


def test_the_numbers_of_the_register_take_both_sides(small: Park) -> None:
    with acting("origin-office") as actor:
        with pytest.raises(Refusal, match="整数"):
            actions.propose_term(actor=actor, name=CLAIM_DAYS, days=99999, basis="")
        actions.propose_term(actor=actor, name=CLAIM_DAYS, days=365, basis="")
        term = actions.propose_term(actor=actor, name=CLAIM_DAYS, days=120, basis="联席会议纪要")
        with pytest.raises(Refusal, match="由对方同意"):
            actions.agree_term(actor=actor, term=term)
        held = agreed()[CLAIM_DAYS]
        assert (held.number, held.proposed) == (180, term)
    with acting("host-leader") as actor:
        actions.agree_term(actor=actor, term=term)
        with pytest.raises(Refusal, match="同意过"):
            actions.agree_term(actor=actor, term=term)
    assert claimed(ORIGIN, NAME).until == day(-120)


@pytest.mark.slow
@pytest.mark.databases
def test_of_two_who_name_an_investor_at_once_one_is_first(
    tmp_path: Path,
    database: str,  # noqa: F811
) -> None:
    child("furnish", tmp_path, database)
    moment = str(time.time() + 8)
    pair = [start("claim_at", tmp_path, database, moment, who) for who in (ORIGIN, HOST)]
    said = [process.communicate() for process in pair]
    assert sorted(out for out, _ in said) == ["later", "valid"], said
