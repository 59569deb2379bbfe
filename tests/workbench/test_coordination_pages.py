"""What the forms of coordination do, and what they say to what cannot be done."""

from datetime import timedelta

import pytest
from django.test import Client

from feidi.workbench.coordination.actions.tasks import NewTask, register
from feidi.workbench.coordination.forms import today
from feidi.workbench.coordination.models import Extension, Matter, Meeting, Minutes, Series, Task
from feidi.workbench.coordination.models.tasks import OTHER
from feidi.workbench.parks.models import Park
from workbench.conftest import browser_of
from workbench.coordinating import department, proposed_minutes
from workbench.story import acting

TASKS, MEETINGS = "/coordination/tasks/", "/coordination/meetings/"


def posted(client: Client, address: str, **said: object) -> str:
    """The page a form leads to."""
    return client.post(address, said, follow=True).content.decode()


@pytest.mark.slow
def test_a_task_is_registered_worked_on_and_closed_by_forms(small: Park) -> None:
    own, due = department("host-office", "经发局"), today() + timedelta(days=30)
    host, origin = browser_of("host-office"), browser_of("origin-office")
    form = {"title": "修路", "department": own.pk, "due": str(due), "source": "other",
            "role": "joint"}  # fmt: skip
    refused = host.post(f"{TASKS}new/", {**form, "title": " "})
    assert refused.status_code == 409
    assert "办什么事" in refused.content.decode()
    assert "已立项" in posted(host, f"{TASKS}new/", **form)
    with acting("host-office"):
        key = Task.objects.get().pk

    def step(client: Client, verb: str, **said: object) -> str:
        with acting("host-office"):
            version = Task.objects.get(pk=key).version
        return posted(client, f"{TASKS}{key}/{verb}/", version=version, **said)

    assert "由承办一方自己交办" in step(origin, "assign")
    step(host, "assign")
    step(host, "sign")
    later = due + timedelta(days=9)
    assert "晚于" in step(host, "extend", until="never", text="雨")
    step(host, "extend", until=str(later), text="雨")
    step(origin, "grant", text="可以")
    step(host, "report", text="开工")
    step(host, "complete", text="通车")
    assert "不能自己销号" in step(host, "accept", text="")
    assert "已销号" in step(origin, "accept", text="属实")
    with acting("host-office"):
        task = Task.objects.get(pk=key)
        assert (task.state, task.due, task.first_due) == ("closed", later, due)
        assert Extension.objects.get().state == "granted"
    assert host.post(f"{TASKS}{key}/burn/", {"version": 1}).status_code == 404
    assert "修路" in host.get(f"{TASKS}?light=out").content.decode()
    assert "修路" not in host.get(f"{TASKS}?light=red").content.decode()


def test_a_stale_form_is_told_and_does_nothing(small: Park) -> None:
    own, due = department("host-office", "经发局"), today() + timedelta(days=30)
    host = browser_of("host-office")
    form = {"title": "修路", "department": own.pk, "due": str(due), "source": "other",
            "role": "joint"}  # fmt: skip
    posted(host, f"{TASKS}new/", **form)
    with acting("host-office"):
        key = Task.objects.get().pk
    assert "别人已经改动" in posted(host, f"{TASKS}{key}/assign/", version=9)
    with acting("host-office"):
        assert Task.objects.get(pk=key).state == "registered"


def test_only_leaders_instruct_and_finance_registers_nothing(small: Park) -> None:
    assert browser_of("host-office").get(f"{TASKS}instruct/").status_code == 403
    assert browser_of("host-finance").get(f"{TASKS}new/").status_code == 403
    assert browser_of("host-leader").get(f"{TASKS}instruct/").status_code == 200


