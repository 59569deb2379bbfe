"""Fixed amounts by class: `甲村、乙村 各 60,000.00 元；丙村 30,000.00 元`."""

import re
from collections.abc import Hashable
from dataclasses import dataclass

from feidi.clauses.values import MoneyValue, PartiesValue, Vocabulary
from feidi.quantities.folding import fold
from feidi.quantities.money import in_yuan
from feidi.quantities.words import Unreadable, Words

_EACH = re.compile(r"(.+?)(?: ?各 ?| each )(\d[\d,.]* ?\S.*)")
_ONE = re.compile(r"(.+) (\d[\d,.]* ?\D+)")


@dataclass(frozen=True)
class Heads:
    """What each member of each class gets. classes: (members, fen each), as written."""

    classes: tuple[tuple[tuple[str, ...], int], ...]

    @property
    def of(self) -> dict[str, int]:
        """Return member -> fen."""
        return {who: amount for members, amount in self.classes for who in members}


class HeadsValue:
    """Classes separated by semicolons: members, then what each of them gets."""

    hint = Words(
        "各类受益人的定额，如 甲村、乙村 各 6 万元；丙村 3 万元",
        "amounts by class, as A, B each 60,000 yuan; C 30,000 yuan",
    )

    def read(self, text: str, names: Vocabulary) -> Heads:
        """Return the classes; a member stands in one of them and gets something."""
        classes: list[tuple[tuple[str, ...], int]] = []
        for part in filter(str.strip, fold(text).split(";")):
            match = _EACH.fullmatch(part.strip()) or _ONE.fullmatch(part.strip())
            if not match:
                raise Unreadable(
                    Words(
                        f"“{part}”没有写明谁各得多少", f"“{part}” does not say who gets how much"
                    ),
                    self.hint,
                )
            amount = MoneyValue().read(match.group(2), names)
            classes.append((PartiesValue().read(match.group(1), names), amount))
        members = [who for group, _ in classes for who in group]
        twice = sorted({who for who in members if members.count(who) > 1})
        if twice or not members or not all(amount for _, amount in classes):
            raise Unreadable(
                Words(
                    f"定额为 0，或{'、'.join(twice)}写了两次",
                    f"an amount is 0, or {', '.join(twice)} is written twice",
                ),
                Words("每个受益人只写一次，定额大于 0", "each once, with an amount above 0"),
            )
        return Heads(tuple(classes))

    def say(self, value: Heads) -> Words:
        """Return the classes one after another."""
        said = [(who, len(who) > 1, in_yuan(amount)) for who, amount in value.classes]
        return Words(
            "；".join(f"{'、'.join(who)}{' 各' if many else ''} {a} 元" for who, many, a in said),
            "; ".join(
                f"{', '.join(who)}{' each' if many else ''} {a} yuan" for who, many, a in said
            ),
        )

    def shape(self, value: Heads) -> Hashable:
        """Who gets something decides the way; how much is a number."""
        return tuple(value.of)
