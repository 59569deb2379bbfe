"""Days that return every year, and instalments due on them: `05-15 1/3，08-15 1/3`."""

import re
from collections.abc import Hashable
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from feidi.clauses.values import Vocabulary
from feidi.quantities.calendar import MONTHS_A_YEAR, Period
from feidi.quantities.folding import fold
from feidi.quantities.ratio import in_percent, read_ratio
from feidi.quantities.words import Unreadable, Words


@dataclass(frozen=True)
class MonthDay:
    """A day that exists in every year."""

    month: int
    day: int

    @property
    def words(self) -> Words:
        """The day in words."""
        return Words(f"{self.month}月{self.day}日", f"{self.month:02d}-{self.day:02d}")

    def after(self, month: int) -> int:
        """Return the month number of its first return in month number `month` or later."""
        return month + (self.month - 1 - month) % MONTHS_A_YEAR


class MonthDayValue:
    """A day of the year, such as 04-30 or 4月30日."""

    hint = Words("月日，如 04-30", "a month and day, as 04-30")

    def read(self, text: str, names: Vocabulary) -> MonthDay:
        """Return the day; 29 February is refused, for it does not return every year."""
        said = fold(text).replace("月", "-").removesuffix("日")
        month, _, day = said.partition("-")
        try:
            found = date(1, int(month), int(day))
        except ValueError:
            raise Unreadable(
                Words(
                    f"“{fold(text)}”不是每年都有的月日", f"“{fold(text)}” is no day of every year"
                ),
                Words("写成 04-30 或 4月30日", "write 04-30"),
            ) from None
        return MonthDay(found.month, found.day)

    def say(self, value: MonthDay) -> Words:
        """Return the day in words."""
        return value.words

    def shape(self, value: MonthDay) -> Hashable:
        """A number."""
        return None


Instalments = tuple[tuple[MonthDay, Fraction], ...]


class InstalmentsValue:
    """Instalments of a year: the day each is due, and its share."""

    hint = Words(
        "每期的月日和比例，如 05-15 1/3，08-15 1/3，11-15 1/3",
        "each instalment's day and share, as 05-15 1/3; 08-15 1/3; 11-15 1/3",
    )

    def read(self, text: str, names: Vocabulary) -> Instalments:
        """Return the instalments; together they are at most the whole."""
        found = []
        for item in filter(str.strip, re.split(r"[、;,]", fold(text))):
            day, _, share = item.strip().partition(" ")
            found.append((MonthDayValue().read(day, names), read_ratio(share)))
        total = sum((share for _, share in found), Fraction(0))
        if not found or total > 1:
            raise Unreadable(
                Words(f"各期合计 {in_percent(total)}", f"the shares add up to {in_percent(total)}"),
                Words("至少一期，合计不超过 100%", "at least one, 100% in all at most"),
            )
        return tuple(found)

    def say(self, value: Instalments) -> Words:
        """Return the instalments one after another."""
        return Words(
            "、".join(f"{day.words.zh} {in_percent(share)}" for day, share in value),
            ", ".join(f"{day.words.en} {in_percent(share)}" for day, share in value),
        )

    def shape(self, value: Instalments) -> Hashable:
        """How many there are; days and shares are numbers."""
        return len(value)


def last_day(period: Period) -> date:
    """Return the last day of a period."""
    year, month = divmod(period.last + 1, MONTHS_A_YEAR)
    return date(year, month + 1, 1) - timedelta(days=1)
