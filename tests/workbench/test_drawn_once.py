"""Pages are drawn once for all who see the same, and anew once anything is done."""

import re
from datetime import timedelta
from html import escape
from urllib.parse import urlencode

import pytest
from django.core.cache import caches
from django.db.models import Sum
from django.test import Client

from feidi.workbench.accounts.models import Membership, User
from feidi.workbench.coordination.actions.tasks import NewTask, register
from feidi.workbench.coordination.forms import today
from feidi.workbench.coordination.models import Task
from feidi.workbench.coordination.models.tasks import OTHER
from feidi.workbench.imports.models import IMPORTED, RECEIPTS, Batch, ReceiptRow
from feidi.workbench.imports.queries import sums_by_tax
from feidi.workbench.pages import keeping
from feidi.workbench.parks.models import Park
from feidi.workbench.projects.models import Project
from feidi.workbench.scope.acting import everything
from feidi.workbench.settlements.models import Run
from workbench.conftest import SIGNED_IN, browser_of
from workbench.coordinating import department
from workbench.story import acting

TASKS = "/coordination/tasks/"
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


class Drawn:
    """Counts how often a page is drawn."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.number, self._draw = 0, keeping._drawn
        monkeypatch.setattr(keeping, "_drawn", self)

    def __call__(self, *given: object) -> str:
        self.number += 1
        return self._draw(*given)  # type: ignore[arg-type]


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> Drawn:
    return Drawn(monkeypatch)


def registered(title: str) -> Task:
    own = department("host-office", "经发局")
    with acting("host-office") as one:
        new = NewTask(title, own, today() + timedelta(days=30), OTHER)
        return register(actor=one, new=new, day=today())


def colleague_of(username: str) -> Client:
    """A browser of another person of the same side and role."""
    with everything("a colleague is made"):
        own = Membership.objects.get(user__username=username)
        user = User.objects.create(username="colleague", must_change_password=False)
        Membership.objects.create(user=user, park=own.park, party=own.party, role=own.role)
    client = Client(HTTP_HOST="localhost")
    client.force_login(user, backend=SIGNED_IN)
    return client


def read(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_page_is_drawn_once_for_a_side_and_role(small: Park, drawn: Drawn) -> None:
    registered("第一件")
    first, second = browser_of("host-office"), colleague_of("host-office")
    assert "第一件" in read(first, TASKS)
    assert "第一件" in read(second, TASKS)
    assert drawn.number == 1
    read(first, f"{TASKS}?light=red")
    read(browser_of("origin-office"), TASKS)
    read(browser_of("host-investment"), TASKS)
    first.cookies["django_language"] = "en"
    assert "Supervised tasks" in read(first, TASKS)
    assert drawn.number == 5


def test_what_was_done_is_there_at_once(small: Park, drawn: Drawn) -> None:
    host, origin = browser_of("host-office"), browser_of("origin-office")
    for client in (host, origin):
        assert "第二件" not in read(client, TASKS)
    registered("第二件")
    for client in (host, origin):
        assert "第二件" in read(client, TASKS)
    assert drawn.number == 4


def test_the_form_of_a_drawn_page_is_that_of_who_asks(small: Park, drawn: Drawn) -> None:
    address = f"{TASKS}{registered('第三件').pk}/"
    own = Client(HTTP_HOST="localhost", enforce_csrf_checks=True)
    own.cookies = browser_of("host-office").cookies
    other = colleague_of("host-office")
    tokens = [TOKEN.findall(read(client, address)) for client in (own, other)]
    assert drawn.number == 1
    assert not set(tokens[0]) & set(tokens[1])
    assert keeping.TOKEN not in read(own, address)
    with everything("the version is looked up"):
        version = Task.objects.get().version
    step = {"version": version, "csrfmiddlewaretoken": tokens[1][-1]}
    assert own.post(f"{address}assign/", step).status_code == 403
    step["csrfmiddlewaretoken"] = TOKEN.findall(read(own, address))[-1]
    assert own.post(f"{address}assign/", step).status_code == 302


def test_what_is_no_longer_shown_is_gone_at_once(small: Park) -> None:
    own, other = browser_of("host-investment"), browser_of("origin-investment")
    said = {"name": "只给您看", "joint": "", "brought_by": "", "since": str(today())}
    own.post("/projects/new/", said)
    with everything("the project is looked up"):
        project = Project.objects.get(name="只给您看")
    at = f"/projects/{project.pk}/"
    assert "只给您看" not in read(other, "/projects/")

    def step(verb: str) -> None:
        with everything("the version is looked up"):
            version = Project.objects.get(pk=project.pk).version
        own.post(f"{at}{verb}/", {"version": version, "reason": "误公开"})

    step("share")
    for address in ("/projects/", at):
        assert "只给您看" in read(other, address)
    step("unshare")
    assert "只给您看" not in read(other, "/projects/")
    assert other.get(at).status_code == 404


@pytest.mark.parametrize("sign", ["\x1e", "\x1f", "{{ between }}"])
def test_nothing_typed_passes_for_a_sign_of_the_page(small: Park, sign: str) -> None:
    title = f"前{sign}后"
    registered(title)
    client = browser_of("host-office")
    for address in (TASKS, f"/search/?{urlencode({'q': title})}"):
        assert escape(title) in read(client, address)
        assert escape(title) in read(client, address)


def test_a_run_at_work_is_drawn_each_time(as_origin: object, drawn: Drawn) -> None:
    client, run = browser_of("origin-finance"), Run.objects.first()
    assert run is not None
    read(client, f"/settlements/{run.number}/")
    read(client, f"/settlements/{run.number}/")
    assert drawn.number == 1
    Run.objects.filter(pk=run.pk).update(state="running")
    caches["pages"].clear()
    read(client, f"/settlements/{run.number}/")
    read(client, f"/settlements/{run.number}/")
    assert drawn.number == 3


def test_the_bell_rings_no_more_once_all_is_read(small: Park) -> None:
    client = browser_of("origin-finance")
    assert 'class="unread"' in read(client, "/notifications/")
    client.post("/notifications/read/")
    assert 'class="unread"' not in read(client, "/notifications/")


def test_batches_know_what_their_rows_add_up_to(as_origin: object) -> None:
    rows = ReceiptRow.objects.order_by().values_list("tax").annotate(sum=Sum("amount"))
    assert sums_by_tax() == dict(rows) != {}
    for batch in Batch.objects.filter(table=RECEIPTS, state=IMPORTED):
        own = batch.rows.order_by().values_list("tax").annotate(sum=Sum("amount"))
        assert batch.by_tax == dict(own)
        assert sum(batch.by_tax.values()) == batch.total
