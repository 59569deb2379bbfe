"""An agenda both sides agree to, minutes both sides confirm, decisions that become tasks."""

from datetime import date

import pytest

from feidi.workbench.actions import Refusal, Stale
from feidi.workbench.coordination.actions.agenda import (
    NewItem,
    agree,
    draft_item,
    edit_item,
    note_outcome,
    raise_item,
    submit_item,
    withdraw_item,
)
from feidi.workbench.coordination.actions.duties import add_matter, retire_department, set_duty
from feidi.workbench.coordination.actions.minutes import (
    confirm_minutes,
    decide,
    draft_minutes,
    drop,
    edit_minutes,
    propose_minutes,
    return_minutes,
)
from feidi.workbench.coordination.actions.series import (
    NewSeries,
    When,
    call,
    cancel,
    found,
    hold,
    move,
)
from feidi.workbench.coordination.actions.tasks import NewTask
from feidi.workbench.coordination.forms import leads_of
from feidi.workbench.coordination.models import (
    AgendaItem,
    Department,
    Matter,
    Meeting,
    Minutes,
    Series,
    Task,
)
from feidi.workbench.coordination.models.tasks import DECISION
from feidi.workbench.coordination.wording import agenda_text, print_of
from feidi.workbench.parks.models import Park
from workbench.coordinating import (
    DAY,
    DUE,
    after,
    agenda_of,
    called,
    department,
    done,
    held,
    proposed_minutes,
    series_of,
)
from workbench.story import acting

CONVENER, OTHER = "host-office", "origin-office"


def agreed_by(username: str, meeting: Meeting) -> Meeting:
    with acting(username) as one:
        now = Meeting.objects.get(pk=meeting.pk)
        seen = print_of(agenda_text(now))
        return agree(actor=one, meeting=now, version=now.version, seen=seen)


def turned(username: str, key: int, day: date = DAY) -> Minutes:
    with acting(username) as one:
        now = Minutes.objects.get(pk=key)
        seen = now.fingerprint
        return confirm_minutes(actor=one, minutes=now, version=now.version, seen=seen, day=day)


def test_a_series_is_founded_once_by_a_side_that_holds_a_key(small: Park) -> None:
    series = series_of(CONVENER)
    side = series.convener
    with acting(OTHER) as one:
        for new, match in (
            (NewSeries(series.name, "monthly", side), "同名"),
            (NewSeries("x", "hourly", side), "频次"),
            (NewSeries("x", "monthly", None), "召集方"),
        ):
            with pytest.raises(Refusal, match=match):
                found(actor=one, new=new)


def test_only_the_convener_calls_and_one_meeting_at_a_time(small: Park) -> None:
    series = series_of(CONVENER)
    with acting(OTHER) as one, pytest.raises(Refusal, match="召集方"):
        call(actor=one, series=series, version=series.version, when=When(DUE), day=DAY)
    with acting(CONVENER) as one, pytest.raises(Refusal, match="不早于今天"):
        call(actor=one, series=series, version=1, when=When(after(-1)), day=DAY)
    meeting = called(CONVENER, series)
    assert (meeting.number, meeting.place, meeting.state) == (1, "乙新区会议室", "gathering")
    with acting(CONVENER):
        now = Series.objects.get(pk=series.pk)
    with acting(CONVENER) as one, pytest.raises(Refusal, match="还没有召开"):
        call(actor=one, series=now, version=now.version, when=When(DUE), day=DAY)


def test_a_draft_item_is_seen_by_its_side_until_it_is_submitted(small: Park) -> None:
    meeting = called(CONVENER, series_of(CONVENER))
    with acting("origin-land") as one:
        item = draft_item(actor=one, meeting=meeting, new=NewItem("内部议题", about="/imports/"))
        edit_item(actor=one, item=item, version=1, new=NewItem("用地指标", "先议"))
    with acting(CONVENER):
        assert not AgendaItem.objects.filter(pk=item.pk).exists()
    with acting(OTHER) as one:
        submit_item(actor=one, item=item, version=2)
        with pytest.raises(Refusal, match="已提出"):
            edit_item(actor=one, item=item, version=3, new=NewItem("x"))
    with acting(CONVENER) as one:
        seen = AgendaItem.objects.get(pk=item.pk)
        assert (seen.title, seen.about, seen.order) == ("用地指标", "", 1)
        with pytest.raises(Refusal, match="对方的议题"):
            withdraw_item(actor=one, item=seen, version=seen.version)
    with acting(OTHER) as one:
        now = AgendaItem.objects.get(pk=item.pk)
        withdraw_item(actor=one, item=now, version=now.version)
        assert agenda_of(meeting) == []


