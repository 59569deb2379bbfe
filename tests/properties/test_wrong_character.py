"""One wrong character, in any place a value can stand, gives a problem located on its line."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feidi.clauses.document import read_document
from feidi.clauses.reading import read_agreement

GOOD = sorted((Path(__file__).parents[1] / "agreements" / "good").glob("*.md"))
WRONG = "¤"


def value_places(text: str) -> list[tuple[int, int]]:
    """Every (line, column) of a value in a rule block; lines count from 1."""
    places, inside = [], False
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith("```"):
            inside = line in ("```规则", "```rule")
        elif inside:
            start = min((line.find(c) for c in ":：" if c in line), default=len(line)) + 1
            places += [
                (number, column) for column in range(start, len(line)) if not line[column].isspace()
            ]
    return places


def spoiled(text: str, place: tuple[int, int]) -> str:
    lines = text.splitlines()
    row, column = place
    lines[row - 1] = lines[row - 1][:column] + WRONG + lines[row - 1][column + 1 :]
    return "\n".join(lines) + "\n"


def assert_located(path: Path, text: str, place: tuple[int, int]) -> None:
    document = read_document(spoiled(text, place).encode(), path.name)
    agreement, problems = read_agreement((document,))
    assert agreement is None
    assert place[0] in {problem.at.line for problem in problems}, [p.at for p in problems]


@pytest.mark.slow
@given(st.data())
@settings(max_examples=300, deadline=None)
def test_a_wrong_character_in_a_value_is_found_on_its_line(data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(GOOD))
    text = path.read_text(encoding="utf-8")
    assert_located(path, text, data.draw(st.sampled_from(value_places(text))))


@pytest.mark.slow
@pytest.mark.parametrize("path", GOOD, ids=lambda p: p.stem)
def test_no_place_of_a_good_agreement_is_missed(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for place in value_places(text):
        assert_located(path, text, place)
