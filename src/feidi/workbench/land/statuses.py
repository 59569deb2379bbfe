"""The states a parcel and an allocation go through, and how they meet those of a project folder."""

from feidi.quantities.words import Words

PLANNED, RESERVED, NEGOTIATING, ALLOCATED, BUILDING, IN_USE, IDLE = (
    "planned", "reserved", "negotiating", "allocated", "building", "in_use", "idle",
)  # fmt: skip
STATUSES = {
    PLANNED: Words("规划可供", "planned, to be had"),
    RESERVED: Words("预留", "reserved"),
    NEGOTIATING: Words("在谈", "under negotiation"),
    ALLOCATED: Words("已供", "allocated"),
    BUILDING: Words("在建", "under construction"),
    IN_USE: Words("投产", "in use"),
    IDLE: Words("闲置低效", "idle"),
}
# the way of a parcel from plan to production, as the step bar shows it
WAY = (PLANNED, RESERVED, NEGOTIATING, ALLOCATED, BUILDING, IN_USE)
# what an officer may say of a parcel that somebody holds, by the state it is in
NEXT = {
    ALLOCATED: (BUILDING, IDLE),
    BUILDING: (IN_USE, IDLE),
    IN_USE: (IDLE,),
    IDLE: (BUILDING, IN_USE),
}
# how a project folder's status comes in, and goes out again
FROM_FOLDER = {"vacant": PLANNED, "raw": PLANNED, "reserved": RESERVED, "occupied": ALLOCATED}


def for_folder(status: str, raw: bool) -> str:
    """Return the folder's status of a parcel: who holds it or talks about it has taken it.

    >>> for_folder("planned", True), for_folder("negotiating", False), for_folder("idle", False)
    ('raw', 'reserved', 'occupied')
    """
    if status == PLANNED:
        return "raw" if raw else "vacant"
    return "reserved" if status in (RESERVED, NEGOTIATING) else "occupied"


ASKED, HELD, TALKED, GIVEN, RELEASED, DECLINED = (
    "asked", "held", "talked", "given", "released", "declined",
)  # fmt: skip
ALLOCATIONS = {
    ASKED: Words("申请用地，待答复", "asked for, to be answered"),
    HELD: Words("预留", "reserved"),
    TALKED: Words("在谈", "under negotiation"),
    GIVEN: Words("已供", "allocated"),
    RELEASED: Words("已释放", "released"),
    DECLINED: Words("未同意", "declined"),
}
# of these a parcel has one at most
HOLDING = (HELD, TALKED, GIVEN)
# what the parcel's status is while an allocation is in a state
STATUS_OF = {HELD: RESERVED, TALKED: NEGOTIATING, GIVEN: ALLOCATED}
