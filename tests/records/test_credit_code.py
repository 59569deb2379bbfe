"""The check of GB 32100-2015, on codes that stand in public registers."""

import pytest

from feidi.records.credit_code import CHARACTERS, check_character, fault_of, normal_code

# as published: in the standard itself, in tests of public libraries, by listed companies
VALID = (
    "91350100M000100Y43",
    "91310110666007217T",
    "91330100799655058B",
    "9144030071526726XG",
    "914403001922038216",
)
# issued while the code was tried out in Fujian, with last characters the standard does not give
EARLY = {"91350100M0001TGQXM": "1", "91350211M0000XUF46": "R", "91350203M0001FUE2P": "J"}


@pytest.mark.parametrize("code", VALID)
def test_a_published_code_is_right(code: str) -> None:
    assert fault_of(code) is None


@pytest.mark.parametrize(("code", "wanted"), EARLY.items())
def test_a_code_of_the_trial_years_is_told_with_both_characters(code: str, wanted: str) -> None:
    assert check_character(code[:-1]) == wanted
    said = fault_of(code)
    assert said is not None
    assert wanted in said.zh


@pytest.mark.parametrize("place", range(18))
def test_one_wrong_character_is_always_found(place: int) -> None:
    code = VALID[0]
    for other in CHARACTERS:
        if other != code[place]:
            assert fault_of(code[:place] + other + code[place + 1 :]) is not None


@pytest.mark.parametrize("place", range(16))
def test_two_neighbours_exchanged_are_always_found(place: int) -> None:
    code = "9144030071526726XG"
    if code[place] != code[place + 1]:
        turned = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
        assert fault_of(turned) is not None


@pytest.mark.parametrize("code", ["", "91350100M000100Y4", "91350100M000100Y433", "x" * 18,
                                  "9135010OM000100Y43", "9I350100M000100Y43"])  # fmt: skip
def test_what_is_no_code_says_why(code: str) -> None:
    assert fault_of(code) is not None


def test_it_is_read_as_people_write_it() -> None:
    assert normal_code("9１350100 m000100y43") == VALID[0]
    assert fault_of("9１350100 m000100y43") is None
