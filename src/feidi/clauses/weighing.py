"""Factors with weights, and how their shares are rounded: `人口 50%、税率 50%`, `四舍五入 4 位`."""

import re
from collections.abc import Hashable
from fractions import Fraction
from typing import NamedTuple

from feidi.clauses.values import Vocabulary, sound_name
from feidi.quantities.folding import fold, split_list
from feidi.quantities.ratio import in_percent, read_ratio
from feidi.quantities.rounding import Mode
from feidi.quantities.words import Unreadable, Words

ROUNDINGS = {
    "down": Words("舍去", "down"),
    "up": Words("进一", "up"),
    "half-up": Words("四舍五入", "half up"),
    "half-even": Words("四舍六入五成双", "half even"),
}
AS_TOTAL = Words("与总数位数相同", "as many places as the total has digits")

Weights = dict[str, Fraction | None]


class Places(NamedTuple):
    """A rounding to decimals. places None: as many as the total has digits."""

    mode: str
    places: int | None

    def of(self, value: Fraction, total: Fraction = Fraction(0)) -> Fraction:
        """Return the value rounded."""
        scale = self.scale(total)
        return Fraction(
            Mode(self.mode).round_ratio(value.numerator * scale, value.denominator), scale
        )

    def scale(self, total: Fraction) -> int:
        """Return how many parts of the last decimal make one."""
        places = len(str(int(total))) if self.places is None else self.places
        return int("1" + "0" * places)


class PlacesValue:
    """How a share, an index or an amount a unit is rounded: 四舍五入 4 位."""

    hint = Words("取整方式和位数，如 四舍五入 4 位", "mode and places, as half up 4 places")

    def __init__(self, as_total: bool = False) -> None:
        self.as_total = as_total

    def read(self, text: str, names: Vocabulary) -> Places:
        """Return mode and places."""
        said = fold(text)
        for mode, words in ROUNDINGS.items():
            for word in words:
                rest = said[len(word) :].strip()
                if said.lower().startswith(word) and self.as_total and rest.lower() in AS_TOTAL:
                    return Places(mode, None)
                match = re.fullmatch(r"(?:到 ?小数 ?)?(\d) ?(?:位|places?)", rest, re.I)
                if said.lower().startswith(word) and match:
                    return Places(mode, int(match.group(1)))
        raise Unreadable(
            Words(f"“{said}”没有写明取整方式和位数", f"“{said}” names no mode and places"),
            self.hint,
        )

    def say(self, value: Places) -> Words:
        """Return mode and places."""
        mode = ROUNDINGS[value.mode]
        if value.places is None:
            return Words(f"{mode.zh}，{AS_TOTAL.zh}", f"{mode.en}, {AS_TOTAL.en}")
        return Words(f"{mode.zh} {value.places} 位", f"{mode.en} {value.places} places")

    def shape(self, value: Places) -> Hashable:
        """How it is rounded decides how numbers are made."""
        return value


class FactorsValue:
    """The factors, with their weights where they are added: 工资 35%、收入 35%、资产 30%."""

    hint = Words(
        "因素及权重，合计 100%，如 工资 35%、营业收入 35%、资产 30%；相乘时不写权重",
        "factors with weights, 100% in all, as wages 35%; revenue 35%; assets 30%",
    )

    def read(self, text: str, names: Vocabulary) -> Weights:
        """Return factor -> weight; weights must add up to the whole, or all be absent."""
        found: Weights = {}
        for item in split_list(text):
            match = re.fullmatch(
                r"(.+?) ?((?:百分之|千分之|万分之)?[\d.]+ ?(?:[%‰]|/ ?\d+)?)", item
            )
            name = sound_name(match.group(1) if match else item)
            if name in found:
                raise Unreadable(
                    Words(f"因素“{name}”写了两次", f"the factor “{name}” is written twice"),
                    Words("每个因素只写一次", "write each factor once"),
                )
            found[name] = read_ratio(match.group(2)) if match else None
        weights = [w for w in found.values() if w is not None]
        total = sum(weights, Fraction(0))
        if weights and (len(weights) != len(found) or total != 1):
            listed = " + ".join(in_percent(w) for w in weights)
            raise Unreadable(
                Words(
                    f"因素权重合计为 {in_percent(total)}（{listed}），应为 100%",
                    f"the weights add up to {in_percent(total)} ({listed}), not 100%",
                ),
                Words("核对签署文本", "check the signed text"),
            )
        return found

    def say(self, value: Weights) -> Words:
        """Return the factors and weights."""
        said = [f"{n} {in_percent(w)}" if w is not None else n for n, w in value.items()]
        return Words("、".join(said), ", ".join(said))

    def shape(self, value: Weights) -> Hashable:
        """Which factors count decides how the index is told; their weights are numbers."""
        return tuple(value)
