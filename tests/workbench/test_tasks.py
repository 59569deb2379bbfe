"""A task is worked on by one side and closed by the other; each refusal leaves it as it was."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from feidi.coordinate import light_on
from feidi.workbench.accounts.actor import NotAllowed
from feidi.workbench.actions import Refusal, Stale
from feidi.workbench.audit.history import history
from feidi.workbench.coordination.actions.supervising import Later
from feidi.workbench.coordination.actions.tasks import NewTask, accept, instruct, register, sign
from feidi.workbench.coordination.demo import demo_coordination
from feidi.workbench.coordination.meetings_waiting import of_meetings
from feidi.workbench.coordination.models import Extension, Minutes, Remark, Task
from feidi.workbench.coordination.models.tasks import DECISION, INSTRUCTION, OTHER
from feidi.workbench.coordination.task_lists import open_on
from feidi.workbench.notifications.models import Notification
from feidi.workbench.parks.models import Park
from feidi.workbench.parks.queries import keyholders
from workbench.coordinating import DAY, DUE, after, completed, department, done, registered
from workbench.story import acting


def test_a_task_goes_from_one_side_to_the_other_and_is_closed(small: Park) -> None:
    task = registered()
    assert (task.state, task.number, task.first_due) == ("registered", 1, DUE)
    assert done("host-leader", "assign", task).assigned_on == DAY
    assert done("host-office", "sign", task, after(1)).signed_on == after(1)
    assert done("host-office", "report", task, after(5), text="线路已勘察").state == "reported"
    task = done("host-office", "complete", task, after(9), text="已通电，见验收单")
    assert (task.state, task.completed_on) == ("checking", after(9))
    task = done("origin-office", "accept", task, after(10), text="")
    assert (task.state, task.closed_on) == ("closed", after(10))
    with acting("origin-finance"):
        told = [one.event.verb for one in history("coordination.task", str(task.pk))]
        kinds = list(Remark.objects.filter(task=task).values_list("kind", flat=True))
    steps = ["register", "assign", "sign", "report", "complete", "accept"]
    assert told[::-1] == [f"coordination.{step}" for step in steps]
    assert kinds == ["report", "completion", "accepted"]


def test_nobody_closes_his_own_task(small: Park) -> None:
    task = completed()
    for username in ("host-office", "host-leader"):
        with pytest.raises(Refusal, match="另一方核查"):
            done(username, "accept", task, text="")
    with acting("origin-finance"):
        assert Task.objects.get(pk=task.pk).state == "checking"


def test_what_is_sent_back_is_open_again_and_its_lateness_counts(small: Park) -> None:
    task = completed(after(9))
    with pytest.raises(Refusal, match="原因"):
        done("origin-office", "send_back", task, after(11), text=" ")
    task = done("origin-office", "send_back", task, after(11), text="没有验收单")
    assert (task.state, task.completed_on, task.reported_on) == ("reported", None, after(9))
    assert light_on(date(2031, 5, 21), task.dates).colour == "red"


def test_a_closed_task_is_reopened_with_a_reason(small: Park) -> None:
    task = done("origin-office", "accept", completed(), text="")
    with pytest.raises(Refusal, match="原因"):
        done("host-office", "reopen", task, text="")
    task = done("origin-leader", "reopen", task, after(30), text="再次停电")
    assert (task.state, task.closed_on, task.completed_on) == ("reported", None, None)
    assert light_on(after(30), task.dates).colour == "red"


def test_only_the_side_in_charge_signs_and_reports(small: Park) -> None:
    task = done("host-office", "assign", registered(role="park"))
    for username in ("origin-office", "origin-park", "host-land"):
        with pytest.raises(Refusal, match="承办一方"):
            done(username, "sign", task)
    assert done("host-park", "sign", task).state == "signed"
    with pytest.raises(Refusal, match="承办一方"):
        done("origin-park", "report", task, text="x")
    with pytest.raises(Refusal, match="办到什么程度"):
        done("host-park", "report", task, text="  ")


def test_the_other_side_does_not_assign_for_it(small: Park) -> None:
    task = registered(by="origin-office")
    with pytest.raises(Refusal, match="自己交办"):
        done("origin-office", "assign", task)
    assert done("host-office", "assign", task).state == "assigned"


@pytest.mark.parametrize(
    ("verb", "given"),
    [
        ("sign", {}),
        ("report", {"text": "x"}),
        ("complete", {"text": "x"}),
        ("accept", {"text": ""}),
        ("send_back", {"text": "x"}),
        ("reopen", {"text": "x"}),
    ],
)
def test_no_step_is_jumped(small: Park, verb: str, given: dict[str, Any]) -> None:
    task = registered()
    with pytest.raises(Refusal, match="任务现在是“立项”"):
        done("host-office", verb, task, **given)
    with acting("host-office"):
        assert Task.objects.get(pk=task.pk).version == task.version


def test_a_task_is_registered_with_sense_or_not_at_all(small: Park) -> None:
    own, other = department("host-office", "甲"), department("origin-office", "乙")
    with acting("host-office") as one:

        def refused(match: str, **given: object) -> None:
            new = {"title": "x", "department": own, "due": DUE, "source": OTHER, **given}
            with pytest.raises(Refusal, match=match):
                register(actor=one, new=NewTask(**new), day=DAY)  # type: ignore[arg-type]

        refused("办什么事", title=" ")
        refused("早于今天", due=date(2031, 4, 30))
        refused("来源", source=DECISION)
        refused("来源", source=INSTRUCTION)
        refused("另一方", counterpart=own)
        refused("岗位", role="system")
        refused("不是本站的页面", about="https://elsewhere.example/")
        refused("不是本站的页面", about="//elsewhere.example/")
        refused("不是本站的页面", about="/no/such/page/")
        new = NewTask("x", own, DUE, OTHER, counterpart=other, about="/settlements/1/?year=2031")
        assert register(actor=one, new=new, day=DAY).about == "/settlements/1/?year=2031"


def test_a_leaders_words_become_a_task(small: Park) -> None:
    own, other = department("host-office", "甲"), department("origin-office", "乙")
    with acting("host-leader") as one:
        task = instruct(actor=one, new=NewTask("x", own, DUE, INSTRUCTION, basis="请速办"), day=DAY)
        assert (task.state, task.source, task.basis) == ("assigned", "instruction", "请速办")
        there = NewTask("x", other, DUE, INSTRUCTION, basis="请对方支持")
        assert instruct(actor=one, new=there, day=DAY).state == "registered"
        with pytest.raises(Refusal, match="批示内容"):
            instruct(actor=one, new=NewTask("x", own, DUE, INSTRUCTION), day=DAY)
    with acting("host-office") as one, pytest.raises(NotAllowed):
        instruct(actor=one, new=NewTask("x", own, DUE, INSTRUCTION, basis="x"), day=DAY)


def test_a_chase_is_once_a_day_from_each_side(small: Park) -> None:
    task = done("host-office", "assign", registered())
    done("origin-office", "chase", task, text="")
    with pytest.raises(Refusal, match="今天已经催办"):
        done("origin-leader", "chase", task, text="快")
    done("host-office", "chase", task, text="请报进展")
    done("origin-office", "chase", task, after(1), text="")
    with acting("host-office"):
        said = list(Remark.objects.filter(task=task, kind="chase").values_list("text", flat=True))
    assert said == ["请抓紧办理并反馈进展", "请报进展", "请抓紧办理并反馈进展"]
    with pytest.raises(Refusal, match="不用催办"):
        done("origin-office", "chase", completed(), text="")


def test_more_time_is_granted_by_the_other_side_and_the_old_day_kept(small: Park) -> None:
    task = done("host-office", "assign", registered())
    for later in (None, DUE, DAY):
        with pytest.raises(Refusal, match="晚于"):
            done("host-office", "ask_extension", task, later=Later(later, "雨季"))
    with pytest.raises(Refusal, match="承办一方"):
        done("origin-office", "ask_extension", task, later=Later(date(2031, 6, 1), "雨季"))
    done("host-office", "ask_extension", task, later=Later(date(2031, 6, 1), "雨季"))
    with pytest.raises(Refusal, match="已有延期"):
        done("host-office", "ask_extension", task, later=Later(date(2031, 7, 1), "雨季"))
    with pytest.raises(Refusal, match="另一方"):
        done("host-leader", "grant_extension", task, text="")
    task = done("origin-office", "grant_extension", task, after(2), text="同意")
    assert (task.due, task.first_due) == (date(2031, 6, 1), DUE)
    with acting("origin-office"):
        asked = Extension.objects.get(task=task)
        assert (asked.old_due, asked.new_due, asked.state) == (DUE, task.due, "granted")
    with pytest.raises(Refusal, match="没有待答复"):
        done("origin-office", "grant_extension", task, text="")


def test_refused_time_changes_nothing_and_is_explained(small: Park) -> None:
    task = done("host-office", "assign", registered())
    done("host-office", "sign", task)
    done("host-office", "ask_extension", task, later=Later(date(2031, 6, 1), "雨季"))
    with pytest.raises(Refusal, match="还没有答复"):
        done("host-office", "complete", task, text="x")
    with pytest.raises(Refusal, match="原因"):
        done("origin-office", "refuse_extension", task, text="")
    assert done("origin-office", "refuse_extension", task, text="不能再拖").due == DUE


def test_a_note_is_read_by_the_own_side_only(small: Park) -> None:
    task = registered()
    done("host-land", "note", task, text="内部口径")
    done("host-land", "comment", task, text="公开意见")
    with acting("origin-office"):
        assert list(Remark.objects.filter(task=task).values_list("text", flat=True)) == ["公开意见"]
        assert "内部" not in str([one.event.name for one in history()])
    with acting("host-duty"):
        assert Remark.objects.filter(task=task).count() == 2


def test_of_two_who_act_at_once_the_second_is_told(small: Park) -> None:
    task = completed()
    seen = task.version
    with acting("origin-office") as one:
        accept(actor=one, task=task, version=seen, text="", day=DAY)
    with acting("origin-leader") as two, pytest.raises(Stale):
        accept(actor=two, task=task, version=seen, text="", day=DAY)
    other = registered()
    seen = other.version
    done("host-office", "assign", other)
    with acting("host-office") as one, pytest.raises(Stale):
        sign(actor=one, task=other, version=seen, day=DAY)


def test_those_who_have_to_act_are_told(small: Park) -> None:
    task = registered(by="origin-office", role="park")
    done("host-office", "assign", task)
    done("origin-office", "chase", task, text="快")
    done("host-park", "sign", task)
    done("host-park", "complete", task, text="已通电")
    done("origin-office", "accept", task, text="")
    with acting("host-park"):
        rows = Notification.objects.filter(kind="coordination.task", role="park").order_by("id")
        told = [row.zh.split(task.title)[0].split("督办")[0] for row in rows]
        assert [row.address for row in rows] == [task.get_absolute_url()] * 4
        assert ["新立" in told[0], "交办" in told[1], "催办" in rows[2].zh] == [True] * 3
        assert "已销号" in rows[3].zh
    with acting("origin-office"):
        watched = Notification.objects.filter(kind="coordination.task")
        assert {row.zh for row in watched} == {f"{task} 已报完成，请核查"}


def test_two_tasks_never_have_one_number(small: Park) -> None:
    first, second = registered(), registered()
    assert (first.number, second.number) == (1, 2)
    with acting("host-office"), pytest.raises(IntegrityError), transaction.atomic():
        Task.objects.filter(pk=second.pk).update(number=1)


def test_the_demo_has_every_light_on_the_day_it_is_made(case: Park) -> None:
    demo_coordination(case, DAY)
    with acting("case-host-office") as one:
        rows = open_on(DAY)
        lights = [row.light.colour for row in rows]
        assert lights == ["red", "yellow", "yellow", "green", "green"]
        assert all("示例" in row.task.title for row in rows)
        assert Task.objects.filter(state="closed").count() == 1
        assert Minutes.objects.get().state == "binding"
        assert [w.mine for w in of_meetings(one, keyholders(case.pk))] == [True]


def test_a_task_is_read_whole_only_where_it_is_shown(
    case: Park, django_assert_num_queries: Any
) -> None:
    demo_coordination(case, DAY)
    with acting("case-host-office"):
        rows = open_on(DAY)
        with django_assert_num_queries(0):
            assert len(rows) == 5
            assert [len(rows.of(one)) for one in ("red", "yellow", "green", "out")] == [1, 2, 2, 0]
            assert len(rows.since(DAY + timedelta(days=1))) == 0
        with django_assert_num_queries(1):
            assert [one.light.colour for one in rows[1:3]] == ["yellow", "yellow"]
        assert rows[0].task.title == next(iter(rows)).task.title
        side = rows[0].task.side_id
        assert {one.task.side_id for one in rows.of(side=side)} == {side}
