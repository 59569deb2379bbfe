"""Nobody is ever answered with a row of the other side's own, or of another park."""

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse

from feidi.workbench.agreements.models import Text
from feidi.workbench.audit.models import Event
from feidi.workbench.exchange.demo import OFFICES
from feidi.workbench.parks.models import Park
from feidi.workbench.scope.acting import OutsideScope, everything
from feidi.workbench.scope.rows import ScopedRows
from feidi.workbench.settlements.models import Run
from workbench.conftest import browser_of
from workbench.story import acting, put_forward
from workbench.walk import PRIVATE, addresses

pytestmark = pytest.mark.slow
MARK = b"MARK-"
INSIDERS = [f"host-{name}" for name, _ in OFFICES]
OUTSIDERS = ["case-host-finance", "case-origin-leader", "system", "security", "auditor"]


def test_every_scoped_table_raises_outside_a_scope(db: None) -> None:
    scoped = [m for m in apps.get_models() if isinstance(m._default_manager, ScopedRows)]
    assert len(scoped) >= 12
    for model in scoped:
        with pytest.raises(OutsideScope):
            model._default_manager.count()


@pytest.fixture
def private(small: Park) -> list[tuple[str, tuple[str, ...]]]:
    """Rows of the origin's own, each with its address and verbs; and a joint statement."""
    with acting("origin-finance") as one:
        made = [(place.format(key=make(one).pk), verbs) for make, place, verbs in PRIVATE]
        run = Run.objects.get()
    put_forward("origin-finance", run, 2031)
    return made


@pytest.mark.parametrize("username", INSIDERS)
def test_the_other_side_never_sees_what_is_our_own(
    private: list[tuple[str, tuple[str, ...]]], username: str
) -> None:
    client = browser_of(username)
    seen = 0
    for address in addresses():
        answer = client.get(address)
        body = b"".join(answer) if answer.streaming else answer.content
        assert MARK not in body.replace(b"?q=MARK", b""), address
        seen += answer.status_code == 200
    assert seen > 25
    for address, _ in private:
        assert client.get(address).status_code == 404, address


@pytest.mark.parametrize("username", OUTSIDERS)
def test_who_is_of_another_park_or_of_none_sees_nothing(
    private: list[tuple[str, tuple[str, ...]]], small: Park, username: str
) -> None:
    client = browser_of(username)
    names = (MARK, small.name.encode())
    with everything("the test looks at all rows"):
        own = [str(t.fingerprint) for t in Text.objects.filter(park=small)]
    for address in addresses():
        if username == "auditor" and address.startswith(reverse("oversight")):
            continue  # the trail is his, with who may do what; of a draft it tells the fingerprint
        if username == "security" and address in (reverse("grants"), reverse("tokens")):
            continue  # he grants roles and tokens at every park by its name
        answer = client.get(address)
        body = b"".join(answer) if answer.streaming else answer.content
        assert not any(name in body for name in names), address
        assert not any(name.encode() in body for name in own), address


def test_nobody_signed_in_is_answered_with_the_sign_in_page(
    private: list[tuple[str, tuple[str, ...]]],
) -> None:
    client = Client(HTTP_HOST="localhost")
    for address in addresses():
        for answer in (client.get(address), client.post(address)):
            assert answer.status_code in (302, 405), address
            if answer.status_code == 302:
                assert answer["Location"].split("?")[0] in ("/accounts/login/", "/"), address


@pytest.mark.parametrize("username", ["host-finance", "case-host-finance", "system", "auditor"])
def test_what_one_may_not_see_one_cannot_act_on(
    private: list[tuple[str, tuple[str, ...]]], username: str
) -> None:
    client = browser_of(username)
    with everything("the test counts all rows"):
        before = Event.objects.count()
    for address, verbs in private:
        for verb in verbs:
            answer = client.post(f"{address}{verb}/", {"version": 1, "reason": "x"})
            assert answer.status_code in (403, 404), (address, verb)
    with everything("the test counts all rows"):
        assert Event.objects.count() == before
