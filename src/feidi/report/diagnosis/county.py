"""What chains a county without a table of its own can be expected to have: an estimate."""

from typing import Any

import numpy as np

from feidi.diagnose.regionalise import Regionalised
from feidi.quantities.words import Words
from feidi.report.briefing import Grid, Section
from feidi.report.briefing.amounts import brief, interval, plain
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
    mean, low, high = (float(v @ weight) for v in (found.multiplier, found.low, found.high))
    bought = 1.0 - found.local_input_share
    return Words(
        f"估算：{call(found.place).zh}每新增 1 元需求，县内产出约 {mean:.2f} 元"
        f"（{low:.2f}—{high:.2f}）；生产用的东西约 {bought:.0%} 要从县外买。",
        f"An estimate: one yuan of new demand in {call(found.place).en} gives about {mean:.2f} "
        f"yuan of output there ({low:.2f}–{high:.2f}); about {bought:.0%} of inputs are bought "
        "outside.",
    )


def _grid(found: Regionalised) -> Grid:
    heads = (SECTOR, Words("乘数", "multiplier"), Words("区间", "interval"))
    made = tuple(
        (found.names[n], plain(float(found.multiplier[n])), interval(found.low[n], found.high[n]))
        for n in np.argsort(-found.output)
    )
    return Grid(heads, made)


def _notes(found: Regionalised) -> tuple[Words, ...]:
    notes = [
        Words(
            f"估算，不是调查：全国投入系数（{found.national}）按 FLQ 缩小，δ = {found.delta:.2f}；"
            f"误差取自{found.calibrated_on.zh}",
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
