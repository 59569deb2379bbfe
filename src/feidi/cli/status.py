"""Progress of long work, on the error stream of a terminal; nothing where nobody looks."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console


def _silent(_message: str) -> None:
    """Take no note of progress."""


@contextmanager
def shown() -> Iterator[Callable[[str], None]]:
    """Give a function that shows what is being done; the line vanishes when it is done."""
    console = Console(stderr=True)
    if not sys.stderr.isatty():
        yield _silent
        return
    with console.status("…") as status:
        yield status.update
