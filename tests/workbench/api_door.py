"""A program that asks by a token, and every address of the interface with keys of every row."""

from collections.abc import Iterator
from typing import Any

from django.db import models
from django.test import Client

from feidi.workbench.agreements.models import Text
from feidi.workbench.api.actions import make_token
from feidi.workbench.api.models import SCOPES, Token
from feidi.workbench.coordination.models import Task
from feidi.workbench.documents.models import Document
from feidi.workbench.enterprises.models import Enterprise
from feidi.workbench.land.models import Parcel
from feidi.workbench.parks.models import Park, Seat
from feidi.workbench.projects.models import Project
from feidi.workbench.scope.acting import everything
from feidi.workbench.settlements.models import Run
from workbench.story import person

V1 = "/api/v1"
ROWS: dict[str, tuple[type[models.Model], str]] = {
    "/agreements/{key}": (Text, "pk"),
    "/settlements/{number}": (Run, "number"),
    "/projects/{key}": (Project, "pk"),
    "/enterprises/{key}": (Enterprise, "pk"),
    "/parcels/{key}": (Parcel, "pk"),
    "/tasks/{key}": (Task, "pk"),
    "/documents/{key}": (Document, "pk"),
}


def token_of(username: str, *scopes: str, days: int = 30) -> str:
    """The secret of a token of the side a person of the demo acts for."""
    scope = person(username).scope
    assert scope is not None
    seat = Seat.objects.get(park=scope.park, party=scope.party)
    given = list(scopes or SCOPES)
    one = make_token(actor=person("security"), name=username, scopes=given, days=days, seat=seat)
    return one[1]


def stored(secret: str) -> Token:
    with everything("the test looks at a token"):
        found: Token = Token.objects.get(prefix=secret[:12])
        return found


class Program:
    """Asks by a token, or by none."""

    def __init__(self, secret: str = "") -> None:
        said = {"Authorization": f"Bearer {secret}"} if secret else {}
        self.client = Client(HTTP_HOST="localhost", headers=said, enforce_csrf_checks=True)

    def get(self, path: str):  # type: ignore[no-untyped-def]
        return self.client.get(f"{V1}{path}")

    def post(self, path: str, body: Any, key: str = ""):  # type: ignore[no-untyped-def]
        headers = {"Idempotency-Key": key} if key else {}
        return self.client.post(
            f"{V1}{path}", body, content_type="application/json", headers=headers
        )

    def items(self, path: str) -> list[dict[str, Any]]:
        """All rows of a list, page by page."""
        found, after = [], 0
        while True:
            join = "&" if "?" in path else "?"
            answer = self.get(f"{path}{join}after={after}&limit=7")
            assert answer.status_code == 200, answer.content
            found += answer.json()["items"]
            after = answer.json()["next"]
            if after is None:
                return found


def reads(park: Park | None = None) -> Iterator[str]:
    """Every address that is read, filled with the keys of every row there is, or of a park's."""
    paths = Client(HTTP_HOST="localhost").get(f"{V1}/openapi.json").json()["paths"]
    for path, methods in paths.items():
        if "get" not in methods:
            continue
        own = path.removeprefix(V1)
        for start, (model, field) in ROWS.items():
            if own.startswith(start):
                name = start[start.index("{") :]
                with everything("the test walks over all keys"):
                    rows = model._base_manager.filter(**{"park": park} if park else {})
                    keys = set(rows.values_list(field, flat=True))
                yield from (own.replace(name, str(key)) for key in sorted(keys))
                break
        else:
            assert "{" not in own, f"say in ROWS which rows {own} is about"
            yield own
