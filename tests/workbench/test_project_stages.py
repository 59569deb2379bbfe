"""The table of stages: complete, in order, and what it lets pass."""

from datetime import date

import pytest
from django.db.models import CharField

from feidi.records.credit_code import CHARACTERS, fault_of
from feidi.workbench.projects.models import Evidence, Project, StageChange
from feidi.workbench.projects.stages import (
    CODES,
    PROOFS,
    STAGES,
    expected_until,
    is_stuck,
    may_not_pass,
    missing,
    next_of,
    reachable,
)


def test_every_stage_but_the_first_asks_for_evidence_and_says_what_it_means() -> None:
    assert len(set(CODES)) == len(STAGES) == 12
    assert [bool(stage.needs) for stage in STAGES] == [False] + [True] * 11
    assert [stage.typical_days is None for stage in STAGES] == [False] * 11 + [True]
    for stage in STAGES:
        assert all((*stage.words, *stage.means))
        assert (stage.typical_days or 1) > 0


def test_every_kind_of_evidence_is_asked_for_somewhere_and_known() -> None:
    asked = {code for stage in STAGES for need in stage.needs for code in need.proofs}
    assert asked == set(PROOFS)


def test_codes_fit_their_columns() -> None:
    wanted = [
        (Project, "stage", CODES),
        (StageChange, "entered", CODES),
        (Evidence, "kind", PROOFS),
    ]
    for model, name, codes in wanted:
        column = model._meta.get_field(name)
        assert isinstance(column, CharField)
        assert max(map(len, codes)) <= (column.max_length or 0)


def test_only_three_stages_may_be_passed_by() -> None:
    assert [s.code for s in STAGES if s.may_skip] == ["framework", "in-statistics", "above-scale"]
    assert [s.code for s in may_not_pass("lead", "contract")] == ["contact"]
    assert [s.code for s in reachable("contact")] == ["lead", "framework", "contract"]
    assert next_of("full-capacity") is None


def test_one_of_several_kinds_of_evidence_will_do() -> None:
    assert len(missing("land", set())) == 2
    for kind in ("land-grant", "land-approval", "lease"):
        assert [need.proofs for need in missing("land", {kind})] == [("filing",)]
        assert missing("land", {kind, "filing"}) == ()


def test_a_project_is_stuck_on_the_day_after_its_typical_time() -> None:
    until = expected_until("contact", date(2027, 1, 1))
    assert until == date(2027, 4, 1)
    assert not is_stuck("contact", date(2027, 1, 1), until)
    assert is_stuck("contact", date(2027, 1, 1), date(2027, 4, 2))
    assert not is_stuck("full-capacity", date(2020, 1, 1), until)


@pytest.mark.parametrize("place", range(18))
def test_every_wrong_character_of_a_credit_code_is_found(place: int) -> None:
    right = "91350100M000100Y43"
    assert fault_of(right) is None
    for other in set(CHARACTERS) - {right[place]}:
        assert fault_of(right[:place] + other + right[place + 1 :]) is not None


def test_a_credit_code_is_read_as_people_write_it() -> None:
    assert fault_of(" 9１350100m000100Y43 ") is None
    short = fault_of("9135010")
    assert short is not None
    assert "18" in short.zh
    strange = fault_of("91350100I000100Y43")
    assert strange is not None
    assert "I" in strange.en
