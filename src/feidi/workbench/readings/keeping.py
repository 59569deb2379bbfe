"""Are readings sound, which are new, and which were there already?"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from django.utils import timezone

from feidi.quantities.words import Words
from feidi.workbench.readings.models import Point, Reading

AT_ONCE = 1000
# clocks of instruments may run a little ahead of ours
AHEAD = timedelta(minutes=5)
LARGEST = Decimal(10) ** 17
PLACES = -6
FIRST_YEAR = 1990


@dataclass(frozen=True)
class Sent:
    """One reading as it was sent. at: with its time zone. unit: empty where it was not said."""

    point: str
    at: datetime
    value: Decimal
    unit: str
    flag: str


@dataclass(frozen=True)
class Fault:
    """What is wrong with one of those sent. place: its number from 0."""

    code: str
    place: int
    field: str
    what: Words


def points_by_code(codes: set[str]) -> dict[str, Point]:
    """Return the points one may see, by code; of two the own one."""
    rows = Point.objects.filter(code__in=codes).order_by("-owner")
    found = {point.code: point for point in rows if point.owner_id is None}
    return found | {point.code: point for point in rows if point.owner_id is not None}


def faults(sent: list[Sent], points: dict[str, Point]) -> list[Fault]:
    """Return what is wrong with readings, each located."""
    latest = timezone.now() + AHEAD
    return [
        fault for place, one in enumerate(sent) for fault in _of_one(place, one, points, latest)
    ]


def _of_one(place: int, one: Sent, points: dict[str, Point], latest: datetime) -> list[Fault]:
    point, found = points.get(one.point), []
    if point is None:
        what = Words(f"没有登记测点“{one.point}”", f"no point “{one.point}” is registered")
        found.append(Fault("point_unknown", place, "point", what))
    elif one.unit and one.unit != point.unit:
        what = Words(
            f"单位是“{one.unit}”，登记的是“{point.unit}”",
            f"the unit is “{one.unit}”, the point's is “{point.unit}”",
        )
        found.append(Fault("unit_differs", place, "unit", what))
    return found + _of_time(place, one.at, latest) + _of_value(place, one.value)


def _of_time(place: int, at: datetime, latest: datetime) -> list[Fault]:
    if at > latest:
        what = Words(f"{at.isoformat()} 还没有到", f"{at.isoformat()} is in the future")
        return [Fault("time_in_future", place, "at", what)]
    if at.year < FIRST_YEAR:
        what = Words(f"{at.isoformat()} 过早", f"{at.isoformat()} is too long ago")
        return [Fault("time_too_old", place, "at", what)]
    return []


def _of_value(place: int, value: Decimal) -> list[Fault]:
    # compared, not computed with: what came may be far beyond what can be
    exponent = value.as_tuple().exponent
    if not isinstance(exponent, int) or not -LARGEST < value < LARGEST:
        return [Fault("value_too_large", place, "value", Words("数值过大", "it is too large"))]
    if exponent < PLACES:
        what = Words("小数多于六位", "more than six decimals")
        return [Fault("value_too_fine", place, "value", what)]
    return []


def keep(sent: list[Sent], points: dict[str, Point], by: str) -> tuple[int, list[Fault]]:
    """Store what is new; return how many, and those that contradict what is stored.

    The same value of the same moment sent again is no fault and is not stored twice.
    """
    wanted: dict[tuple[int, datetime], tuple[int, Sent]] = {}
    wrong: list[Fault] = []
    for place, one in enumerate(sent):
        key = (points[one.point].pk, one.at)
        earlier = wanted.setdefault(key, (place, one))[1]
        if (earlier.value, earlier.flag) != (one.value, one.flag):
            wrong.append(_contradicts(place, earlier.value, one.value))
    for row in _stored(wanted):
        place, one = wanted.pop((row.point_id, row.at))
        if (row.value, row.flag) != (one.value, one.flag):
            wrong.append(_contradicts(place, row.value, one.value))
    if wrong:
        return 0, wrong
    rows = [
        Reading(point_id=point, at=at, value=one.value, flag=one.flag, by=by)
        for (point, at), (_, one) in wanted.items()
    ]
    Reading.objects.bulk_create(rows, batch_size=AT_ONCE)
    return len(rows), []


def _stored(wanted: dict[tuple[int, datetime], tuple[int, Sent]]) -> list[Reading]:
    """Return the stored readings of the moments wanted."""
    moments: dict[int, list[datetime]] = {}
    for point, at in wanted:
        moments.setdefault(point, []).append(at)
    found: list[Reading] = []
    for point, times in moments.items():
        for start in range(0, len(times), AT_ONCE):
            some = times[start : start + AT_ONCE]
            found += Reading.objects.filter(point=point, at__in=some)
    return found


def _contradicts(place: int, stored: Decimal, now: Decimal) -> Fault:
    what = Words(
        f"这一时刻已有数值 {stored.normalize():f}，现在是 {now.normalize():f}；不覆盖",
        f"{stored.normalize():f} is stored for this moment, now {now.normalize():f}; not replaced",
    )
    return Fault("value_differs", place, "value", what)
