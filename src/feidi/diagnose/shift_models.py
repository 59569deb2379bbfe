"""The shift-share models of the literature, on plain arrays: parts that add up to the change.

In every model e is the place's figure at the start, r[i] its growth, g[i] the growth of the
industry in the reference and g that of everything there. An industry with nothing to be
compared with at the start (none in the reference; or, where a model needs r[i], none in the
place) has its whole change in the part `unmatched`, so that no growth rate is ever divided
by zero and the parts still add up (§DI4).
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from feidi.quantities.words import Words

Array = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Parts = dict[str, Array]

NATIONAL, MIX, REGIONAL, UNMATCHED = "national", "mix", "regional", "unmatched"


@dataclass(frozen=True, eq=False)
class Change:
    """What a place and its reference had at the start and the end, by industry, none unknown.

    neighbours_start, neighbours_end: the same of the neighbours, weighted, for the spatial
    model; zeros where there are none.
    """

    start: Array
    end: Array
    reference_start: Array
    reference_end: Array
    neighbours_start: Array
    neighbours_end: Array

    @property
    def growth(self) -> float:
        """Growth of everything in the reference, g."""
        return float(self.reference_end.sum() / self.reference_start.sum() - 1.0)

    @property
    def industry_growth(self) -> Array:
        """Growth by industry in the reference, g[i]; NaN where it had none."""
        return _growth(self.reference_start, self.reference_end)


def _growth(start: Array, end: Array) -> Array:
    ratio: Array = np.divide(end, start, out=np.full(start.shape, np.nan), where=start > 0)
    return ratio - 1.0


def _with_unmatched(change: Change, parts: Parts, compared: Flags) -> Parts:
    """Zero every part where nothing could be compared, and put the whole change apart."""
    inside = {key: np.where(compared, part, 0.0) for key, part in parts.items()}
    return {**inside, UNMATCHED: np.where(compared, 0.0, change.end - change.start)}


def classic(change: Change) -> Parts:
    """National e g, mix e (g[i] - g), regional e (r[i] - g[i]).

    The regional part of an industry born in the place (e = 0) is all it has at the end.
    Over places that partition the reference, regional parts add up to zero by industry.
    Source: Dunn (1960), Papers of the Regional Science Association 6.

    >>> here, nation = ([90.0, 20.0], [100.0, 40.0]), ([400.0, 150.0], [440.0, 210.0])
    >>> parts = classic(Change(*map(np.array, (*here, *nation, *here))))
    >>> {key: part.round(2).tolist() for key, part in parts.items() if key != "unmatched"}
    {'national': [16.36, 3.64], 'mix': [-7.36, 4.36], 'regional': [1.0, 12.0]}
    """
    e, g = change.start, change.growth
    theirs = np.nan_to_num(change.industry_growth)
    parts = {NATIONAL: e * g, MIX: e * (theirs - g), REGIONAL: change.end - e * (1.0 + theirs)}
    return _with_unmatched(change, parts, change.reference_start > 0)


def homothetic(change: Change) -> Array:
    """What the place would have at the start with the reference's structure.

    h[i] = sum(e) E[i] / sum(E).
    """
    whole = change.reference_start
    return np.asarray(change.start.sum() * whole / whole.sum())


def esteban_marquillas(change: Change) -> Parts:
    """National and mix as in the classic model; regional = competitive h (r - g) + allocation.

    h: homothetic figures. competitive: what the place's growth would give with the
    reference's structure; allocation (e - h)(r - g): is it special where it grows faster?
    Source: Esteban-Marquillas (1972), Regional and Urban Economics 2(3).
    """
    e, h, g = change.start, homothetic(change), change.growth
    theirs = np.nan_to_num(change.industry_growth)
    faster = np.nan_to_num(_growth(change.start, change.end)) - theirs
    parts = {
        NATIONAL: e * g,
        MIX: e * (theirs - g),
        "competitive": h * faster,
        "allocation": (e - h) * faster,
    }
    return _with_unmatched(change, parts, (change.reference_start > 0) & (e > 0))


def arcelus(change: Change) -> Parts:
    """Four effects, each for the homothetic figures h and for the rest e - h: eight parts.

    national g; mix g[i] - g; regional r - g, the growth of the whole place against the
    reference; regional_mix (r[i] - r) - (g[i] - g).
    Source: Arcelus (1984), Growth and Change 15(1).
    """
    e, h, g = change.start, homothetic(change), change.growth
    theirs = np.nan_to_num(change.industry_growth)
    mine = np.nan_to_num(_growth(change.start, change.end))
    here = float(change.end.sum() / change.start.sum() - 1.0)
    effects = {
        NATIONAL: np.full(e.shape, g),
        MIX: theirs - g,
        REGIONAL: np.full(e.shape, here - g),
        "regional_mix": (mine - here) - (theirs - g),
    }
    parts = {
        f"{key}{ending}": figures * effect
        for key, effect in effects.items()
        for ending, figures in (("_expected", h), ("_differential", e - h))
    }
    return _with_unmatched(change, parts, (change.reference_start > 0) & (e > 0))


def spatial(change: Change) -> Parts:
    """National e g, neighbours e (n[i] - g), regional e (r[i] - n[i]).

    n[i]: growth of the industry in the neighbours, by the weights given. The regional part is
    measured against the neighbours, not the nation, so over a partition the regional parts
    need not add up to zero. Source: Nazara & Hewings (2004), Growth and Change 35(4).
    """
    e, g = change.start, change.growth
    theirs = np.nan_to_num(_growth(change.neighbours_start, change.neighbours_end))
    parts = {
        NATIONAL: e * g,
        "neighbours": e * (theirs - g),
        REGIONAL: change.end - e * (1.0 + theirs),
    }
    return _with_unmatched(change, parts, change.neighbours_start > 0)


def dynamic(changes: list[Change]) -> Parts:
    """Return the classic parts of each period, added up: growth and structure move every year.

    Source: Barff & Knight (1988), Growth and Change 19(2).
    """
    every = [classic(change) for change in changes]
    return {key: np.asarray(sum(parts[key] for parts in every)) for key in every[0]}


@dataclass(frozen=True)
class Model:
    """One model: its name, its source, what each part is called."""

    key: str
    title: Words
    source: str
    parts: dict[str, Words]
    run: Callable[[Change], Parts]


_NATIONAL = Words("参照增长", "growth of the reference")
_MIX = Words("产业结构", "industry mix")
_REGIONAL = Words("本地竞争力", "regional")
_UNMATCHED = Words("期初无可比", "nothing to compare at the start")
_EXPECTED, _REST = Words("同构", "expected"), Words("偏离", "differential")

MODELS = {
    model.key: model
    for model in (
        Model(
            "classic",
            Words("经典模型", "classic"),
            "Dunn (1960)",
            {NATIONAL: _NATIONAL, MIX: _MIX, REGIONAL: _REGIONAL, UNMATCHED: _UNMATCHED},
            classic,
        ),
        Model(
            "esteban-marquillas",
            Words("埃斯特班—马基利亚斯模型", "Esteban-Marquillas"),
            "Esteban-Marquillas (1972)",
            {
                NATIONAL: _NATIONAL,
                MIX: _MIX,
                "competitive": Words("净竞争力", "competitive"),
                "allocation": Words("配置效应", "allocation"),
                UNMATCHED: _UNMATCHED,
            },
            esteban_marquillas,
        ),
        Model(
            "arcelus",
            Words("阿塞勒斯模型", "Arcelus"),
            "Arcelus (1984)",
            {
                f"{key}{ending}": Words(f"{name.zh}（{kind.zh}）", f"{name.en}, {kind.en}")
                for key, name in {
                    NATIONAL: _NATIONAL,
                    MIX: _MIX,
                    REGIONAL: Words("本地总体增长", "growth of the place"),
                    "regional_mix": Words("本地产业结构", "regional industry mix"),
                }.items()
                for ending, kind in (("_expected", _EXPECTED), ("_differential", _REST))
            }
            | {UNMATCHED: _UNMATCHED},
            arcelus,
        ),
        Model(
            "spatial",
            Words("空间模型", "spatial"),
            "Nazara & Hewings (2004)",
            {
                NATIONAL: _NATIONAL,
                "neighbours": Words("邻近地区的产业增长", "industry growth of the neighbours"),
                REGIONAL: Words("相对邻近地区的竞争力", "regional, against the neighbours"),
                UNMATCHED: _UNMATCHED,
            },
            spatial,
        ),
    )
}
DYNAMIC = Model(
    "dynamic",
    Words("动态模型", "dynamic"),
    "Barff & Knight (1988)",
    MODELS["classic"].parts,
    classic,
)
