"""One request of a process computes at a time: threads that take turns in between only slow it."""

from collections.abc import Iterable
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

# seconds: longer than a handful of pages, shorter than anybody notices
PATIENCE = 0.25


class Turnstile:
    """A WSGI application that lets one thread at a time into another one.

    Threads of a process share one interpreter: four pages computed at once are ready no sooner
    than one after another, but all of them late. Who has waited for `patience` seconds goes in
    beside those inside, so that a long report or a slow upload holds up nobody for longer.
    """

    def __init__(self, application: "WSGIApplication", patience: float = PATIENCE) -> None:
        self._application = application
        self._patience = patience
        self._turn = Lock()

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        """Answer a request when it is its turn."""
        its_turn = self._turn.acquire(timeout=self._patience)
        try:
            return self._application(environ, start_response)
        finally:
            if its_turn:
                self._turn.release()
