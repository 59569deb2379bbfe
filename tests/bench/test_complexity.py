"""The benchmark of complexity compares like with like, on a table small enough for a test."""

from pathlib import Path

import numpy as np
import pytest

from bench import complexity_worker as worker
from bench import trade


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for module in (trade, worker):
        monkeypatch.setattr(module, "DATA", tmp_path)
    monkeypatch.setattr(trade, "PLACES", 24)
    monkeypatch.setattr(trade, "PRODUCTS", 70)
    monkeypatch.setattr(worker, "PAIR", (3, 20))
    monkeypatch.setattr(worker, "QUERIES", 2)


@pytest.mark.usefixtures("small")
@pytest.mark.filterwarnings("ignore")
def test_every_column_of_both_is_compared_and_equal() -> None:
    pytest.importorskip("ecomplexity")
    assert worker.theirs(2)["cpu"] > 0
    apart = worker.check(2)["apart"]
    assert set(apart) == set(worker.COMPARED)
    assert max(apart.values()) < 1e-9


@pytest.mark.usefixtures("small")
def test_a_question_about_two_places_has_the_answer_of_the_whole() -> None:
    assert worker.query(1)["apart"] < 1e-9


@pytest.mark.usefixtures("small")
def test_all_rows_come_out() -> None:
    assert worker.framed(2)["rows"] == 2 * 24 * 70
    assert worker.streamed(2)["peak"] > 0


@pytest.mark.usefixtures("small")
def test_made_up_trade_is_filled_as_said_and_the_same_every_time() -> None:
    first = trade.frame(trade.FIRST_YEAR)
    assert len(first["value"]) == int(24 * 70 * trade.FILLED)
    trade.trade(trade.FIRST_YEAR).unlink()
    np.testing.assert_array_equal(trade.frame(trade.FIRST_YEAR)["value"], first["value"])
