"""Which tokens there are, and what the interface offers."""

from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from functools import cache
from typing import Any

from feidi.workbench.accounts.actor import Actor
from feidi.workbench.api.gate import api
from feidi.workbench.api.models import Token
from feidi.workbench.scope.acting import everything


def reach(actor: Actor) -> AbstractContextManager[None]:
    """Return the scope in which a person keeps tokens: his side's, or all for an administrator."""
    return nullcontext() if actor.scope else everything("the security administrator keeps tokens")


def tokens_of(actor: Actor) -> list[Token]:
    """Return the tokens a person may keep: of his side alone, or of all."""
    with reach(actor):
        rows = Token.objects.select_related("park", "owner")
        own = rows.filter(owner=actor.party) if actor.scope else rows
        return list(own)


@dataclass(frozen=True)
class Offered:
    """One operation of the interface."""

    method: str
    path: str
    summary: str
    words: str
    parameters: tuple[tuple[str, str, bool], ...]


@cache
def operations() -> tuple[Offered, ...]:
    """Return the operations, as the OpenAPI document describes them; that is long in the making."""
    paths: dict[str, dict[str, Any]] = api.get_openapi_schema(path_prefix="/api/v1/")["paths"]
    return tuple(
        Offered(
            method.upper(),
            path,
            told.get("summary", ""),
            told.get("description", ""),
            tuple(
                (p["name"], p["in"], bool(p.get("required"))) for p in told.get("parameters", ())
            ),
        )
        for path, methods in paths.items()
        for method, told in methods.items()
    )
