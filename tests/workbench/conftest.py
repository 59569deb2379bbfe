"""A database with two parks: two sides of a small one, and the first case as a stranger's."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import caches
from django.db import connection
from django.test import Client

from feidi.workbench.accounts.actor import MACHINE, Actor
from feidi.workbench.accounts.models import Membership
from feidi.workbench.attribution.demo import demo_sheets
from feidi.workbench.exchange.bringing import bring_folder
from feidi.workbench.exchange.demo import demo_people, first_settlement
from feidi.workbench.parks.models import Park
from feidi.workbench.scope.acting import acting_for
from feidi.workbench.scope.fencing import grant_to
from workbench import ready
from workbench.postgresql import postgresql, running  # noqa: F401 - fixtures

EXAMPLES = Path(__file__).parents[2] / "examples"
ROLE = "feidi_site"
SIGNED_IN = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture(scope="session", autouse=True)
def _ready(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Demos that stand ready lie where all workers of a run find them."""
    own = tmp_path_factory.getbasetemp()
    ready.place = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@pytest.fixture(autouse=True)
def _nothing_drawn() -> None:
    """What one test has seen drawn is not shown to the next, whose rows have the same keys."""
    caches["pages"].clear()


@pytest.fixture(scope="session")
def django_db_setup(
    django_db_setup: None, django_db_blocker: pytest.FixtureRequest
) -> Iterator[None]:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        as_the_sites_role()
        small = bring_folder(actor=MACHINE, path=EXAMPLES / "two-clause-park")
        demo_people(small)
        first_settlement(small)
        case = bring_folder(actor=MACHINE, path=EXAMPLES / "zhouqu-lanzhou")
        demo_people(case, "case-")
        demo_sheets(case, first_settlement(case))
    yield
    connection.settings_dict["OPTIONS"].pop("assume_role", None)
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        connection.close()


def as_the_sites_role() -> None:
    """On PostgreSQL, go on as a role that owns nothing, as the site does in earnest."""
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_roles WHERE rolname = %s", [ROLE])
        if not cursor.fetchone()[0]:
            cursor.execute(f"CREATE ROLE {ROLE}")
    grant_to(connection, ROLE)
    connection.settings_dict["OPTIONS"]["assume_role"] = ROLE
    connection.close()


@contextmanager
def as_owner() -> Iterator[None]:
    """Within, the database is asked by who owns it: a test plays its administrator."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")
    yield
    # after an exception the rollback puts the role back
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"SET ROLE {ROLE}")


def actor(username: str) -> Actor:
    one = Membership.objects.select_related("user", "park", "party").get(user__username=username)
    return Actor(one.user, one, "session", "127.0.0.1", fresh=True)


@pytest.fixture
def small(db: None) -> Park:
    return Park.objects.order_by("id")[0]


@pytest.fixture
def case(db: None) -> Park:
    return Park.objects.order_by("id")[1]


@pytest.fixture
def as_origin(small: Park) -> Iterator[Actor]:
    one = actor("origin-finance")
    assert one.scope is not None
    with acting_for(one.scope):
        yield one


def browser_of(username: str, *, fresh: bool = True) -> Client:
    """A browser of who is signed in; fresh: and has lately confirmed that it is he."""
    client = Client(HTTP_HOST="localhost")
    user = actor_user(username)
    client.force_login(user, backend=SIGNED_IN)
    if fresh:
        session = client.session
        said = {"method": "password", "at": time.time(), "reauthenticated": True}
        session["account_authentication_methods"] = [said]
        session["account_authentication_methods_user"] = str(user.pk)
        session.save()
    return client


def actor_user(username: str):  # type: ignore[no-untyped-def]
    return Membership.objects.select_related("user").get(user__username=username).user
