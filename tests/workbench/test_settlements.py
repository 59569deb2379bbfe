"""A settlement from the receipts to both keys, and what comes late."""

import io
import zipfile
from pathlib import Path

import pytest

from feidi.folder import post, read_folder, settle
from feidi.report.to_json import dumps, settlement_json
from feidi.workbench.accounts.models import Membership
from feidi.workbench.actions import Refusal, Stale
from feidi.workbench.audit.models import Event
from feidi.workbench.parks.models import Park
from feidi.workbench.scope.acting import everything
from feidi.workbench.settlements.actions import confirm, dispute
from feidi.workbench.settlements.models import Correction, Line, Mark, Run, Statement, Total
from feidi.workbench.settlements.queries import receipts_behind, statement_view
from feidi.workbench.stored.models import StoredFile
from workbench.conftest import EXAMPLES, browser_of
from workbench.story import acting, brought, confirmed, put_forward, settled

LATE = "99,A,增值税,2031Q1,2033-03-01,-10000.00,退库,\n"


@pytest.mark.parametrize(("index", "name"), [(0, "two-clause-park"), (1, "zhouqu-lanzhou")])
def test_a_run_is_byte_for_byte_what_the_command_line_prints(
    db: None, index: int, name: str
) -> None:
    with everything("the test looks at both parks"):
        run = Run.objects.order_by("park")[index]
        assert run.result == dumps(settlement_json(settle(EXAMPLES / name)))


@pytest.mark.slow
@pytest.mark.parametrize(("index", "name"), [(0, "two-clause-park"), (1, "zhouqu-lanzhou")])
def test_the_rows_behind_every_posting_are_those_of_the_folder(
    db: None, index: int, name: str
) -> None:
    folder = read_folder(EXAMPLES / name)
    postings = settle(folder).postings
    with everything("the test looks at both parks"):
        run = Run.objects.order_by("park")[index]
        lines = list(Line.objects.filter(run=run))
        assert len(lines) == len(postings)
        looked = 0
        for line, posting in zip(lines, postings, strict=True):
            wanted = {row.id for row in folder.receipts_of(posting, run.known_at)}
            if posting.kind not in ("correction", "posted") and wanted:
                found = {row.code for row in receipts_behind(line)}
                assert found == wanted, posting
                looked += 1
        assert looked >= 2


@pytest.mark.slow
def test_both_confirm_and_the_year_is_posted_as_the_command_line_would(
    small: Park, tmp_path: Path
) -> None:
    run = settled("origin-finance")
    statement = put_forward("origin-finance", run, 2031)
    assert confirmed("origin-finance", statement.pk).state == "open"
    done = confirmed("host-finance", statement.pk)
    assert done.state == "posted"
    folder = read_folder(EXAMPLES / "two-clause-park")
    import shutil

    copy = shutil.copytree(EXAMPLES / "two-clause-park", tmp_path / "park")
    folder = read_folder(copy)
    by_hand = post(folder, 2031, settle(folder))
    with acting("host-finance"):
        stored = StoredFile.objects.get(pk=done.file_id)
        assert bytes(stored.content) == by_hand.read_bytes()
        assert stored.name == str(by_hand.relative_to(copy.resolve()))
    with pytest.raises(Refusal):
        confirmed("host-finance", statement.pk)


@pytest.mark.slow
def test_a_late_refund_is_corrected_in_the_next_settlement(small: Park) -> None:
    run = settled("origin-finance")
    statement = put_forward("host-finance", run, 2031)
    for side in ("host-finance", "origin-finance"):
        confirmed(side, statement.pk)
    brought("host-finance", LATE)
    later = settled("host-finance")
    with acting("origin-finance"):
        found = list(Correction.objects.filter(run=later))
        assert {(c.year, c.settled_with) for c in found} == {(2031, 2032)}
        assert {code for c in found for code in c.receipts} == {"99"}
        assert sum(c.difference for c in found) == -1_000_000
        total = Total.objects.get(run=later, year=2031, account="飞出地")
        assert total.amount == Total.objects.get(run=run, year=2031, account="飞出地").amount
    page = browser_of("origin-finance").get(
        f"/settlements/{later.number}/corrections/{found[0].pk}/"
    )
    assert b">99<" in page.content


@pytest.mark.slow
def test_a_disputed_line_stands_in_the_way_until_it_is_settled(small: Park) -> None:
    run = settled("origin-finance")
    key = put_forward("origin-finance", run, 2031).pk
    with acting("host-finance") as host:
        statement = Statement.objects.get(pk=key)
        line = Total.objects.filter(run=run, year=2031)[0]
        with pytest.raises(Refusal, match="理由"):
            dispute(actor=host, statement=statement, version=1, total=line, reason=" ")
        statement = Statement.objects.get(pk=key)
        dispute(
            actor=host,
            statement=statement,
            version=statement.version,
            total=line,
            reason="退库漏记",
        )
        view = statement_view(Statement.objects.get(pk=key), host.at[1].pk)
        assert [d.reason for d in view.disputes] == ["退库漏记"]
        assert len(view.waits) == 2
    confirmed("origin-finance", key)
    with acting("origin-finance"):
        assert Statement.objects.get(pk=key).state == "open"
    assert confirmed("host-finance", key).state == "posted"


