"""The text of worked examples: directive lines, table rows, figures."""

import re
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from feidi.clauses.document import Line
from feidi.quantities.calendar import read_day, read_period
from feidi.quantities.digits import short_enough
from feidi.quantities.folding import fold
from feidi.quantities.money import read_money
from feidi.quantities.words import Unreadable, Words
from feidi.records.enterprise import Enterprise
from feidi.records.event import Event
from feidi.records.payment import Payment

ROSTER_KEYS = {
    "园区": "park",
    "park": "park",
    "引荐": "brought_by",
    "brought-by": "brought_by",
    "主导": "led_by",
    "led-by": "led_by",
    "确认": "listed_on",
    "listed-on": "listed_on",
}
LED_BY = {"政府": "government", "市场": "market"}


@dataclass
class Directives:
    """What the lines before the table say: events, payments, roster, the day it is known at."""

    events: list[Event] = field(default_factory=list)
    enterprises: list[Enterprise] = field(default_factory=list)
    payments: list[Payment] = field(default_factory=list)
    known_at: date | None = None

    def take(self, line: Line) -> bool:
        """Read one directive line; return False where the line is none."""
        label, colon, value = fold(line.text).partition(":")
        handlers = {
            "事件": self._event,
            "event": self._event,
            "付款": self._payment,
            "payment": self._payment,
            "企业": self._enterprise,
            "enterprise": self._enterprise,
        }
        label = label.strip().lower()
        if not colon or line.text.lstrip().startswith("|"):
            return False
        if label in ("核算日", "known at"):
            self.known_at = read_day(value.strip())
        elif label in ("说明", "note"):
            pass
        elif label in handlers:
            handlers[label](line, value.strip())
        else:
            raise Unreadable(
                Words(f"不认识的条目“{label}”", f"unknown label “{label}”"),
                Words(
                    "可用的有：说明、事件、企业、付款、核算日",
                    "known: note, event, enterprise, payment, known at",
                ),
            )
        return True

    def _event(self, line: Line, value: str) -> None:
        name, _, day = value.rpartition(" ")
        name, _, subject = _named(name).partition("/")
        self.events.append(Event(name.strip(), subject.strip(), read_day(day), "", line.at))

    def _enterprise(self, line: Line, value: str) -> None:
        name, *pairs = _named(value).split(" ")
        known: dict[str, str] = {}
        for pair in pairs:
            key, _, said = pair.partition("=")
            if key not in ROSTER_KEYS or not said:
                raise Unreadable(
                    Words(f"不认识的企业属性“{pair}”", f"unknown attribute “{pair}”"),
                    Words(
                        "写成 园区=… 引荐=… 主导=政府 确认=2026-01-01",
                        "write park=… brought-by=… led-by=government listed-on=2026-01-01",
                    ),
                )
            known[ROSTER_KEYS[key]] = said
        listed = known.get("listed_on")
        led_by = known.get("led_by", "")
        self.enterprises.append(
            Enterprise(
                name,
                name,
                known.get("park", ""),
                known.get("brought_by", ""),
                LED_BY.get(led_by, led_by),
                read_day(listed) if listed else None,
                line.at,
            )
        )

    def _payment(self, line: Line, value: str) -> None:
        match = re.fullmatch(r"(.+?) ?(?:→|->) ?(.+?) (\S+) (\S+) ([\d,.]+ ?\S+)", value)
        if not match:
            raise Unreadable(
                Words(f"“{value}”不是付款", f"“{value}” is not a payment"),
                Words(
                    "写成 飞入地→飞出地 2031 2032-04-10 5,000,000.00 元",
                    "write host->origin 2031 2032-04-10 5,000,000.00 yuan",
                ),
            )
        payer, payee, period, day, amount = match.groups()
        self.payments.append(
            Payment(
                f"line {line.at.line}",
                payer,
                payee,
                read_period(period),
                read_day(day),
                read_money(amount),
                "",
                line.at,
            )
        )


def _named(said: str) -> str:
    """Return what names an event or an enterprise; refuse nothing at all."""
    if not said.strip():
        raise Unreadable(
            Words("没有写名称", "no name is written"),
            Words(
                "写成“事件: 达产 2026-05-01”或“企业: E1 园区=…”",
                "write “event: opening 2026-05-01” or “enterprise: E1 park=…”",
            ),
        )
    return said.strip()


def split_row(text: str) -> list[str] | None:
    """Return the cells of a table row; None for the rule below a Markdown header.

    >>> split_row("2026, 32,360,000.00 元, -"), split_row("| 2026 | 1.00 元 |")
    (['2026', '32,360,000.00 元', '-'], ['2026', '1.00 元'])
    """
    if text.lstrip().startswith("|"):
        cells = [cell.strip() for cell in text.strip().strip("|").split("|")]
        return None if all(re.fullmatch(r":?-+:?", cell) for cell in cells) else cells
    return [cell.strip() for cell in re.split(r"，|,\s+", text.strip())]


def read_figure(text: str) -> tuple[Fraction, str]:
    """Return a figure and its unit; money in fen, "fen". A bare number has unit "".

    >>> read_figure("100 人"), read_figure("0.5 元"), read_figure("(3.00 元)")
    ((Fraction(100, 1), '人'), (Fraction(50, 1), 'fen'), (Fraction(-300, 1), 'fen'))
    """
    said = fold(text)
    if said.startswith("(") and said.endswith(")"):
        value, unit = read_figure(said[1:-1])
        return -value, unit
    match = re.fullmatch(r"(-?)((?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?) ?(\D*)", said)
    if not match:
        raise Unreadable(
            Words(f"“{said}”不是数", f"“{said}” is not a figure"),
            Words("写成 1,234.56 元、100 人 或 0.5", "write 1,234.56 yuan, 100 persons or 0.5"),
        )
    sign, digits, unit = match.groups()
    try:
        return Fraction(read_money(said)), "fen"
    except Unreadable:
        value = Fraction(short_enough(digits).replace(",", ""))
        return (-value if sign else value), unit.strip()
