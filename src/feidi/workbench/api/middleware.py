"""The door for programs: a token, and nothing else, says who asks."""

from collections.abc import Callable
from dataclasses import replace

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse

from feidi.workbench.api.problems import answer
from feidi.workbench.api.tokens import bearer_of, seconds_to_wait

PLACE = "/api/v1/"
WRONG = 400


class TokenMiddleware:
    """Below `PLACE` no session counts; whatever goes wrong there is answered as problems."""

    def __init__(self, respond: Callable[[HttpRequest], HttpResponse]) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer by the token, where the address is one of the interface."""
        if not request.path.startswith(PLACE):
            return self.respond(request)
        request.user = AnonymousUser()
        said = request.META.get("HTTP_AUTHORIZATION", "")
        bearer = bearer_of(said, request.META.get("REMOTE_ADDR", ""))
        if bearer is not None:
            bearer = replace(bearer, wait=seconds_to_wait(bearer.token))
        request.bearer = bearer  # type: ignore[attr-defined]
        response = self.respond(request)
        kind = response.get("Content-Type", "")
        if response.status_code >= WRONG and not kind.startswith("application/json"):
            problems = answer(response.status_code)
            if "Allow" in response:
                problems["Allow"] = response["Allow"]
            response = problems
        response["Cache-Control"] = "no-store"
        return response
