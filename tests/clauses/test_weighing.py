"""Factors are named once each."""

import pytest

from feidi.clauses.values import Vocabulary
from feidi.clauses.weighing import FactorsValue
from feidi.quantities.words import Unreadable


@pytest.mark.parametrize("text", ["工资、工资", "工资 50%、工资 50%"])
def test_a_factor_is_written_once(text: str) -> None:
    with pytest.raises(Unreadable, match="“工资”写了两次"):
        FactorsValue().read(text, Vocabulary())
