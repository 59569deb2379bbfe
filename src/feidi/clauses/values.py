"""The values that can stand after a label, and how each is read, said back and compared.

Every value type is one small class: `read` a text or raise `Unreadable`; `say` it back in
words; `shape` is the part of it that decides how money flows (names, choices), as against
numbers, which may differ between agreements that are computed side by side (§R9).
"""

import re
from collections.abc import Hashable
from dataclasses import dataclass
from difflib import get_close_matches
from fractions import Fraction
from typing import Any, Protocol

from feidi.quantities.folding import fold, split_list
from feidi.quantities.money import in_yuan, read_money
from feidi.quantities.ratio import in_percent, read_ratio
from feidi.quantities.words import Unreadable, Words, both
from feidi.records.tax import tax_names, tax_words, taxes

_IN_NAMES = " -_.()&·'’"


@dataclass(frozen=True)
class Vocabulary:
    """The names a value may use: what the document has defined before the rule is read.

    parties: roles of the parties table. clauses: clause numbers of the agreement.
    """

    parties: tuple[str, ...] = ()
    clauses: tuple[str, ...] = ()


class Value(Protocol):
    """What every value type offers."""

    @property
    def hint(self) -> Words:
        """How the value is written, in a few words."""
        ...

    def read(self, text: str, names: Vocabulary) -> Any:
        """Return the value that `text` says, or raise Unreadable."""
        ...

    def say(self, value: Any) -> Words:
        """Return the value as a sentence would name it."""
        ...

    def shape(self, value: Any) -> Hashable:
        """Return what of the value decides the way of the money; None for a mere number."""
        ...


def nearest(said: str, known: "tuple[str, ...] | list[str]") -> Words:
    """Return the exits for a name nobody knows: the nearest, and all."""
    close = get_close_matches(said, known, 1)
    every = "、".join([name for name in known if not name.isascii()] or known) or "（无）"
    every_en = ", ".join([name for name in known if name.isascii()] or known) or "(none)"
    if close:
        return Words(
            f"是否指“{close[0]}”？可用的有：{every}",
            f"did you mean “{close[0]}”? Known: {every_en}",
        )
    return Words(f"可用的有：{every}", f"known: {every_en}")


def unknown(said: str, thing: Words, known: "tuple[str, ...] | list[str]") -> Unreadable:
    """Return the error for a name that is not in its list."""
    what = Words(f"“{said}”不是已定义的{thing.zh}", f"“{said}” is no {thing.en} defined here")
    return Unreadable(what, nearest(said, known))


def sound_name(said: str) -> str:
    """Return a name; refuses characters that no name of a firm, park or figure has.

    >>> sound_name("E-1(二期)"), sound_name("Xi'an")
    ('E-1(二期)', "Xi'an")
    """
    odd = [c for c in said if not (c.isalnum() or c in _IN_NAMES)]
    if odd:
        raise Unreadable(
            Words(
                f"“{said}”里有不能用在名称中的字符“{odd[0]}”",
                f"“{said}” holds “{odd[0]}”, which no name may have",
            ),
            Words(
                "名称用汉字、字母、数字和 - _ . ( ) & '",
                "names have letters, digits and - _ . ( ) & '",
            ),
        )
    return said


@dataclass(frozen=True)
class Choice:
    """One word out of a closed list. options: code -> its words."""

    options: dict[str, Words]

    @property
    def hint(self) -> Words:
        """All the words that may stand here."""
        words = self.options.values()
        return Words(
            f"以下之一：{'、'.join(w.zh for w in words)}",
            f"one of: {'; '.join(w.en for w in words)}",
        )

    def read(self, text: str, names: Vocabulary) -> str:
        """Return the code of the option named."""
        said = fold(text)
        for code, words in self.options.items():
            if said in (fold(words.zh), words.en) or said.lower() == words.en.lower():
                return code
        raise unknown(
            said, Words("选项", "option"), [w for words in self.options.values() for w in words]
        )

    def say(self, value: str) -> Words:
        """Return the option's words."""
        return self.options[value]

    def shape(self, value: str) -> Hashable:
        """A choice decides the way of the money."""
        return value