def test_an_agenda_is_fixed_when_both_sides_agreed_to_the_same(small: Park) -> None:
    meeting = called(CONVENER, series_of(CONVENER))
    with acting(CONVENER) as one, pytest.raises(Refusal, match="还没有议题"):
        agree(actor=one, meeting=meeting, version=1, seen=print_of(agenda_text(meeting)))
    first = _item(OTHER, meeting, "甲事")
    assert agreed_by(CONVENER, meeting).state == "gathering"
    with pytest.raises(Refusal, match="已经同意"):
        agreed_by(CONVENER, meeting)
    with acting(OTHER):
        stale = print_of(agenda_text(meeting))
    _item(CONVENER, meeting, "乙事")
    with acting(OTHER):
        now = Meeting.objects.get(pk=meeting.pk)
    with acting(OTHER) as one, pytest.raises(Refusal, match="议程已有变化"):
        agree(actor=one, meeting=now, version=now.version, seen=stale)
    assert agreed_by(OTHER, meeting).state == "gathering"
    assert agreed_by(CONVENER, meeting).state == "agreed"
    with acting(OTHER) as one, pytest.raises(Refusal, match="议程已定"):
        withdraw_item(actor=one, item=first, version=AgendaItem.objects.get(pk=first.pk).version)


def _item(username: str, meeting: Meeting, title: str) -> AgendaItem:
    with acting(username) as one:
        item = draft_item(actor=one, meeting=meeting, new=NewItem(title))
        return submit_item(actor=one, item=item, version=item.version)


def test_the_convener_orders_the_agenda(small: Park) -> None:
    meeting = called(CONVENER, series_of(CONVENER))
    _item(OTHER, meeting, "甲事")
    second = _item(CONVENER, meeting, "乙事").pk

    def raised(username: str) -> None:
        with acting(username) as one:
            now = AgendaItem.objects.get(pk=second)
            raise_item(actor=one, item=now, version=now.version)

    with pytest.raises(Refusal, match="召集方"):
        raised(OTHER)
    raised(CONVENER)
    with pytest.raises(Refusal, match="最前面"):
        raised(CONVENER)
    assert agenda_of(meeting) == ["乙事", "甲事"]


def test_a_meeting_is_moved_with_a_new_agenda_or_cancelled_with_a_reason(small: Park) -> None:
    meeting = called(CONVENER, series_of(CONVENER))
    _item(OTHER, meeting, "甲事")
    agreed_by(CONVENER, meeting)
    agreed_by(OTHER, meeting)
    with acting(CONVENER) as one:
        now = Meeting.objects.get(pk=meeting.pk)
        with pytest.raises(Refusal, match="会议日期"):
            hold(actor=one, meeting=now, version=now.version, day=after(-1))
        now = Meeting.objects.get(pk=meeting.pk)
        moved = move(actor=one, meeting=now, version=now.version, when=When(after(3), "他处"))
        assert (moved.state, moved.day) == ("gathering", after(3))
        with pytest.raises(Refusal, match="原因"):
            cancel(actor=one, meeting=moved, version=moved.version, text="")
        now = Meeting.objects.get(pk=meeting.pk)
        assert cancel(actor=one, meeting=now, version=now.version, text="改期").state == "cancelled"


def test_minutes_bind_when_both_sides_confirmed_and_make_tasks(small: Park) -> None:
    minutes = proposed_minutes(CONVENER, OTHER)
    assert "决定\n1. 专线六月底前接入" in minutes.sealed
    assert turned(OTHER, minutes.pk).state == "proposed"
    with acting(OTHER):
        assert Task.objects.count() == 0
    minutes = turned(CONVENER, minutes.pk, after(2))
    assert (minutes.state, minutes.issue) == ("binding", 1)
    with acting(OTHER):
        task = Task.objects.get()
        assert (task.source, task.basis, task.registered_on) == (
            DECISION, "纪要第 1 号第 1 项", after(2),
        )  # fmt: skip
        assert str(task.department) == "乙新区经发局"
        assert Meeting.objects.get(pk=minutes.meeting_id).state == "confirmed"
    assert done(OTHER, "assign", task).state == "assigned"


def test_a_draft_of_minutes_is_seen_by_the_convener_only(small: Park) -> None:
    meeting = held(CONVENER, OTHER)
    with acting(OTHER) as one, pytest.raises(Refusal, match="召集方"):
        draft_minutes(actor=one, meeting=meeting, version=meeting.version)
    with acting(CONVENER) as one:
        now = Meeting.objects.get(pk=meeting.pk)
        minutes = draft_minutes(actor=one, meeting=now, version=now.version)
        with pytest.raises(Refusal, match="正在起草"):
            draft_minutes(actor=one, meeting=now, version=now.version)
        with pytest.raises(Refusal, match="纪要正文"):
            propose_minutes(actor=one, minutes=minutes, version=minutes.version)
    with acting(OTHER):
        assert Minutes.objects.count() == 0


