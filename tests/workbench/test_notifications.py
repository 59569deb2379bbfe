"""People are told inside the site, each what is his to know; reading is one's own affair."""

import pytest
from django.test import Client

from feidi.quantities.words import Words
from feidi.workbench.accounts.actor import Actor
from feidi.workbench.accounts.roles import IMPORT
from feidi.workbench.actions import action
from feidi.workbench.agreements.actions import confirm as confirm_text
from feidi.workbench.agreements.actions import draft, propose
from feidi.workbench.agreements.models import Text
from feidi.workbench.audit.models import Event
from feidi.workbench.audit.recording import Entry
from feidi.workbench.imports.actions import undo
from feidi.workbench.imports.models import Batch
from feidi.workbench.notifications.models import Notification, Reading
from feidi.workbench.notifications.queries import told_to, unread
from feidi.workbench.notifications.telling import notify
from feidi.workbench.parks.models import Park
from feidi.workbench.scope.acting import everything
from feidi.workbench.settlements.actions import dispute
from feidi.workbench.settlements.models import Statement, Total
from workbench.conftest import EXAMPLES, browser_of
from workbench.story import acting, brought, confirmed, put_forward, settled

ROWS = "20,A,增值税,2032Q3,2033-02-01,100.00,入库,\n"


def told(username: str) -> list[str]:
    with acting(username) as one:
        return [row.zh for row in unread(one)]


@pytest.mark.slow
def test_a_statement_is_told_to_those_who_must_answer(small: Park) -> None:
    before = len(told("origin-finance"))
    run = settled("origin-finance")
    assert len(told("origin-finance")) == before + 1
    key = put_forward("host-finance", run, 2031).pk
    assert "2031 年度结算书已提交，请逐行确认" in told("origin-finance")
    assert "2031 年度结算书已提交，请逐行确认" not in told("host-finance")
    assert not any("2031" in said for said in told("origin-land"))
    with acting("origin-finance") as one:
        statement = Statement.objects.get(pk=key)
        line = Total.objects.filter(run=run, year=2031)[0]
        version = statement.version
        dispute(actor=one, statement=statement, version=version, total=line, reason="先核退库")
    assert "2031 年度结算书有一行被提出异议：先核退库" in told("host-finance")
    confirmed("host-finance", key)
    assert "对方确认了 2031 年度结算书" in told("origin-finance")
    confirmed("origin-finance", key)
    posted = "2031 年度结算书双方已确认，已过账"
    assert posted in told("host-finance")
    assert posted in told("host-leader")
    assert posted not in told("origin-finance")  # his own act


def test_a_text_is_told_to_the_other_leader_and_then_to_both(small: Park) -> None:
    with acting("origin-finance") as one:
        content = (EXAMPLES / "two-clause-park" / "agreement.md").read_bytes() + b"\n"
        text = draft(actor=one, name="agreement.md", content=content)
        assert not Notification.objects.filter(kind="agreements.text").exists()
        propose(actor=one, text=text, version=text.version)
    assert any("已提交，请确认" in said for said in told("host-leader"))
    assert not any("已提交，请确认" in said for said in told("host-finance"))
    for side in ("host-leader", "origin-leader"):
        with acting(side) as one:
            now = Text.objects.get(pk=text.pk)
            confirm_text(actor=one, text=now, version=now.version, seen=now.fingerprint)
    assert any("对方确认了" in said for said in told("origin-leader"))
    assert any("已生效" in said for said in told("host-office"))


def test_an_undone_import_is_told_to_the_other_side(small: Park) -> None:
    batch = brought("host-finance", ROWS)
    with acting("host-finance") as one:
        undo(actor=one, batch=batch, version=batch.version, reason="重复报送")
    assert "对方撤销了导入“more.csv”：重复报送" in told("origin-finance")


@action("test.tells", Words("试", "try"), IMPORT)
def _tells_then_fails(entry: Entry, *, actor: Actor, batch: Batch) -> None:
    notify(batch, Words("不该有的", "not to be"), actor=actor)
    message = "after it was told"
    raise RuntimeError(message)


def test_nothing_is_told_of_what_was_undone_by_an_error(small: Park) -> None:
    before = told("origin-finance")
    with acting("host-finance") as one:
        batch = brought("host-finance", ROWS)
        with pytest.raises(RuntimeError, match="after"):
            _tells_then_fails(actor=one, batch=batch)
    assert told("origin-finance") == before


def test_what_is_about_an_own_row_is_never_told_to_the_other_side(small: Park) -> None:
    with acting("origin-finance") as one:
        content = (EXAMPLES / "two-clause-park" / "agreement.md").read_bytes()
        text = draft(actor=one, name="agreement.md", content=content)
        assert notify(text, Words("草稿", "a draft"), actor=one) == 1
    assert "草稿" in told("origin-policy")
    assert "草稿" not in told("host-policy")


def opened(client: Client, username: str) -> Client:
    with acting(username) as one:
        key = told_to(one)[0].pk
    answer = client.post(f"/notifications/{key}/open/")
    assert answer.status_code == 302
    assert client.get(answer["Location"]).status_code == 200
    return client


@pytest.mark.slow
def test_reading_is_ones_own_state_and_no_act_of_the_side(small: Park) -> None:
    run = settled("host-finance")
    put_forward("host-finance", run, 2031)
    with everything("the test counts all rows"):
        before = Event.objects.count()
    client = browser_of("origin-finance")
    count = len(told("origin-finance"))
    bell = f'<span class="number some">{count}</span>'
    assert bell in client.get("/").content.decode()
    opened(client, "origin-finance")
    assert len(told("origin-finance")) == count - 1
    client.post("/notifications/read/")
    assert told("origin-finance") == []
    assert "没有未读消息" in client.get("/notifications/?only=unread").content.decode()
    with everything("the test counts all rows"):
        assert Event.objects.count() == before
        assert Reading.objects.count() == count
    with acting("origin-finance") as one:
        key = told_to(one)[0].pk
    assert browser_of("host-finance").post(f"/notifications/{key}/open/").status_code == 404
    assert client.get(f"/notifications/{key}/open/").status_code == 405