class MoneyValue:
    """An amount of money with its unit."""

    hint = Words("金额，写明单位，如 5,000 万元", "an amount with its unit, as 50,000.00 yuan")

    def read(self, text: str, names: Vocabulary) -> int:
        """Return fen."""
        amount = read_money(text)
        if amount < 0:
            raise Unreadable(
                Words(f"“{fold(text)}”是负数", f"“{fold(text)}” is negative"),
                Words("约定的金额不写负数", "amounts in an agreement are not negative"),
            )
        return amount

    def say(self, value: int) -> Words:
        """Return yuan."""
        return Words(f"{in_yuan(value)} 元", f"{in_yuan(value)} yuan")

    def shape(self, value: int) -> Hashable:
        """A number."""
        return None


class RatioValue:
    """A share or rate. most: the largest allowed, or None."""

    hint = Words("比例，如 40% 或 1/3", "a share, as 40% or 1/3")

    def __init__(self, most: Fraction | None = Fraction(1)) -> None:
        self.most = most

    def read(self, text: str, names: Vocabulary) -> Fraction:
        """Return the exact fraction."""
        value = read_ratio(text)
        if self.most is not None and value > self.most:
            raise Unreadable(
                Words(
                    f"{in_percent(value)} 超过 {in_percent(self.most)}",
                    f"{in_percent(value)} is more than {in_percent(self.most)}",
                ),
                Words("核对签署文本", "check the signed text"),
            )
        return value

    def say(self, value: Fraction) -> Words:
        """Return percent, or the fraction where percent would not end."""
        return both(in_percent(value))

    def shape(self, value: Fraction) -> Hashable:
        """A number."""
        return None


class PartyValue:
    """The role of one party."""

    hint = Words("一方的角色，如 飞入地", "a party's role, as host")

    def read(self, text: str, names: Vocabulary) -> str:
        """Return the role as the parties table writes it."""
        said = fold(text)
        for role in names.parties:
            if fold(role) == said:
                return role
        raise unknown(said, Words("一方", "party"), names.parties)

    def say(self, value: str) -> Words:
        """Return the role."""
        return both(value)

    def shape(self, value: str) -> Hashable:
        """Who it is decides the way of the money."""
        return value


class NamesValue:
    """A list of names that the clause itself gives meaning to (facts, enterprises, parks)."""

    hint = Words("名称，以、分开", "names, separated by ;")

    def read(self, text: str, names: Vocabulary) -> tuple[str, ...]:
        """Return the names, once each, in their order."""
        found = tuple(dict.fromkeys(sound_name(name) for name in split_list(text)))
        if not found:
            raise Unreadable(
                Words("没有写名称", "no name is written"),
                Words("写出名称，以、分开", "write names, separated by ;"),
            )
        return found

    def say(self, value: tuple[str, ...]) -> Words:
        """Return the list."""
        return Words("、".join(value), ", ".join(value))

    def shape(self, value: tuple[str, ...]) -> Hashable:
        """Names decide the way of the money."""
        return value


class PartiesValue(NamesValue):
    """A list of parties."""

    hint = Words("若干方的角色，以、分开", "parties' roles, separated by ;")

    def read(self, text: str, names: Vocabulary) -> tuple[str, ...]:
        """Return their roles, once each."""
        return tuple(PartyValue().read(name, names) for name in super().read(text, names))


class ClausesValue(NamesValue):
    """A list of clauses of the same agreement."""

    hint = Words("条款号，如 第三条、第四条", "clause numbers, as Article 3; Article 4")

    def read(self, text: str, names: Vocabulary) -> tuple[str, ...]:
        """Return their numbers as the headings write them."""
        found = []
        for name in super().read(text, names):
            match = [number for number in names.clauses if number.lower() == name.lower()]
            if not match:
                raise unknown(name, Words("条款", "clause"), names.clauses)
            found.append(match[0])
        return tuple(found)


