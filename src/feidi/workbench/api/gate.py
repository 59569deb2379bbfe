"""The interface itself: who may ask what, how it is read, what is answered when it fails."""

import json
from decimal import Decimal
from typing import Any

from django.db import DataError
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI, Router
from ninja.errors import AuthenticationError, AuthorizationError, HttpError, Throttled
from ninja.errors import ValidationError as Invalid
from ninja.parser import Parser
from ninja.security import HttpBearer

from feidi import __version__
from feidi.quantities.words import Words
from feidi.workbench.accounts.actor import Actor, NotAllowed
from feidi.workbench.accounts.roles import PUSH_READINGS, PUSH_RECEIPTS, READ, Right
from feidi.workbench.actions import Refusal
from feidi.workbench.api.models import Token
from feidi.workbench.api.problems import answer, of_validation, told
from feidi.workbench.api.schemas import Wrong
from feidi.workbench.api.tokens import Bearer

# what every operation may answer instead of what was asked
ERRORS: dict[Any, Any] = {frozenset({400, 401, 403, 404, 405, 409, 413, 422, 429}): Wrong}


class Exact(Parser):
    """Reads JSON with its decimals as they are written; what is no number is refused."""

    def parse_body(self, request: HttpRequest) -> Any:
        """Return what was sent."""
        return json.loads(request.body, parse_float=Decimal, parse_constant=_no_number)


def _no_number(said: str) -> None:
    message = f"{said} is no number"
    raise ValueError(message)


class Bearing(HttpBearer):
    """Lets through a good token with a right, as often as it may ask."""

    def __init__(self, right: Right) -> None:
        super().__init__()
        self.right = right

    def __call__(self, request: HttpRequest) -> Any:
        """Return who asks; the token was looked up when the request came in."""
        return self.authenticate(request, "")

    def authenticate(self, request: HttpRequest, token: str) -> Any:
        """Return the actor, or say why not."""
        del token
        bearer: Bearer | None = request.bearer  # type: ignore[attr-defined]
        if bearer is None:
            raise AuthenticationError
        if bearer.wait:
            raise Throttled(bearer.wait)
        if not bearer.actor.may(self.right):
            raise AuthorizationError
        return bearer.actor


READS, SENDS_RECEIPTS, SENDS_READINGS = (
    Bearing(READ), Bearing(PUSH_RECEIPTS), Bearing(PUSH_READINGS),
)  # fmt: skip
api = NinjaAPI(
    title="飞地工作台接口 Feidi workbench",
    version=__version__,
    description="令牌代表一方，只答该方可见的数据。 A token acts for a side and sees what it sees.",
    urls_namespace="api",
    docs_url=None,
    parser=Exact(),
)
# one router for all: an address that is both read and pushed to is one address
offered = Router(auth=READS)


def by(request: HttpRequest) -> tuple[Actor, Token]:
    """Return who asks, and by which token."""
    bearer: Bearer = request.bearer  # type: ignore[attr-defined]
    return bearer.actor, bearer.token


@api.exception_handler(HttpError)
def _http(request: HttpRequest, error: HttpError) -> HttpResponse:
    del request
    response = answer(error.status_code)
    if isinstance(error, Throttled) and error.wait is not None:
        response["Retry-After"] = str(error.wait)
    return response


@api.exception_handler(Http404)
def _absent(request: HttpRequest, error: Http404) -> HttpResponse:
    del request, error
    return answer(404)


@api.exception_handler(DataError)
def _unfit(request: HttpRequest, error: DataError) -> HttpResponse:
    del request, error
    return answer(422)


@api.exception_handler(NotAllowed)
def _forbidden(request: HttpRequest, error: NotAllowed) -> HttpResponse:
    del request, error
    return answer(403)


@api.exception_handler(Invalid)
def _invalid(request: HttpRequest, error: Invalid) -> HttpResponse:
    del request
    return answer(422, of_validation(error.errors))


@api.exception_handler(Refusal)
def _refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    del request
    return answer(409, [told("conflict", "", Words(*refusal.what))])
