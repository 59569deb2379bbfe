"""Green, yellow or red: how a supervised task or an obligation stands on a day, and why.

The rule is declared: an ordered table of conditions with named thresholds, printed on the pages
that show lights. Nothing about a light is ever stored; it follows from the dates and the day.
"""

from dataclasses import dataclass
from datetime import date

from feidi.quantities.words import Words

GREEN, YELLOW, RED, OUT = "green", "yellow", "red", "out"
COLOURS = {
    RED: Words("红灯", "red"),
    YELLOW: Words("黄灯", "yellow"),
    GREEN: Words("绿灯", "green"),
    OUT: Words("已销号", "closed"),
}


@dataclass(frozen=True)
class Thresholds:
    """How many days each condition allows.

    due_soon: before the due day. sign_within: from being assigned to being signed for.
    report_every: between two reports. check_within: for the other side to check a report of
    completion.
    """

    due_soon: int
    sign_within: int
    report_every: int
    check_within: int


DECLARED = Thresholds(due_soon=7, sign_within=3, report_every=14, check_within=7)


@dataclass(frozen=True)
class Dates:
    """What has happened to a task, by day; None: not yet. completed: completion was reported."""

    due: date
    assigned: date | None = None
    signed: date | None = None
    reported: date | None = None
    completed: date | None = None
    closed: date | None = None

    def known_on(self, day: date) -> "Dates":
        """Return what had happened by a day."""
        happened = (self.assigned, self.signed, self.reported, self.completed, self.closed)
        return Dates(self.due, *(on if on and on <= day else None for on in happened))


@dataclass(frozen=True)
class Rule:
    """One line of the table. because: with {n}, the days counted. limit: the threshold, if any."""

    name: str
    colour: str
    condition: Words
    because: Words
    limit: int | None = None


@dataclass(frozen=True)
class Light:
    """The light of one task on one day. days: past due, left, or waited, as the rule counts."""

    rule: str
    days: int

    @property
    def colour(self) -> str:
        """The colour its rule gives."""
        return _COLOUR[self.rule]

    @property
    def because(self) -> Words:
        """Why, with the days that were counted."""
        return _BECAUSE[self.rule].fill(n=self.days)

    @property
    def words(self) -> Words:
        """The colour in words; no colour alone carries a meaning."""
        return COLOURS[self.colour]


_TABLE = (
    (
        "closed late",
        OUT,
        None,
        Words("已销号，报完成时已过期限", "closed; completed past the due day"),
        Words("已销号，逾期 {n} 天完成", "closed, completed {n} days late"),
    ),
    (
        "closed",
        OUT,
        None,
        Words("已销号，期限内报完成", "closed; completed in time"),
        Words("按期销号", "closed in time"),
    ),
    (
        "overdue",
        RED,
        None,
        Words(
            "过了期限还没有报完成，或报完成时已过期限",
            "past the due day and not completed, or late",
        ),
        Words("已超期 {n} 天", "{n} days overdue"),
    ),
    (
        "unchecked",
        YELLOW,
        "check_within",
        Words("按期报完成，对方 {limit} 天以上没有核查", "unchecked for more than {limit} days"),
        Words("报完成已 {n} 天，对方还没有核查", "completed {n} days ago, not yet checked"),
    ),
    (
        "completed",
        GREEN,
        None,
        Words("按期报完成，等对方核查", "completed in time, to be checked"),
        Words("已按期报完成，等对方核查", "completed in time, to be checked"),
    ),
    (
        "due soon",
        YELLOW,
        "due_soon",
        Words("离期限 {limit} 天以内", "due within {limit} days"),
        Words("还有 {n} 天到期", "due in {n} days"),
    ),
    (
        "unsigned",
        YELLOW,
        "sign_within",
        Words(
            "交办 {limit} 天以上没有签收", "not signed for more than {limit} days after assignment"
        ),
        Words("交办已 {n} 天，没有签收", "assigned {n} days ago, not signed for"),
    ),
    (
        "silent",
        YELLOW,
        "report_every",
        Words("{limit} 天以上没有反馈", "no report for more than {limit} days"),
        Words("已 {n} 天没有反馈", "no report for {n} days"),
    ),
    (
        "on course",
        GREEN,
        None,
        Words("其余", "all others"),
        Words("还有 {n} 天到期", "due in {n} days"),
    ),
)


_COLOUR = {name: colour for name, colour, *_ in _TABLE}
_BECAUSE = {name: because for name, *_, because in _TABLE}


def rules_by(limits: Thresholds = DECLARED) -> tuple[Rule, ...]:
    """Return the table of conditions, the first that holds decides.

    >>> [rule.limit for rule in rules_by() if rule.name == "due soon"]
    [7]
    """
    found = []
    for name, colour, key, condition, because in _TABLE:
        limit = getattr(limits, key) if key else None
        said = condition if limit is None else condition.fill(limit=limit)
        found.append(Rule(name, colour, said, because, limit))
    return tuple(found)


def light_on(day: date, dates: Dates, limits: Thresholds = DECLARED) -> Light:
    """How does a task stand on a day, by what had happened until then?

    day: any day; what happened after it is not looked at. Returns: the colour with its reason.

    >>> due = Dates(due=date(2031, 5, 20), assigned=date(2031, 5, 1), signed=date(2031, 5, 2))
    >>> [light_on(date(2031, 5, d), due).colour for d in (2, 12, 13, 20, 21)]
    ['green', 'green', 'yellow', 'yellow', 'red']
    """
    return Light(*_which(day, dates.known_on(day), limits))


def _which(day: date, known: Dates, limits: Thresholds) -> tuple[str, int]:
    """Return the rule that holds, and the days it counts."""
    stopped = known.completed or known.closed or day
    past = (stopped - known.due).days
    if known.closed:
        return ("closed late", past) if past > 0 else ("closed", 0)
    if past > 0:
        return "overdue", past
    if known.completed:
        waited = (day - known.completed).days
        return ("unchecked", waited) if waited > limits.check_within else ("completed", waited)
    left = (known.due - day).days
    return _running(day, known, limits, left) or ("on course", left)


def _running(day: date, known: Dates, limits: Thresholds, left: int) -> tuple[str, int] | None:
    if left <= limits.due_soon:
        return "due soon", left
    if known.assigned and not known.signed:
        waited = (day - known.assigned).days
        return ("unsigned", waited) if waited > limits.sign_within else None
    heard = max(filter(None, (known.signed, known.reported)), default=None)
    if heard and (day - heard).days > limits.report_every:
        return "silent", (day - heard).days
    return None
