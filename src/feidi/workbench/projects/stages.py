"""The stages of a project, and what must be shown to enter each: one table, read by everything.

The typical days are planning figures of this program, shown wherever they are used; they are
not law and promise nothing. The order is that of the field; a leased hall, for example, passes
"land" with its lease instead of a grant contract.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, timedelta

from feidi.quantities.words import Words
from feidi.records.credit_code import fault_of


@dataclass(frozen=True)
class Proof:
    """A kind of evidence. number: what its number is called. fault: what is wrong with a number.

    file: a copy must be attached.
    """

    code: str
    words: Words
    number: Words
    file: bool = False
    fault: Callable[[str], Words | None] = lambda _number: None


PROOFS = {
    one.code: one
    for one in (
        Proof(
            "talks",
            Words("洽谈纪要", "minutes of the talks"),
            Words("纪要编号或日期", "number or day of the minutes"),
        ),
        Proof(
            "framework",
            Words("框架协议", "framework agreement"),
            Words("协议编号", "number of the agreement"),
            file=True,
        ),
        Proof(
            "contract",
            Words("投资合同", "investment contract"),
            Words("合同编号", "number of the contract"),
            file=True,
        ),
        Proof(
            "filing",
            Words("项目备案证", "filing of the investment project"),
            Words("项目代码", "project code"),
        ),
        Proof(
            "land-grant",
            Words("国有建设用地使用权出让合同", "contract granting the land use right"),
            Words("合同编号", "number of the contract"),
            file=True,
        ),
        Proof(
            "land-approval",
            Words("用地批复", "approval of the land use"),
            Words("批复文号", "number of the approval"),
            file=True,
        ),
        Proof(
            "lease",
            Words("厂房租赁合同", "lease of a hall"),
            Words("合同编号", "number of the lease"),
            file=True,
        ),
        Proof(
            "licence",
            Words("营业执照", "business licence"),
            Words("统一社会信用代码", "unified social credit code"),
            fault=fault_of,
        ),
        Proof(
            "permit",
            Words("建筑工程施工许可证", "construction permit"),
            Words("许可证编号", "number of the permit"),
        ),
        Proof(
            "start-report",
            Words("开工报告（租用厂房安装设备）", "start report (machines put into a leased hall)"),
            Words("报告编号", "number of the report"),
        ),
        Proof(
            "statistics",
            Words("统计部门入统确认", "confirmation by the statistics office"),
            Words("统计项目编码", "code of the project in the statistics"),
        ),
        Proof(
            "acceptance",
            Words("竣工验收备案表", "filing of the completion acceptance"),
            Words("备案编号", "number of the filing"),
        ),
        Proof(
            "production",
            Words("投产确认书", "confirmation of production"),
            Words("确认书编号", "number of the confirmation"),
        ),
        Proof(
            "above-scale",
            Words("规上入库通知", "notice of entry among firms above scale"),
            Words("通知文号", "number of the notice"),
        ),
        Proof(
            "capacity",
            Words("达产核验报告", "report verifying full capacity"),
            Words("报告编号", "number of the report"),
        ),
    )
}


@dataclass(frozen=True)
class Need:
    """What must be shown: one of these kinds of evidence."""

    proofs: tuple[str, ...]

    @property
    def words(self) -> Words:
        """Return the kinds in words, any of which will do."""
        said = [PROOFS[code].words for code in self.proofs]
        return Words("或".join(w.zh for w in said), " or ".join(w.en for w in said))


@dataclass(frozen=True)
class Stage:
    """One stage. typical_days: how long a project is usually in it, None at the end.

    needs: each must be shown to enter it. may_skip: a project may pass it by.
    """

    code: str
    words: Words
    means: Words
    typical_days: int | None
    needs: tuple[Need, ...] = ()
    may_skip: bool = False


def _needs(*proofs: str) -> tuple[Need, ...]:
    """Return needs: one a name, alternatives apart by a bar."""
    return tuple(Need(tuple(said.split("|"))) for said in proofs)


STAGES = (
    Stage("lead", Words("线索", "lead"), Words("有投资意向", "an investor is interested"), 60),
    Stage(
        "contact",
        Words("洽谈", "contact"),
        Words("双方见面谈过", "the parties have met"),
        90,
        _needs("talks"),
    ),
    Stage(
        "framework",
        Words("框架协议", "framework"),
        Words("签了框架协议", "a framework agreement is signed"),
        90,
        _needs("framework"),
        may_skip=True,
    ),
    Stage(
        "contract",
        Words("签约", "contract"),
        Words("签了投资合同", "the investment contract is signed"),
        90,
        _needs("contract"),
    ),
    Stage(
        "land",
        Words("供地", "land"),
        Words("有了用地或厂房", "it has land or a hall"),
        60,
        _needs("filing", "land-grant|land-approval|lease"),
    ),
    Stage(
        "registered",
        Words("注册", "registered"),
        Words("项目公司已登记", "its company is registered"),
        60,
        _needs("licence"),
    ),
    Stage(
        "started",
        Words("开工", "started"),
        Words("工程已开工", "building has started"),
        90,
        _needs("permit|start-report"),
    ),
    Stage(
        "in-statistics",
        Words("入统", "in the statistics"),
        Words("投资纳入固定资产投资统计", "its investment is counted in the statistics"),
        540,
        _needs("statistics"),
        may_skip=True,
    ),
    Stage(
        "completed",
        Words("竣工", "completed"),
        Words("竣工验收并备案", "accepted as complete, and filed"),
        120,
        _needs("acceptance"),
    ),
    Stage(
        "producing",
        Words("投产", "producing"),
        Words("开始生产", "it produces"),
        365,
        _needs("production"),
    ),
    Stage(
        "above-scale",
        Words("规上", "above scale"),
        Words("进入规模以上企业名录", "it is among the firms above scale"),
        365,
        _needs("above-scale"),
        may_skip=True,
    ),
    Stage(
        "full-capacity",
        Words("达产", "full capacity"),
        Words("达到设计产能", "it makes what it was designed for"),
        None,
        _needs("capacity"),
    ),
)
CODES = tuple(stage.code for stage in STAGES)
_BY_CODE = {stage.code: stage for stage in STAGES}
FIRST = CODES[0]


def stage_of(code: str) -> Stage:
    """Return a stage by its code."""
    return _BY_CODE[code]


def place_of(code: str) -> int:
    """Return where a stage stands in the order, from 0."""
    return CODES.index(code)


def is_back(here: str, to: str) -> bool:
    """Say whether a move falls back."""
    return place_of(to) < place_of(here)


def passed_by(here: str, to: str) -> tuple[Stage, ...]:
    """Return the stages a move forward would pass by.

    >>> [stage.code for stage in passed_by("contact", "contract")]
    ['framework']
    """
    return STAGES[place_of(here) + 1 : place_of(to)]


def may_not_pass(here: str, to: str) -> tuple[Stage, ...]:
    """Return the stages a move would pass by though none may.

    >>> [stage.code for stage in may_not_pass("contact", "land")]
    ['contract']
    """
    return tuple(stage for stage in passed_by(here, to) if not stage.may_skip)


def missing(to: str, shown: Collection[str]) -> tuple[Need, ...]:
    """Return what must still be shown to enter a stage. shown: kinds of evidence there are.

    >>> [need.words.zh for need in missing("land", {"lease"})]
    ['项目备案证']
    """
    return tuple(need for need in stage_of(to).needs if not set(need.proofs) & set(shown))


def next_of(here: str) -> Stage | None:
    """Return the stage after this one; None at the end."""
    place = place_of(here) + 1
    return STAGES[place] if place < len(STAGES) else None


def reachable(here: str) -> tuple[Stage, ...]:
    """Return the stages a project may move to, in their order; evidence is not looked at."""
    at = place_of(here)
    ahead = tuple(s for s in STAGES[at + 1 :] if not may_not_pass(here, s.code))
    return (*STAGES[:at], *ahead)


def expected_until(code: str, since: date) -> date | None:
    """Return the day until which a project is usually in a stage it entered on a day.

    >>> expected_until("lead", date(2027, 1, 1))
    datetime.date(2027, 3, 2)
    """
    days = stage_of(code).typical_days
    return None if days is None else since + timedelta(days)


def is_stuck(code: str, since: date, today: date) -> bool:
    """Say whether a project has been in a stage for longer than is typical."""
    until = expected_until(code, since)
    return until is not None and today > until
