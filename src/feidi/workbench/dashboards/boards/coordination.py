"""The dashboard of coordination: the lights of the supervised tasks, by side."""

from django.urls import reverse

from feidi.coordinate.lights import COLOURS, GREEN, RED, YELLOW
from feidi.quantities.words import Words, both
from feidi.workbench.coordination.forms import today
from feidi.workbench.coordination.task_lists import LIGHTS, Standing, Standings, counted, open_on
from feidi.workbench.dashboards.board import BAD, GOOD, WAIT, Board, Figure, Line, Listing
from feidi.workbench.dashboards.charts import STACKED, Chart, Series, number
from feidi.workbench.parks.models import Park

HEADING = Words("协调看板", "Coordination dashboard")
TONES = {RED: "bad-line", YELLOW: "wait-line", GREEN: "good-line"}
MARKS = {RED: BAD, YELLOW: WAIT, GREEN: GOOD}
MOST = 8
EMPTY = (
    Words("没有在办的督办任务", "No supervised task is open"),
    Words(
        "会议决定、领导批示或联合办立项会生成任务；这里按红黄绿灯和哪一方汇总。",
        "Decisions of meetings, instructions and the joint office make tasks; they are counted "
        "here by light and side.",
    ),
    "tasks",
)


def coordination(park: Park) -> Board:
    """Return how the open tasks stand today."""
    living = open_on(today())
    if not living:
        return Board(HEADING, EMPTY[0], empty=EMPTY)
    red = number_of(living, RED)
    answer = Words("{n} 件在办，其中 {red} 件红灯。", "{n} tasks are open, {red} of them red.")
    return Board(
        HEADING,
        answer.fill(n=len(living), red=red),
        tuple(figures(living)),
        (by_side(living, park.pk),),
        (reds(living),),
    )


def figures(living: Standings) -> list[Figure]:
    """Return how many tasks show each light."""
    return [_figure(living, colour) for colour in LIGHTS]


def number_of(living: Standings, colour: str) -> int:
    """Return how many tasks show a light."""
    return len(living.of(colour))


def _figure(living: Standings, colour: str) -> Figure:
    many = number_of(living, colour)
    address = f"{reverse('tasks')}?light={colour}"
    return Figure(
        COLOURS[colour], Words(f"{many} 件", f"{many}"), address, tone=MARKS[colour] if many else ""
    )


def by_side(living: Standings, park: int) -> Chart:
    """Return the lights of each side."""
    counts = counted(living, park)
    place = reverse("tasks")
    series = tuple(
        Series(
            COLOURS[light],
            TONES[light],
            tuple(
                number(one.number, f"{place}?light={light}&side={seat.party_id}")
                for seat, row in counts
                for one in row
                if one.light == light
            ),
        )
        for light in LIGHTS
    )
    said = [
        Words("{who} {n} 件红灯", "{who}: {n} red").fill(who=seat.party.short, n=one.number)
        for seat, row in counts
        for one in row
        if one.light == RED
    ]
    reading = Words("，".join(w.zh for w in said) + "。", ", ".join(w.en for w in said) + ".")
    return Chart(
        "lights",
        Words("在办任务的灯，按责任方", "Lights of the open tasks, by the side in charge"),
        reading,
        Words("责任方", "side in charge"),
        tuple(both(seat.party.short) for seat, _ in counts),
        series,
        STACKED,
        Words("件", "tasks"),
        money=False,
    )


def reds(living: Standings) -> Listing:
    """Return the tasks whose light is red, the longest overdue first."""
    lines = tuple(
        Line(both(str(one.task)), _because(one), reverse("task", args=[one.task.pk]), BAD)
        for one in living.of(RED)[:MOST]
    )
    return Listing(
        Words("红灯任务", "Red tasks"),
        lines,
        Words("没有红灯。", "None is red."),
        f"{reverse('tasks')}?light={RED}",
    )


def _because(one: Standing) -> Words:
    said = Words("{side} · 期限 {due} · {why}", "{side} · due {due} · {why}")
    return said.fill(side=one.task.side.short, due=one.task.due, why=one.light.because)
