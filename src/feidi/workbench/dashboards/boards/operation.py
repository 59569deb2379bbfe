"""What the duty operator looks at first: which points are silent, which report no normal value."""

from django.urls import reverse

from feidi.quantities.words import Words, both
from feidi.workbench.dashboards.board import BAD, GOOD, WAIT, Figure, Line, Listing
from feidi.workbench.readings.queries import Now, points_now

MOST = 12
TEACH = Words(
    "还没有测点。在“在线监测”登记测点，再请联合办或领导在“接口令牌”发一个令牌，仪器即可上报。",
    "No points yet. Register one under “Monitoring”, and ask the joint office or the leader for an "
    "API token: instruments can then report.",
)


def points() -> list[Now]:
    """Return every point with its last reading."""
    return points_now()


def figures(found: list[Now]) -> list[Figure]:
    """Return how many points there are, how many are silent, how many say that they are faulty."""
    place = reverse("points")
    silent, odd = sum(one.silent for one in found), sum(one.odd for one in found)
    many = Words("{n} 个", "{n}")
    return [
        Figure(Words("测点", "Points"), many.fill(n=len(found)), place),
        Figure(
            Words("无数据", "Silent"),
            many.fill(n=silent),
            f"{place}?only=silent",
            Words("一小时没有新数", "nothing for an hour"),
            BAD if silent else GOOD,
        ),
        Figure(
            Words("数据标识不正常", "Not flagged as normal"),
            many.fill(n=odd),
            f"{place}?only=odd",
            Words("最近一个数带故障、维护、超限等标识", "fault, maintenance, above range …"),
            WAIT if odd else GOOD,
        ),
    ]


def silent(found: list[Now]) -> Listing:
    """Return the points that are silent, those that never reported first."""
    rows = sorted((one for one in found if one.silent), key=_since)
    lines = tuple(_line(one, _silent_for(one), BAD) for one in rows[:MOST])
    nothing = Words("每个测点一小时内都有数。", "Every point has reported within the hour.")
    return Listing(
        Words("无数据的测点", "Silent points"),
        lines,
        nothing if found else TEACH,
        f"{reverse('points')}?only=silent",
    )


def _since(one: Now) -> float:
    return one.last.at.timestamp() if one.last else 0.0


def _silent_for(one: Now) -> Words:
    if one.last is None:
        return Words("从来没有上报", "has never reported")
    said = Words("最近一次 {at}", "last at {at}")
    return said.fill(at=one.last_at)


def odd(found: list[Now]) -> Listing:
    """Return the points whose last reading is not flagged as normal."""
    rows = [one for one in found if one.odd]
    lines = tuple(_line(one, _flagged(one), WAIT) for one in rows[:MOST])
    nothing = Words(
        "没有故障、超限或维护中的测点。", "No point is faulty, above range or in service."
    )
    return Listing(
        Words("标识不正常的测点", "Points not normal"),
        lines,
        nothing if found else TEACH,
        f"{reverse('points')}?only=odd",
    )


def _flagged(one: Now) -> Words:
    assert one.last is not None  # noqa: S101 - it was asked for by its last reading
    said = Words("{flag} · {value} {unit} · {at}", "{flag} · {value} {unit} · {at}")
    value = f"{one.last.value.normalize():f}"
    return said.fill(flag=one.last.flag_words, value=value, unit=one.point.unit, at=one.last_at)


def _line(one: Now, note: Words, tone: str) -> Line:
    return Line(both(str(one.point)), note, reverse("point", args=[one.point.pk]), tone)
