"""What a command has to say, for people and for machines, and its exit code."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

import click
from rich.console import Console

from feidi.cli.streams import only_the_answer, open_streams
from feidi.evidence.problem import Problem, has_errors, in_reading_order
from feidi.folder import Folder, Refused
from feidi.quantities.words import Words
from feidi.report.terminal import STOPS, show_problems, terminal
from feidi.report.to_json import dumps

CLEAN, PROBLEMS = 0, 1


@dataclass(frozen=True)
class Answer:
    """The answer of one command: values for machines, a way to show it, problems."""

    lang: str
    values: dict[str, Any]
    problems: tuple[Problem, ...]
    show: Callable[[Console, str], object]


def language(asked: str | None, folder: Folder) -> str:
    """Return the language to print in: as asked, else as the folder says."""
    return asked or folder.lang


def command_of(
    group: click.Group, name: str, stops: Words = STOPS
) -> Callable[[Callable[..., Answer]], click.Command]:
    """Make a command of a function that returns an answer: --lang, --json, exit code.

    stops: what is said where errors stop it.
    """

    def make(function: Callable[..., Answer]) -> click.Command:
        @wraps(function)
        def run(**given: Any) -> None:
            sys.exit(_run(function, given, stops))

        with_json = click.option(
            "--json", "as_json", is_flag=True, help="The same values as JSON."
        )(run)
        with_lang = click.option(
            "--lang",
            type=click.Choice(["zh", "en"]),
            help="Language; the folder's own if left out.",
        )(with_json)
        return group.command(name)(with_lang)

    return make


def _nothing(_console: Console, _lang: str) -> None:
    """Print nothing: the problems have said it all."""


def _run(function: Callable[..., Answer], given: dict[str, Any], stops: Words) -> int:
    try:
        with only_the_answer():
            answer = function(**{k: v for k, v in given.items() if k != "as_json"})
    except Refused as refused:
        answer = Answer(
            given["lang"] or refused.lang or "zh", {}, in_reading_order(refused.problems), _nothing
        )
        answer.values["problems"] = [p.as_json() for p in answer.problems]
    with open_streams(as_json=given["as_json"]):
        return _tell(answer, stops, as_json=given["as_json"])


def _tell(answer: Answer, stops: Words, *, as_json: bool) -> int:
    stopped = has_errors(answer.problems)
    if as_json:
        sys.stdout.write(dumps(answer.values))
    else:
        if answer.problems:
            show_problems(terminal(sys.stderr), answer.problems, answer.lang, stops)
        if not stopped:
            answer.show(terminal(), answer.lang)
    return PROBLEMS if stopped else CLEAN
