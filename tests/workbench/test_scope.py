"""Nobody is ever answered with a row of the other side's own, or of another park."""

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from feidi.workbench.agreements.actions import draft
from feidi.workbench.agreements.models import Text
from feidi.workbench.audit.models import Event
from feidi.workbench.imports.actions import bring
from feidi.workbench.imports.checking import check_table
from feidi.workbench.imports.models import Batch
from feidi.workbench.parks.models import Park
from feidi.workbench.scope.acting import OutsideScope, everything
from feidi.workbench.scope.rows import ScopedRows
from feidi.workbench.settlements.models import Run, Statement, Total
from workbench.conftest import EXAMPLES, browser_of
from workbench.story import HEADER, acting, put_forward

ROW = "Z1,A,增值税,2032-12,2033-01-20,10.00,入库,MARK-ROW\n"
MARKS = (b"MARK-TITLE", b"MARK-NAME", b"MARK-ROW")
INSIDERS = [f"host-{role}" for role in ("finance", "leader", "policy", "office")]
OUTSIDERS = ["case-host-finance", "case-origin-leader", "system", "security", "auditor"]


def test_every_scoped_table_raises_outside_a_scope(db: None) -> None:
    scoped = [m for m in apps.get_models() if isinstance(m._default_manager, ScopedRows)]
    assert len(scoped) >= 12
    for model in scoped:
        with pytest.raises(OutsideScope):
            model._default_manager.count()


@pytest.fixture
def private(small: Park) -> dict[str, int]:
    """A draft and a pending table of the origin's own, and a joint statement."""
    with acting("origin-finance") as one:
        text = (EXAMPLES / "two-clause-park" / "agreement.md").read_text(encoding="utf-8")
        content = text.replace("# ", "# MARK-TITLE ", 1).encode()
        mine = draft(actor=one, name="agreement.md", content=content)
        table = (HEADER + ROW).encode()
        checked = check_table(small.pk, "receipts", table)
        assert checked.clean, checked.problems
        batch = bring(
            actor=one, table="receipts", said_name="MARK-NAME.csv", content=table, checked=checked
        )
        run = Run.objects.get()
    statement = put_forward("origin-finance", run, 2031)
    return {"text": mine.pk, "batch": batch.pk, "statement": statement.pk}


def addresses() -> Iterator[str]:
    """Every address of the site, filled with the keys of every row there is."""
    with everything("the test walks over all keys"):
        keys: dict[str, list[dict[str, object]]] = {
            "agreement": [{"key": k} for k in Text.objects.values_list("pk", flat=True)],
            "import": [{"key": k} for k in Batch.objects.values_list("pk", flat=True)],
            "statement": [{"key": k} for k in Statement.objects.values_list("pk", flat=True)],
        }
        totals = list(Total.objects.values_list("pk", flat=True)[::5])
    of_run: dict[str, object] = {"number_": 1}
    fillings: dict[frozenset[str], list[dict[str, object]]] = {
        frozenset(): [{}],
        frozenset({"number_"}): [of_run],
        frozenset({"number_", "key"}): [{**of_run, "key": k} for k in totals],
        frozenset({"number_", "index"}): [{**of_run, "index": i} for i in range(3)],
        frozenset({"number_", "kind"}): [{**of_run, "kind": k} for k in ("json", "xlsx", "html")],
        frozenset({"table", "kind"}): [{"table": "receipts", "kind": "csv"}],
    }
    for pattern in get_resolver().url_patterns:
        if isinstance(pattern, URLPattern):
            name, given = pattern.name or "", frozenset(pattern.pattern.converters)
            own = keys.get(name.split("-")[0], [])
            fillings[frozenset({"key"})] = own
            fillings[frozenset({"key", "verb"})] = [{**one, "verb": "confirm"} for one in own]
            yield from (reverse(name, kwargs=one) for one in fillings[given])
    yield from ("/search/?q=MARK", "/receipts/?q=MARK", "/imports/?table=receipts")
    yield "/agreements/new/?name=agreement.md"


@pytest.mark.parametrize("username", INSIDERS)
def test_the_other_side_never_sees_what_is_our_own(private: dict[str, int], username: str) -> None:
    client = browser_of(username)
    seen = 0
    for address in addresses():
        answer = client.get(address)
        body = b"".join(answer) if answer.streaming else answer.content
        assert not any(mark in body for mark in MARKS), address
        seen += answer.status_code == 200
    assert seen > 25
    assert client.get(f"/agreements/{private['text']}/").status_code == 404
    assert client.get(f"/imports/{private['batch']}/").status_code == 404


@pytest.mark.parametrize("username", OUTSIDERS)
def test_who_is_of_another_park_or_of_none_sees_nothing(
    private: dict[str, int], small: Park, username: str
) -> None:
    client = browser_of(username)
    names = (*MARKS, small.name.encode())
    with everything("the test looks at all rows"):
        own = [str(t.fingerprint) for t in Text.objects.filter(park=small)]
    for address in addresses():
        if username == "auditor" and address == reverse("oversight"):
            continue  # the trail is his; what it tells of a draft is its fingerprint
        if username in ("security",) and address == reverse("grants"):
            continue  # he grants roles at every park by its name
        answer = client.get(address)
        body = b"".join(answer) if answer.streaming else answer.content
        assert not any(name in body for name in names), address
        assert not any(name.encode() in body for name in own), address


def test_nobody_signed_in_is_answered_with_the_sign_in_page(private: dict[str, int]) -> None:
    client = Client(HTTP_HOST="localhost")
    for address in addresses():
        for answer in (client.get(address), client.post(address)):
            assert answer.status_code in (302, 405), address
            if answer.status_code == 302:
                assert answer["Location"].split("?")[0] in ("/accounts/login/", "/"), address


@pytest.mark.parametrize("username", ["host-finance", "case-host-finance", "system", "auditor"])
def test_what_one_may_not_see_one_cannot_act_on(private: dict[str, int], username: str) -> None:
    client = browser_of(username)
    with everything("the test counts all rows"):
        before = Event.objects.count()
    for kind, verbs in (("agreements", "propose withdraw confirm"), ("imports", "import discard")):
        key = private["text" if kind == "agreements" else "batch"]
        for verb in verbs.split():
            answer = client.post(f"/{kind}/{key}/{verb}/", {"version": 1, "reason": "x"})
            assert answer.status_code in (403, 404), (kind, verb)
    with everything("the test counts all rows"):
        assert Event.objects.count() == before
