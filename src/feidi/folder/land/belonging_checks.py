"""Which county a parcel lies in, against the county it is said to belong to (§LA10)."""

from collections.abc import Iterator
from datetime import date

from feidi.evidence.problem import Problem
from feidi.folder.land.border import Border, County
from feidi.folder.land.mosaic import parcel_at
from feidi.folder.land.tables import unknown_id
from feidi.quantities.words import Words
from feidi.records.belonging import ADMINISTRATIVE, Belonging
from feidi.records.land import Land
from feidi.records.parcel import Parcel

# ground beyond the county of which this much or less is a border drawn more coarsely
_COARSE = 0.05


def belonging_problems(land: Land, border: Border | None, day: date | None) -> Iterator[Problem]:
    """Yield belongings of nothing, overlapping ones, and parcels outside their county.

    Only administrative belonging is held against the border: statistical belonging is an
    agreement about figures and may differ from where the ground lies.
    """
    known = sorted({p.id for p in land.parks} | {p.id for p in land.parcels})
    for belonging in land.belongings:
        if belonging.subject not in known:
            yield unknown_id(belonging.at, belonging.subject, known)
    yield from _overlapping(land)
    counties = {c.code: c for c in border.counties if c.code} if border else {}
    for parcel in land.parcels if counties else ():
        said = _administration(parcel, land, day)
        if said is None or said.code not in counties:
            continue
        beyond = parcel.shape.difference(counties[said.code].shape).area / parcel.shape.area
        if beyond > _COARSE:
            yield _elsewhere(parcel, said, float(beyond), list(counties.values()))


def _administration(parcel: Parcel, land: Land, day: date | None) -> Belonging | None:
    """Return whose county a parcel is said to be: its own belonging before that of its park."""
    apt = [
        b
        for subject in (parcel.id, parcel.park)
        for b in land.belongings
        if b.subject == subject and b.kind == ADMINISTRATIVE
        if day is None or b.holds_on(day)
    ]
    return apt[0] if apt else None


def _overlapping(land: Land) -> Iterator[Problem]:
    for index, later in enumerate(land.belongings):
        for earlier in land.belongings[:index]:
            same = (earlier.subject, earlier.kind) == (later.subject, later.kind)
            before = later.until is not None and (earlier.since or date.min) > later.until
            after = earlier.until is not None and (later.since or date.min) > earlier.until
            if same and not before and not after:
                what = Words(
                    f"{later.subject} 在同一天属于两处：{earlier.code}（第 {earlier.at.line} 行）"
                    f"和 {later.code}",
                    f"{later.subject} belongs to two on one day: {earlier.code} (line "
                    f"{earlier.at.line}) and {later.code}",
                )
                fix = Words("写明各自的起止日期", "say from which to which day each counts")
                yield Problem("LA052", later.at, what, fix)


def _elsewhere(parcel: Parcel, said: Belonging, beyond: float, counties: list[County]) -> Problem:
    shared = {c.code: float(parcel.shape.intersection(c.shape).area) for c in counties}
    there = max(counties, key=lambda c: shared[c.code])
    return Problem(
        "LA080",
        parcel_at(parcel),
        Words(
            f"{beyond:.0%} 不在 {said.code} {said.name}之内；按边界在 {there.code} {there.name}",
            f"{beyond:.0%} of it lie outside {said.code} {said.name}; by the border it lies in "
            f"{there.code} {there.name}",
        ),
        Words(
            "核对宗地位置、归属日期和边界的年份",
            "check the place of the parcel, the dates, and the year of the border",
        ),
    )
