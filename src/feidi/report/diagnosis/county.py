"""What chains a county without a table of its own can be expected to have: an estimate."""

from typing import Any

import numpy as np

from feidi.diagnose.regionalise import Regionalised
from feidi.quantities.words import Words
from feidi.report.briefing import Grid, Section
from feidi.report.briefing.amounts import brief, interval, percent, plain
from feidi.report.charts import Axis, Bar, rows
from feidi.report.diagnosis.chains import SECTOR
from feidi.report.diagnosis.naming import Call

SECTORS = 12


def regional_section(found: Regionalised, call: Call) -> Section:
    """Return the estimate of a place without a table of its own, with its interval."""
    place = call(found.place)
    largest = [int(n) for n in np.argsort(-found.output)[:SECTORS]]

    def draw(width: int, lang: str) -> dict[str, Any]:
        bars = [
            Bar(
                brief(found.names[n]).say(lang),
                0.0,
                float(found.multiplier[n]),
                f"{found.multiplier[n]:.2f} ({interval(found.low[n], found.high[n]).say(lang)})",
                "plain",
                low=float(found.low[n]),
                high=float(found.high[n]),
            )
            for n in largest
        ]
        axis = Axis(Words("本地产出乘数", "local output multiplier").say(lang), mark=1.0)
        return rows(bars, axis, regional_reading(found, call).say(lang), width)

    title = Words(f"{place.zh}自己的链条有多短（估算）",
                  f"How short the chains of {place.en} are (estimate)")  # fmt: skip
    return Section(
        key="regional",
        title=title,
        reading=regional_reading(found, call),
        grid=_grid(found),
        draw=draw,
        how=Words(
            "1 表示一分钱也带动不了别的行业；细线是不确定的范围。",
            "1 means that nothing else is set in motion; the thin line is what is uncertain.",
        ),
        notes=_notes(found),
        left_out=tuple((drop.name, drop.why) for drop in found.dropped),
    )


def regional_reading(found: Regionalised, call: Call) -> Words:
    """Return one sentence on how little of a purchase stays in the place."""
    weight = found.output / found.output.sum()
    made = (found.multiplier, found.most, found.low, found.high)
    mean, most, low, high = (float(v @ weight) for v in made)
    place = call(found.place)
    outside = _outside(found)
    output = Words(f"{mean:.2f}", f"{mean:.2f}") if most == mean else interval(mean, most)
    return Words(
        f"估算：{place.zh}每新增 1 元需求，县内产出约 {output.zh} 元"
        f"（算上误差 {low:.2f}—{high:.2f}）；"
        f"生产用的东西 {outside.zh} 要从县外买。{_open(found).zh}",
        f"An estimate: one yuan of new demand in {place.en} gives about {output.en} yuan of output "
        f"there ({low:.2f}–{high:.2f} with its error); {outside.en} of inputs are bought outside."
        f"{_open(found).en}",
    )


def _outside(found: Regionalised) -> Words:
    low, high = (percent(1.0 - p) for p in (found.local_inputs_most, found.local_inputs_least))
    return (
        Words(f"约 {low.zh}", f"about {low.en}")
        if low == high
        else Words(f"{low.zh}—{high.zh}", f"{low.en} to {high.en}")
    )


def _open(found: Regionalised) -> Words:
    """Return how much is not known of what supplies the inputs, nothing where all is."""
    if found.covered == 1.0:
        return Words("", "")
    part = percent(found.covered)
    count = len(found.codes)
    return Words(
        f"有数的 {count} 个部门只供应投入的 {part.zh}："
        "一头当作其余部门县里没有，一头当作它们够用。",
        f" The {count} sectors with figures supply only {part.en} of the inputs: one end takes the "
        "others as absent, the other as sufficient.",
    )


def _grid(found: Regionalised) -> Grid:
    heads = (
        SECTOR,
        Words("乘数（其余部门没有）", "multiplier, others absent"),
        Words("乘数（其余部门够用）", "multiplier, others sufficient"),
        Words("区间", "interval"),
    )
    made = tuple(
        (
            found.names[n],
            plain(float(found.multiplier[n])),
            plain(float(found.most[n])),
            interval(found.low[n], found.high[n]),
        )
        for n in np.argsort(-found.output)
    )
    return Grid(heads, made)


def _notes(found: Regionalised) -> tuple[Words, ...]:
    notes = [
        Words(
            f"估算，不是调查：全国投入系数（{found.national}）按 FLQ 缩小，δ = {found.delta:.2f}；"
            f"误差取自 {found.calibrated_on.zh}",
            f"an estimate, no survey: national coefficients ({found.national}) cut down by FLQ, "
            f"delta {found.delta:.2f}; the error comes from {found.calibrated_on.en}",
        )
    ]
    if found.extrapolated:
        notes.append(
            Words(
                "本地比校准所用的任何一个省都小，属于外推：实际误差比区间更大",
                "the place is smaller than any province of the calibration: this extrapolates, and "
                "the true error is larger than the interval",
            )
        )
    return tuple(notes)
