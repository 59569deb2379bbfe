"""What a form says -> values; for each field what is wrong with it, nothing typed is lost."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from feidi.quantities.calendar import read_day
from feidi.quantities.words import Unreadable, Words
from feidi.records.classification import classification
from feidi.records.credit_code import check_character, fault_of, normal_code
from feidi.workbench.enterprises.models import CHAMBERS, EDITION, PURPOSES


@dataclass
class Read:
    """What was typed, the values it means, what is wrong with it by field."""

    typed: dict[str, str]
    values: dict[str, Any] = field(default_factory=dict)
    faults: dict[str, Words] = field(default_factory=dict)

    def text(self, longest: Mapping[str, int]) -> None:
        """Take fields as they are written, each up to its length."""
        for name, most in longest.items():
            said = self.typed.get(name, "")
            if len(said) > most:
                what = Words(
                    "不超过 {n} 字，现有 {now} 字", "at most {n} characters, there are {now}"
                )
                self.faults[name] = what.fill(n=most, now=len(said))
            self.values[name] = said

    def day(self, name: str) -> date | None:
        """Take a day; None where it is empty."""
        said = self.typed.get(name, "")
        try:
            self.values[name] = read_day(said) if said else None
        except Unreadable as error:
            self.values[name] = None
            self.faults[name] = error.what
        found: date | None = self.values[name]
        return found

    def one_of(self, name: str, those: Mapping[str, Words]) -> None:
        """Take one of the values there are."""
        self.values[name] = self.typed.get(name, "")
        if self.values[name] not in those:
            self.faults[name] = Words("请选择一项", "choose one")

    def needed(self, name: str) -> None:
        """Say so where a field is empty."""
        if not self.typed.get(name):
            self.faults[name] = Words("必填", "it is required")

    def judged(self, name: str, fault: Callable[[str], Words | None]) -> None:
        """Say what is wrong with a value that is there."""
        said = self.values[name]
        what = fault(said) if said else None
        if what is not None:
            self.faults[name] = what


CONTACT = {"contact_post": 60, "contact_name": 40, "contact_phone": 40}


def typed(form: Mapping[str, Any]) -> dict[str, str]:
    """Return the fields of a form without blanks around them."""
    return {name: str(said).strip() for name, said in form.items()}


def read_enterprise(form: Mapping[str, Any]) -> Read:
    """Read the form of a firm. The tick `seen` excuses a code's last character alone."""
    read = Read(typed(form))
    read.text({"name": 200, "short": 60, "code": 40, "roster": 120, "industry": 5} | CONTACT)
    read.text({"registered_at": 120, "taxed_at": 120, "note": 4000, "source": 300})
    read.needed("name")
    read.values["code"] = normal_code(read.values["code"])
    read.judged("code", _early_fault if read.typed.get("seen") else fault_of)
    read.judged("industry", _no_industry)
    read.day("above_scale_since")
    read.day("tenant_since")
    return read


def _early_fault(code: str) -> Words | None:
    """Return what is wrong with a code of the trial years: anything but its last character."""
    if fault_of(code) is None:
        return None
    try:
        return fault_of(code[:-1] + check_character(code[:-1]))
    except ValueError:
        return fault_of(code)


def _no_industry(code: str) -> Words | None:
    if code in classification(EDITION):
        return None
    return Words(
        "GB/T 4754-2017 里没有 {code}；写门类字母或二至四位数字，如 2730",
        "GB/T 4754-2017 has no {code}; write a letter or two to four digits, such as 2730",
    ).fill(code=code)


def read_chamber(form: Mapping[str, Any]) -> Read:
    """Read the form of a chamber."""
    read = Read(typed(form))
    read.text({"name": 120, "place": 80, "industries": 200, "note": 4000} | CONTACT)
    read.needed("name")
    read.one_of("kind", CHAMBERS)
    return read


def read_visit(form: Mapping[str, Any], today: date) -> Read:
    """Read the form of a visit: it has taken place; a next step has its day."""
    read = Read(typed(form))
    read.text({"place": 120, "ours": 200, "theirs": 200, "outcome": 4000, "next_step": 200})
    read.one_of("purpose", PURPOSES)
    read.needed("on")
    read.needed("ours")
    on, due = read.day("on"), read.day("next_due")
    if on is not None and on > today:
        read.faults["on"] = Words("走访还没有发生", "it has not taken place yet")
    if bool(read.values["next_step"]) != bool(read.typed.get("next_due")):
        read.faults["next_due"] = Words(
            "下一步和期限要一起写", "a next step and its day go together"
        )
    if on is not None and due is not None and due < on:
        read.faults["next_due"] = Words("期限早于走访日期", "it is before the visit")
    return read
