"""One request at a time, and no request held up for long by another."""

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from typing import Any

import pytest

from feidi.workbench.project.turnstile import Turnstile

LONG = 30.0


class Rooms:
    """An application in which a request stays until it is let out, and that counts who is in."""

    def __init__(self) -> None:
        self.inside: list[str] = []
        self.entered = {name: Event() for name in ("one", "other")}
        self.let_out = {name: Event() for name in ("one", "other")}

    def __call__(self, environ: dict[str, Any], _start: Any) -> Iterable[bytes]:
        name = environ["PATH_INFO"]
        self.inside.append(name)
        self.entered[name].set()
        assert self.let_out[name].wait(LONG)
        return [name.encode()]


def ask(door: Turnstile, name: str) -> Iterable[bytes]:
    return door({"PATH_INFO": name}, lambda *_: lambda _text: None)


def test_the_second_goes_in_when_the_first_is_out() -> None:
    rooms = Rooms()
    door = Turnstile(rooms, patience=LONG)
    with ThreadPoolExecutor(2) as people:
        one = people.submit(ask, door, "one")
        assert rooms.entered["one"].wait(LONG)
        other = people.submit(ask, door, "other")
        assert not rooms.entered["other"].wait(0.2)
        rooms.let_out["one"].set()
        assert rooms.entered["other"].wait(LONG)
        rooms.let_out["other"].set()
        assert [*one.result(), *other.result()] == [b"one", b"other"]


def test_who_has_waited_long_enough_goes_in_beside_the_first() -> None:
    rooms = Rooms()
    door = Turnstile(rooms, patience=0.05)
    with ThreadPoolExecutor(2) as people:
        one = people.submit(ask, door, "one")
        assert rooms.entered["one"].wait(LONG)
        other = people.submit(ask, door, "other")
        assert rooms.entered["other"].wait(LONG)
        rooms.let_out["other"].set()
        assert [*other.result()] == [b"other"]
        # the first still has the turn: who came later did not give it away
        third = people.submit(ask, door, "other")
        rooms.let_out["one"].set()
        assert [*third.result(), *one.result()] == [b"other", b"one"]


def test_a_request_that_fails_gives_the_turn_back() -> None:
    asked = []

    def application(_environ: dict[str, Any], _start: Any) -> Iterable[bytes]:
        asked.append(1)
        if len(asked) == 1:
            raise LookupError
        return [b"well"]

    door = Turnstile(application, patience=LONG)
    with pytest.raises(LookupError):
        ask(door, "one")
    assert [*ask(door, "one")] == [b"well"]