@pytest.mark.slow
def test_of_two_who_confirm_at_once_the_second_is_told(small: Park) -> None:
    run = settled("origin-finance")
    key = put_forward("origin-finance", run, 2031).pk
    confirmed("origin-finance", key)
    with acting("host-finance") as host:
        shown = Statement.objects.get(pk=key).version
        line = Total.objects.filter(run=run, year=2031)[0]
        one = Statement.objects.get(pk=key)
        dispute(actor=host, statement=one, version=shown, total=line, reason="先核对")
        other = Statement.objects.get(pk=key)
        with pytest.raises(Stale):
            confirm(actor=host, statement=other, version=shown, seen=run.result_sha256)
        assert Mark.objects.filter(statement=key, party=host.at[1]).count() == 1


@pytest.mark.slow
def test_figures_that_are_no_longer_those_of_the_data_are_not_posted(small: Park) -> None:
    run = settled("origin-finance")
    key = put_forward("origin-finance", run, 2031).pk
    confirmed("origin-finance", key)
    brought("host-finance", "98,A,增值税,2031Q1,2032-01-01,500.00,入库,\n")
    with everything("the test counts all rows"):
        before = Event.objects.count()
    with pytest.raises(Refusal, match="重算"):
        confirmed("host-finance", key)
    with everything("the test counts all rows"):
        assert Event.objects.count() == before  # nothing of the attempt is left
        assert Mark.objects.filter(statement=key).values("party").distinct().count() == 1


def test_a_year_that_is_posted_or_runs_on_is_not_put_forward(case: Park, small: Park) -> None:
    with acting("case-host-finance"):
        run = Run.objects.get()
    with pytest.raises(Refusal, match="已经过账"):
        put_forward("case-host-finance", run, 2024)


@pytest.mark.slow
def test_leaders_read_and_only_finance_confirms(small: Park) -> None:
    run = settled("origin-finance")
    key = put_forward("origin-finance", run, 2031).pk
    leader = browser_of("host-leader")
    assert leader.get(f"/settlements/years/{key}/").status_code == 200
    answer = leader.post(
        f"/settlements/years/{key}/confirm/", {"version": 1, "seen": run.result_sha256}
    )
    assert answer.status_code == 403
    with acting("host-leader"):
        assert not Mark.objects.filter(statement=key).exists()


@pytest.mark.slow
def test_the_papers_of_a_statement(small: Park) -> None:
    run = settled("origin-finance")
    statement = put_forward("origin-finance", run, 2031)
    client = browser_of("host-finance")
    pdf = client.get(f"/settlements/years/{statement.pk}/statement.pdf")
    assert pdf.content.startswith(b"%PDF")
    assert "attachment" in pdf["Content-Disposition"]
    again = client.get(f"/settlements/years/{statement.pk}/statement.pdf")
    assert again.content == pdf.content
    book = client.get(f"/settlements/{run.number}/paper.xlsx").content
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        said = b"".join(archive.read(n) for n in archive.namelist())
    assert run.fingerprint.encode() in said


def test_a_run_that_cannot_be_settled_says_why_and_can_be_tried_again(small: Park) -> None:
    with everything("the test takes the roster away"):
        StoredFile.objects.filter(park=small, name__contains="receipts").update(current=False)
    client = browser_of("origin-finance")
    answer = client.post("/settlements/", {"known_at": ""})
    assert answer.status_code == 302
    with everything("the test plays the worker"):
        run = Run.objects.filter(park=small).order_by("-number")[0]
        assert run.state == "queued"
        from feidi.workbench.settlements.tasks import compute

        assert compute.func(run.pk) == "refused"
        run.refresh_from_db()
    page = client.get(answer["Location"])
    assert "没有入库数据" in page.content.decode()
    assert client.post(f"{answer['Location']}again/", {"version": run.version}).status_code == 302
    with everything("the test looks at the run"):
        assert Run.objects.get(pk=run.pk).state == "queued"


def test_a_person_acts_for_one_side_at_a_time_and_the_page_says_which(small: Park) -> None:
    client = browser_of("origin-finance")
    user = Membership.objects.get(user__username="origin-finance").user
    host = Membership.objects.get(user__username="host-finance")
    other = user.memberships.create(role="finance", park=host.park, party=host.party)
    assert "飞出地" in client.get("/").content.decode().split("</header>")[0]
    client.post("/acting/", {"membership": other.pk})
    top = client.get("/").content.decode().split("</header>")[0]
    assert f"{host.party} · 飞入地" in top
    answer = client.post("/acting/", {"membership": host.pk})  # another person's
    assert answer.status_code == 404