def test_a_meeting_is_called_and_its_agenda_made_by_forms(small: Park) -> None:
    own = department("host-office", "经发局")
    host, origin = browser_of("host-office"), browser_of("origin-office")
    with acting("host-office") as one:
        convener = one.at[1].pk
    assert host.post(f"{MEETINGS}series/new/", {"name": "联席会议"}).status_code == 409
    form = {"name": "联席会议", "rhythm": "monthly", "convener": convener, "members": own.pk}
    assert "经发局" in posted(host, f"{MEETINGS}series/new/", **form)
    with acting("host-office"):
        series = Series.objects.get()
    at = f"{MEETINGS}series/{series.pk}/"
    assert "召集方" in posted(origin, f"{at}call/", version=1, day=str(today()))
    assert "写明" in posted(host, f"{at}call/", version=1, day="someday")
    posted(host, f"{at}change/", version=1, rhythm="weekly", place="甲处", members="")
    posted(host, f"{at}call/", version=2, day=str(today()))
    with acting("host-office"):
        meeting = Meeting.objects.get()
        assert (meeting.place, Series.objects.get().rhythm) == ("甲处", "weekly")
    page = posted(host, f"{MEETINGS}{meeting.pk}/item/", title="供电", about="/nowhere/")
    assert "不是本站的页面" in page
    assert "本方的议题草稿" in posted(host, f"{MEETINGS}{meeting.pk}/item/", title="供电")
    assert "供电" not in origin.get(f"{MEETINGS}{meeting.pk}/").content.decode()
    assert "会议材料" in host.get(f"{MEETINGS}{meeting.pk}/pack/").content.decode()


def test_minutes_are_sent_back_and_a_paper_pack_holds_the_last_ones(small: Park) -> None:
    minutes = proposed_minutes("host-office", "origin-office")
    at = f"{MEETINGS}minutes/{minutes.pk}/"
    origin = browser_of("origin-office")
    assert "指纹与所见" in posted(origin, f"{at}confirm/", version=minutes.version, seen="0")
    posted(origin, f"{at}return/", version=minutes.version, text="期限不对")
    with acting("origin-office"):
        assert Minutes.objects.get(pk=minutes.pk).state == "returned"
    assert browser_of("origin-finance").post(f"{at}confirm/", {}).status_code == 403


def test_duties_are_marked_by_forms_and_suggest_departments(small: Park) -> None:
    host = browser_of("host-office")
    posted(host, "/coordination/duties/", what="department", name="经发局")
    posted(host, "/coordination/duties/", what="matter", name="用地保障")
    own = department("host-office", "经发局")
    with acting("host-office"):
        matter = Matter.objects.get()
    mark = {"what": "mark", "matter": matter.pk, "department": own.pk, "mark": "lead"}
    assert "mark lead" in posted(host, "/coordination/duties/", **mark)
    suggested = host.get(f"{TASKS}new/?matter={matter.pk}").content.decode()
    assert f'<option value="{own.pk}" selected>' in suggested
    assert host.post("/coordination/duties/", {"what": "burn"}).status_code == 404
    assert browser_of("host-land").post("/coordination/duties/", mark).status_code == 403


def test_long_lists_of_tasks_come_by_pages_and_the_week_whole_on_demand(small: Park) -> None:
    own = department("host-office", "经发局")
    host = browser_of("host-office")
    with acting("host-office") as one:
        for number in range(30):
            new = NewTask(f"第 {number:02} 项", own, today() + timedelta(days=3), OTHER)
            register(actor=one, new=new, day=today())
    for address, rows in ((TASKS, 25), (f"{TASKS}?page=2", 5), (f"{TASKS}mine/", 25)):
        assert host.get(address).content.decode().count("项</strong>") == rows
    week = host.get(f"{TASKS}weekly/").content.decode()
    assert week.count("项</strong>") == 25 * 2
    assert "列出全部 30 件" in week
    week = host.get(f"{TASKS}weekly/?all=1").content.decode()
    assert week.count("项</strong>") == 30 * 2
    assert "列出全部" not in week
    assert host.get(f"{TASKS}?q=第 07").content.decode().count("项</strong>") == 1
    assert host.get(f"{TASKS}?q=经发局&page=2").content.decode().count("项</strong>") == 5
    assert host.get(f"{TASKS}?source=project").content.decode().count("项</strong>") == 0