def test_minutes_sent_back_are_drafted_anew_and_the_old_words_stay(small: Park) -> None:
    minutes = proposed_minutes(CONVENER, OTHER)
    turned(CONVENER, minutes.pk)
    with acting(OTHER) as one:
        now = Minutes.objects.get(pk=minutes.pk)
        with pytest.raises(Refusal, match="退回的原因"):
            return_minutes(actor=one, minutes=now, version=now.version, text="")
        now = Minutes.objects.get(pk=minutes.pk)
        return_minutes(actor=one, minutes=now, version=now.version, text="期限不对")
    with acting(CONVENER) as one:
        old = Minutes.objects.get(pk=minutes.pk)
        old.sealed = "改过"
        old.save()
        assert Minutes.objects.get(pk=minutes.pk).sealed == minutes.sealed
        meeting = Meeting.objects.get(pk=minutes.meeting_id)
        again = draft_minutes(actor=one, meeting=meeting, version=meeting.version)
        assert (again.number, again.text) == (2, minutes.text)
        decision = again.decisions.get()
        drop(actor=one, minutes=again, version=again.version, decision=decision)
        assert again.decisions.count() == 0
        assert minutes.decisions.count() == 1
        with pytest.raises(Refusal, match="已退回"):
            edit_minutes(actor=one, minutes=old, version=old.version, text="x")
    with pytest.raises(Refusal, match="已退回"):
        turned(OTHER, minutes.pk)


def test_a_key_is_for_the_words_that_were_seen_and_turned_once(small: Park) -> None:
    minutes = proposed_minutes(CONVENER, OTHER)
    with acting(OTHER) as one, pytest.raises(Refusal, match="指纹"):
        confirm_minutes(actor=one, minutes=minutes, version=minutes.version, seen="0" * 64, day=DAY)
    turned(OTHER, minutes.pk)
    with pytest.raises(Refusal, match="已经确认过"):
        turned("origin-leader", minutes.pk)


def test_of_two_keys_turned_at_once_the_second_is_told(small: Park) -> None:
    minutes = proposed_minutes(CONVENER, OTHER)
    seen = minutes.version
    turned(OTHER, minutes.pk)
    with acting(CONVENER) as one, pytest.raises(Stale):
        confirm_minutes(actor=one, minutes=minutes, version=seen, seen=minutes.fingerprint, day=DAY)
    with acting(CONVENER):
        assert Minutes.objects.get(pk=minutes.pk).keys.count() == 1


def test_what_was_postponed_is_on_the_next_agenda(small: Park) -> None:
    meeting = held(CONVENER, OTHER)
    with acting(CONVENER) as one:
        item = AgendaItem.objects.get(meeting=meeting)
        note_outcome(actor=one, item=item, version=item.version, text="材料不齐", again=True)
    with acting(OTHER) as one, pytest.raises(Refusal, match="召集方"):
        note_outcome(actor=one, item=item, version=item.version, text="x", again=False)
    later = called(CONVENER, meeting.series)
    assert agenda_of(later) == ["供电专线"]
    assert later.number == 2


def test_a_decision_is_of_the_agenda_and_can_be_done(small: Park) -> None:
    meeting = held(CONVENER, OTHER)
    own = department(CONVENER, "乙新区经发局")
    with acting(CONVENER) as one:
        now = Meeting.objects.get(pk=meeting.pk)
        minutes = draft_minutes(actor=one, meeting=now, version=now.version)
        item = AgendaItem.objects.get(meeting=meeting)

        def refused(match: str, item: AgendaItem, **given: object) -> None:
            new = {"title": "x", "department": own, "due": DUE, "source": DECISION, **given}
            current = Minutes.objects.get(pk=minutes.pk)
            with pytest.raises(Refusal, match=match):
                decide(
                    actor=one, minutes=current, version=current.version, item=item,
                    new=NewTask(**new),  # type: ignore[arg-type]
                )  # fmt: skip

        refused("早于", item, due=after(-1))
        refused("决定什么", item, title=" ")
        item.state = "withdrawn"
        refused("议程上的议题", item)


def test_a_matter_has_one_lead_of_each_side_and_suggests_who_does_it(small: Park) -> None:
    ours, also = department(CONVENER, "甲局"), department(CONVENER, "乙局")
    theirs = department(OTHER, "丙局")

    def marked(username: str, department: Department, mark: str) -> None:
        with acting(username) as one:
            matter = Matter.objects.get()
            set_duty(actor=one, matter=matter, department=department, mark=mark)

    with acting(CONVENER) as one:
        add_matter(actor=one, name="用地保障")
        with pytest.raises(Refusal, match="已有这个事项"):
            add_matter(actor=one, name="用地保障")
    marked(CONVENER, ours, "lead")
    with pytest.raises(Refusal, match="已有牵头"):
        marked(CONVENER, also, "lead")
    marked(CONVENER, also, "support")
    with pytest.raises(Refusal, match="本方部门"):
        marked(CONVENER, theirs, "lead")
    with pytest.raises(Refusal, match="牵头、配合或知会"):
        marked(CONVENER, also, "owner")
    marked(OTHER, theirs, "lead")
    with acting(OTHER) as one:
        assert leads_of(Matter.objects.get(), theirs.side_id) == (theirs.pk, ours.pk)
        with pytest.raises(Refusal, match="本方部门"):
            retire_department(actor=one, department=ours, version=1)
    with acting(CONVENER) as one:
        retire_department(actor=one, department=Department.objects.get(pk=ours.pk), version=1)
        assert leads_of(Matter.objects.get(), ours.side_id) == (0, theirs.pk)
