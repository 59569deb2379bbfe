"""The output and error streams as they are: closed, full, or in an encoding of little reach."""

import ctypes
import errno
import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import click

from feidi.quantities.words import Words

NO_OUTPUT = Words("不能输出：{why}", "the output cannot be written: {why}")


def _drop_what_is_buffered() -> None:
    """Let the rest of the output go nowhere: a second failure at exit would hide the answer."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@contextmanager
def only_the_answer() -> Iterator[None]:
    """Let nothing that a library prints, such as a solver's banner, get into the output.

    What libraries of C hold back is flushed before the output is theirs no longer.
    """
    if sys.stdout:
        sys.stdout.flush()
    try:
        kept = os.dup(1)
    except OSError:
        yield
        return
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, 1)
    try:
        yield
    finally:
        with suppress(OSError, AttributeError, TypeError):
            ctypes.CDLL(None).fflush(None)
        os.dup2(kept, 1)
        os.close(kept)
        os.close(null)


@contextmanager
def open_streams(*, as_json: bool) -> Iterator[None]:
    """Make both streams take every character; say in one line where the output cannot go.

    as_json: JSON is UTF-8 wherever it goes. A pipe that closes early is left to click.
    """
    sys.stdout = sys.stdout or io.StringIO()
    sys.stderr = sys.stderr or io.StringIO()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            encoding = "utf-8" if as_json else stream.encoding
            stream.reconfigure(encoding=encoding, errors="backslashreplace")
    try:
        yield
        sys.stdout.flush()
    except OSError as error:
        if error.errno == errno.EPIPE:
            raise
        _drop_what_is_buffered()
        message = " / ".join(NO_OUTPUT.fill(why=error.strerror))
        raise click.ClickException(message) from error
