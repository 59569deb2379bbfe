"""What a form says -> values, or for each field what is wrong with it; nothing typed is lost."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from feidi.quantities.calendar import read_day
from feidi.quantities.folding import fold
from feidi.quantities.money import FEN_IN, read_digits
from feidi.quantities.units import UNITS, in_decimals, number_in
from feidi.quantities.words import Unreadable, Words
from feidi.records.classification import classification
from feidi.workbench.projects.actions import Lead, Naming, Shown
from feidi.workbench.projects.models import Project
from feidi.workbench.projects.models.project import EDITION
from feidi.workbench.projects.stages import CODES, PROOFS

WAN = FEN_IN["万元"]
LONGEST = {"name": 120, "investor": 120, "needs": 2000}


class Field(NamedTuple):
    """One field of the form of a lead."""

    name: str
    words: Words
    unit: Words = Words("", "")
    hint: Words = Words("", "")
    kind: str = "text"


FIELDS = (
    Field("name", Words("项目名称", "project")),
    Field("investor", Words("投资方", "investor"), hint=Words("按营业执照写全称", "its full name")),
    Field(
        "industry",
        Words("行业代码", "industry"),
        hint=Words("GB/T 4754-2017，两至四位，如 3091", "GB/T 4754-2017, such as 3091"),
    ),
    Field("investment", Words("总投资", "investment"), Words("万元", "wan yuan")),
    Field("output", Words("达产年产值", "output a year"), Words("万元", "wan yuan")),
    Field("tax", Words("达产年税收", "tax a year"), Words("万元", "wan yuan")),
    Field("area", Words("用地需求", "land wanted"), Words("亩", "mu")),
    Field(
        "needs",
        Words("要素需求", "needs"),
        hint=Words("水、电、气、热、用工、运输等", "water, power, gas, heat, labour, transport"),
        kind="long",
    ),
)


@dataclass
class Read:
    """What was typed, what it means, what is wrong with it."""

    typed: dict[str, str]
    faults: dict[str, Words] = field(default_factory=dict)

    def take(self, name: str, read: Callable[[str], Any]) -> Any:
        """Return the value of a field; None where it is empty or cannot be read."""
        said = self.typed.get(name, "")
        if not said:
            return None
        try:
            return read(said)
        except Unreadable as error:
            self.faults[name] = error.what
            return None

    def blame(self, name: str, zh: str, en: str) -> None:
        """Say what is wrong with a field."""
        self.faults[name] = Words(zh, en)


def typed(form: Mapping[str, str]) -> dict[str, str]:
    """Return the fields of a form, folded where they are numbers or codes."""
    return {name: str(said).strip() for name, said in form.items()}


def _amount(scale: int) -> Callable[[str], int]:
    def read(said: str) -> int:
        value = read_digits(fold(said), scale)
        if value < 0:
            raise Unreadable(Words("不能小于 0", "it is not below 0"), Words("核对", "check it"))
        return value

    return read


def _industry(said: str) -> str:
    code = fold(said).upper()
    listed = classification(EDITION)
    if code not in listed or not code.isdigit():
        what = Words("{edition} 里没有“{code}”", "{edition} has no “{code}”")
        raise Unreadable(
            what.fill(edition=EDITION, code=code[:20]), Words("写两至四位代码", "give its code")
        )
    return code


def read_lead(form: Mapping[str, str]) -> tuple[Read, Lead | None]:
    """Return what a form says of a project; no lead where something is wrong."""
    read = Read(typed(form))
    said = read.typed
    if not said.get("name"):
        read.blame("name", "请写项目名称", "give the project a name")
    for name, most in LONGEST.items():
        if len(said.get(name, "")) > most:
            read.blame(name, f"至多 {most} 个字", f"{most} characters at most")
    lead = Lead(
        name=said.get("name", ""),
        investor=said.get("investor", ""),
        industry=read.take("industry", _industry) or "",
        investment=read.take("investment", _amount(WAN)),
        output=read.take("output", _amount(WAN)),
        tax=read.take("tax", _amount(WAN)),
        area=read.take("area", _amount(UNITS["mu"].parts)),
        needs=said.get("needs", ""),
    )
    return read, None if read.faults else lead


def read_naming(read: Read) -> Naming | None:
    """Return the claim a form asks for with the lead; None where it asks for none."""
    if not read.typed.get("claim"):
        return None
    if not read.typed.get("investor"):
        read.blame("investor", "登记首报要写投资方全称", "a claim needs the investor's full name")
    return Naming(
        read.typed.get("investor", ""),
        read.typed.get("investor_code", ""),
        read.typed.get("grounds", ""),
    )


def as_typed(project: Project) -> dict[str, str]:
    """Return a project as one would type it."""
    told = {name: getattr(project, name) for name in ("name", "investor", "industry", "needs")}
    for name in ("investment", "output", "tax"):
        value = getattr(project, name)
        told[name] = "" if value is None else plain(in_decimals(value, WAN))
    told["area"] = "" if project.area is None else number_in(project.area, "mu")
    return told


def plain(said: str) -> str:
    """Return a decimal without the zeros that end it.

    >>> plain("4,200.000000"), plain("0.500000")
    ('4,200', '0.5')
    """
    return said.rstrip("0").rstrip(".") if "." in said else said


def day_of(said: str) -> date | None:
    """Return a day of a form; None where it is empty. `Unreadable` where it is no day."""
    return read_day(said.strip()) if said.strip() else None


def read_shown(form: Mapping[str, str]) -> tuple[dict[str, Words], tuple[Shown, ...]]:
    """Return the evidence a form shows: of each kind with a number, its day and who gave it."""
    faults: dict[str, Words] = {}
    found = []
    for kind in PROOFS:
        number = form.get(f"{kind}-number", "").strip()
        if not number:
            continue
        dated = None
        try:
            dated = day_of(form.get(f"{kind}-dated", ""))
        except Unreadable as error:
            faults[kind] = error.what
        found.append(Shown(kind, number, dated, form.get(f"{kind}-issuer", "")))
    return faults, tuple(found)


def read_plan(form: Mapping[str, str]) -> tuple[dict[str, Words], dict[str, date | None]]:
    """Return the planned days of a form, one a stage."""
    faults: dict[str, Words] = {}
    days: dict[str, date | None] = {}
    for code in CODES[1:]:
        if f"plan-{code}" not in form:
            continue
        try:
            days[code] = day_of(form[f"plan-{code}"])
        except Unreadable as error:
            faults[code] = error.what
    return faults, days
