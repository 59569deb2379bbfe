"""Invented meetings and tasks for the demo, by the same actions as on the pages.

Days are counted from the day the demo is made, so that each light is there. Everything says that
it is an example.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta

from feidi.workbench.accounts.actor import Actor
from feidi.workbench.accounts.models import Membership
from feidi.workbench.accounts.roles import JOINT_OFFICE, LAND, PARK
from feidi.workbench.coordination.actions import agenda, minutes, series, supervising, tasks
from feidi.workbench.coordination.actions.agenda import NewItem
from feidi.workbench.coordination.actions.duties import add_department, add_matter, set_duty
from feidi.workbench.coordination.actions.series import NewSeries, When
from feidi.workbench.coordination.actions.supervising import Later
from feidi.workbench.coordination.actions.tasks import NewTask
from feidi.workbench.coordination.models import (
    AgendaItem,
    Department,
    Matter,
    Meeting,
    Minutes,
    Series,
    Task,
)
from feidi.workbench.coordination.models.meetings import MONTHLY, WEEKLY
from feidi.workbench.coordination.models.organisation import INFORMED, LEAD, SUPPORT
from feidi.workbench.coordination.models.tasks import DECISION, OBLIGATION, OTHER, PROJECT
from feidi.workbench.coordination.wording import agenda_text, print_of
from feidi.workbench.parks.models import Park
from feidi.workbench.parks.queries import keyholders
from feidi.workbench.scope.acting import acting_for

# departments of the host and of the origin, and who leads, supports and is told of each matter
HOST = ("经济发展局（示例）", "自然资源局（示例）", "财政局（示例）", "园区管理办（示例）")
ORIGIN = ("发展改革局（示例）", "自然资源局（示例）", "财政局（示例）", "招商服务中心（示例）")
MATTERS = (
    ("项目落地", (LEAD, SUPPORT, INFORMED, SUPPORT), (SUPPORT, "", INFORMED, LEAD)),
    ("用地保障", (INFORMED, LEAD, "", SUPPORT), (INFORMED, LEAD, "", "")),
    ("税收结算", (INFORMED, "", LEAD, ""), (INFORMED, "", LEAD, "")),
    ("招商引荐", (SUPPORT, "", "", INFORMED), (SUPPORT, "", "", LEAD)),
)


def demo_coordination(park: Park, day: date) -> None:
    """Fill a park with two series, a held meeting with confirmed minutes, and tasks of each light.

    day: the day the lights are meant for. A park without both joint offices is left as it is.
    """
    offices = [_office(park, seat.party_id) for seat in keyholders(park.pk)]
    if len(offices) != len((HOST, ORIGIN)) or not all(offices):
        return
    host, origin = offices
    if host is None or origin is None:
        return
    _Made(park, host, origin, day).all()


def _office(park: Park, party: int) -> Actor | None:
    found = Membership.objects.select_related("user", "park", "party").filter(
        park=park, party_id=party, role=JOINT_OFFICE
    )
    one = found.first()
    return Actor(one.user, one, fresh=True) if one else None


@contextmanager
def _as(actor: Actor) -> Iterator[Actor]:
    if actor.scope is None:
        return
    with acting_for(actor.scope):
        yield actor


class _Made:
    """The rows of one park as they come about, day by day before the given one."""

    def __init__(self, park: Park, host: Actor, origin: Actor, day: date) -> None:
        self.park, self.host, self.origin, self.day = park, host, origin, day

    def on(self, days: int) -> date:
        return self.day + timedelta(days=days)

    def all(self) -> None:
        self.organisation()
        self.meetings()
        self.running()

    def organisation(self) -> None:
        for office, names in ((self.host, HOST), (self.origin, ORIGIN)):
            with _as(office) as one:
                for name in names:
                    add_department(actor=one, name=name)
        for name, *_ in MATTERS:
            with _as(self.host) as one:
                add_matter(actor=one, name=name)
        hosts = {name: marks for name, marks, _ in MATTERS}
        origins = {name: marks for name, _, marks in MATTERS}
        for office, names, parts in ((self.host, HOST, hosts), (self.origin, ORIGIN, origins)):
            with _as(office) as one:
                for matter, marks in parts.items():
                    self._marks(one, matter, names, marks)

    def _marks(
        self, one: Actor, matter: str, names: tuple[str, ...], marks: tuple[str, ...]
    ) -> None:
        for name, mark in zip(names, marks, strict=True):
            if mark:
                row = Matter.objects.get(name=matter)
                set_duty(actor=one, matter=row, department=self._of(one, name), mark=mark)

    def _of(self, actor: Actor, name: str) -> Department:
        found: Department = Department.objects.select_related("side").get(
            side=actor.party, name=name
        )
        return found

    def meetings(self) -> None:
        """A conference held two weeks ago with minutes that bind; the next, a weekly one."""
        with _as(self.host) as one:
            everybody = tuple(Department.objects.all())
            new = NewSeries(
                "联席会议（示例）", MONTHLY, one.party, "飞入地会议室（示例）",
                "商定共建园区的大事（示例）", everybody,
            )  # fmt: skip
            conference = series.found(actor=one, new=new)
            new = NewSeries("专班周例会（示例）", WEEKLY, one.party, "视频会议", "", everybody[:2])
            series.found(actor=one, new=new)
        held = self._held(conference)
        self._minuted(held)
        with _as(self.host) as one:
            now = Series.objects.get(pk=conference.pk)
            later = series.call(
                actor=one, series=now, version=now.version, when=When(self.on(6)), day=self.day
            )
        self._item(self.origin, later, "二季度预拨安排（示例）", "请财政双方会前对账")

    def _item(self, office: Actor, meeting: Meeting, title: str, note: str) -> None:
        with _as(office) as one:
            item = agenda.draft_item(actor=one, meeting=meeting, new=NewItem(title, note))
            agenda.submit_item(actor=one, item=item, version=item.version)

    def _held(self, conference: Series) -> Meeting:
        with _as(self.host) as one:
            meeting = series.call(
                actor=one, series=conference, version=conference.version,
                when=When(self.on(-20)), day=self.on(-27),
            )  # fmt: skip
        self._item(self.host, meeting, "表面处理片区供电专线（示例）", "影响两个项目投产时间")
        self._item(self.origin, meeting, "指标调剂手续（示例）", "请双方自然资源部门会商")
        for office in (self.host, self.origin):
            with _as(office) as one:
                now = Meeting.objects.get(pk=meeting.pk)
                seen = print_of(agenda_text(now))
                agenda.agree(actor=one, meeting=now, version=now.version, seen=seen)
        with _as(self.host) as one:
            now = Meeting.objects.select_related("series__convener").get(pk=meeting.pk)
            return series.hold(actor=one, meeting=now, version=now.version, day=self.on(-20))

    def _minuted(self, meeting: Meeting) -> None:
        with _as(self.host) as one:
            for item in AgendaItem.objects.filter(meeting=meeting):
                agenda.note_outcome(
                    actor=one, item=item, version=item.version, text="同意，按决定办理（示例）。",
                    again=False,
                )  # fmt: skip
            draft = minutes.draft_minutes(actor=one, meeting=meeting, version=meeting.version)
            minutes.edit_minutes(
                actor=one, minutes=draft, version=draft.version,
                text="会议听取了两项汇报，议定如下（示例，非真实会议）。",
            )  # fmt: skip
            self._decide(one, draft)
            now = Minutes.objects.get(pk=draft.pk)
            minutes.propose_minutes(actor=one, minutes=now, version=now.version)
        for office, day in ((self.origin, -18), (self.host, -17)):
            with _as(office) as one:
                now = Minutes.objects.get(pk=draft.pk)
                minutes.confirm_minutes(
                    actor=one, minutes=now, version=now.version, seen=now.fingerprint,
                    day=self.on(day),
                )  # fmt: skip

    def _decide(self, one: Actor, draft: Minutes) -> None:
        rows = list(AgendaItem.objects.filter(meeting=draft.meeting_id))
        with _as(self.origin) as other:
            theirs = self._of(other, ORIGIN[1])
        own = self._of(one, HOST[3])
        for item, text, department, other_side, role, due in (
            (rows[0], "供电专线接入并通过验收（示例）", own, theirs, PARK, -2),
            (rows[1], "完成第 1 年指标调剂报批（示例）", theirs, own, LAND, 5),
        ):
            now = Minutes.objects.get(pk=draft.pk)
            new = NewTask(text, department, self.on(due), DECISION, role, other_side)
            minutes.decide(actor=one, minutes=now, version=now.version, item=item, new=new)

    def running(self) -> None:
        """Tasks of each light: the decided ones go on, three more are registered."""
        with _as(self.host):
            line, quota = Task.objects.order_by("number")
        self._step(self.host, "assign", line, -17)
        self._step(self.host, "sign", line, -16)
        self._step(self.host, "report", line, -9, text="线路已勘察，等物资到场（示例）。")
        self._step(self.origin, "chase", line, -1, text="已过期限，请说明何时通电（示例）。")
        self._step(self.origin, "assign", quota, -17)
        self._step(self.origin, "sign", quota, -15)
        self._step(self.origin, "report", quota, -4, text="材料已报省厅窗口（示例）。")
        with _as(self.origin) as one:
            later = Later(self.on(25), "省厅补正材料（示例）")
            now = Task.objects.get(pk=quota.pk)
            supervising.ask_extension(
                actor=one, task=now, version=now.version, later=later, day=self.on(-1)
            )
        self._others()

    def _others(self) -> None:
        road = self._new(self.host, "打通园区南侧道路（示例）", HOST[0], PROJECT, 40)
        self._step(self.host, "assign", road, -6)
        self._step(self.host, "sign", road, -5)
        books = self._new(self.origin, "核对上年预拨到账（示例）", ORIGIN[2], OBLIGATION, 20)
        self._step(self.origin, "assign", books, -8)
        list_ = self._new(self.origin, "印发招商项目清单（示例）", ORIGIN[3], OTHER, 3)
        self._step(self.origin, "assign", list_, -8)
        self._step(self.origin, "sign", list_, -8)
        self._step(self.origin, "complete", list_, -3, text="清单已印发双方（示例）。")
        done = self._new(self.host, "设立企业服务窗口（示例）", HOST[3], OTHER, 10)
        self._step(self.host, "assign", done, -8)
        self._step(self.host, "sign", done, -8)
        self._step(self.host, "complete", done, -2, text="窗口已开（示例）。")
        self._step(self.origin, "accept", done, -1, text="已看过，属实（示例）。")

    def _new(self, office: Actor, title: str, department: str, source: str, due: int) -> Task:
        with _as(office) as one:
            new = NewTask(title, self._of(one, department), self.on(due), source)
            return tasks.register(actor=one, new=new, day=self.on(-8))

    def _step(self, office: Actor, verb: str, task: Task, day: int, **given: str) -> None:
        function = getattr(tasks, verb, None) or getattr(supervising, verb)
        with _as(office) as one:
            now = Task.objects.get(pk=task.pk)
            function(actor=one, task=now, version=now.version, day=self.on(day), **given)