class TaxesValue(NamesValue):
    """A list of taxes."""

    hint = Words("税种，如 增值税、企业所得税", "taxes, as VAT; corporate income tax")

    def read(self, text: str, names: Vocabulary) -> tuple[str, ...]:
        """Return their codes."""
        found = []
        for name in super().read(text, names):
            if name.lower() not in tax_names():
                known = [w for words in taxes().values() for w in words]
                raise unknown(name, Words("税种", "tax"), known)
            found.append(tax_names()[name.lower()])
        return tuple(dict.fromkeys(found))

    def say(self, value: tuple[str, ...]) -> Words:
        """Return the taxes' names."""
        return tax_words(value)


Split = dict[str, Fraction]
_NAMED = re.compile(r"([^\d\W][^%/:]*?) ?[\d.]+ ?(?:%|‰|/ ?\d+)")
_BARE = re.compile(r"(\d+(?:\.\d+)?) ?[:比/] ?(\d+(?:\.\d+)?)")


def _nameless(item: str, parties: tuple[str, ...]) -> Words:
    """Say that a share names no party; of a bare ratio between two, what each reading gives."""
    zh, en = f"“{item}”没有写明哪一方占多少", f"“{item}” does not say which party gets it"
    bare = _BARE.fullmatch(item)
    if bare and len(parties) >= len(bare.groups()) and bare.group(1) != bare.group(2):
        one, two = parties[:2]
        a, b = bare.groups()
        zh += f"：若{one}在前，{one}得 {a}、{two}得 {b}；若{two}在前，{one}得 {b}、{two}得 {a}"
        en += f": {one} first, {one} gets {a} and {two} {b}; {two} first, the other way round"
    return Words(zh, en)


class SplitValue:
    """Shares of named parties that add up to the whole: 飞入地 40%，飞出地 60%."""

    hint = Words(
        "各方比例，合计 100%，如 飞入地 40%，飞出地 60%",
        "each party's share, 100% in all, as host 40%; origin 60%",
    )

    def read(self, text: str, names: Vocabulary) -> Split:
        """Return role -> share; refuses bare ratios and sums that are not the whole."""
        split: Split = {}
        for item in split_list(text):
            who, share = self._one(item, names)
            if who in split:
                raise Unreadable(
                    Words(f"“{who}”写了两次", f"“{who}” is written twice"),
                    Words("每一方只写一次", "write each party once"),
                )
            split[who] = share
        total = sum(split.values(), Fraction(0))
        if total != 1:
            listed = " + ".join(f"{in_percent(v)}" for v in split.values())
            raise Unreadable(
                Words(
                    f"比例合计为 {in_percent(total)}（{listed}），应为 100%",
                    f"the shares add up to {in_percent(total)} ({listed}), not 100%",
                ),
                Words("核对签署文本后改正其中一方", "check the signed text and correct one share"),
            )
        return split

    def _one(self, item: str, names: Vocabulary) -> tuple[str, Fraction]:
        who = max(
            (role for role in names.parties if item.startswith(fold(role))), key=len, default=""
        )
        rest = item[len(fold(who)) :].strip(" :")
        misspelt = _NAMED.fullmatch(item)
        if not who and misspelt:
            raise unknown(misspelt.group(1), Words("一方", "party"), names.parties)
        if not who:
            raise Unreadable(
                _nameless(item, names.parties),
                Words(
                    f"改写为“{names.parties[0] if names.parties else '飞入地'} …%，"
                    f"{names.parties[1] if len(names.parties) > 1 else '飞出地'} …%”；"
                    "系统不替双方选择先后",
                    "name each party before its share; the order is never guessed",
                ),
            )
        if not rest:
            what = Words(f"“{who}”没有写占多少", f"“{who}” has no share written")
            raise Unreadable(what, Words(f"写成“{who} …%”", f"write “{who} …%”"))
        return who, read_ratio(rest)

    def say(self, value: Split) -> Words:
        """Return party and share, one after another."""
        zh = "、".join(f"{who} {in_percent(share)}" for who, share in value.items())
        en = ", ".join(f"{who} {in_percent(share)}" for who, share in value.items())
        return Words(zh, en)

    def shape(self, value: Split) -> Hashable:
        """Who shares decides the way; how much is a number."""
        return tuple(value)
