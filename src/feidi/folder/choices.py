"""Cells that hold one of a few words: what each may be called, in Chinese and in English."""

from collections.abc import Callable, Mapping
from functools import partial

from feidi.clauses.values import nearest
from feidi.match.given import FACTS, LAYERS, STAGES, VETO_KINDS
from feidi.quantities.folding import fold
from feidi.quantities.words import Unreadable, Words, both
from feidi.records.indicator import FACTORS

Choices = Mapping[str, tuple[Words, ...]]

ROLES: Choices = {
    "origin": (Words("飞出地", "origin"),),
    "host": (Words("飞入地", "host"),),
    "province": (Words("全省", "province"), Words("省", "region")),
    "nation": (Words("全国", "nation"),),
    "peer": (Words("比较地区", "peer"),),
    "neighbour": (Words("邻近地区", "neighbour"),),
}
MEASURES: Choices = {
    "employment": (Words("从业人员", "employment"), Words("就业人数", "jobs")),
    "value added": (Words("增加值", "value added"), Words("增加值", "value_added")),
    "output": (Words("总产出", "output"), Words("总产值", "gross output")),
    "pay": (Words("劳动者报酬", "pay"), Words("工资", "labour compensation")),
    "revenue": (Words("营业收入", "revenue"), Words("主营业务收入", "turnover")),
}
STATUSES: Choices = {
    "published": (Words("公布", "published"),),
    "missing": (Words("缺失", "missing"),),
    "suppressed": (Words("保密", "suppressed"),),
    "assumed": (Words("假设", "assumed"),),
}
FACTOR_NAMES: Choices = {key: (words, both(key)) for key, words in FACTORS.items()}
DIRECTIONS: Choices = {
    "higher": (Words("高", "high"), Words("越高越好", "higher")),
    "lower": (Words("低", "low"), Words("越低越好", "lower")),
}
IO_KINDS: Choices = {
    "competitive": (Words("竞争型", "competitive"),),
    "noncompetitive": (Words("非竞争型", "noncompetitive"),),
}
MORE_OR_LESS: Choices = {"more": (Words("越多越好", "more"),), "less": (Words("越少越好", "less"),)}
LAYER_NAMES: Choices = {key: (words, both(key)) for key, words in LAYERS.items()}
VETO_NAMES: Choices = {key: (words, both(key)) for key, words in VETO_KINDS.items()}
STAGE_NAMES: Choices = {key: (words, both(key)) for key, words in STAGES.items()}
FACT_NAMES: Choices = {key: (words, both(key)) for key, words in FACTS.items()}


def read_choice(choices: Choices, text: str) -> str:
    """Return the code of one of the words; `Unreadable` names those there are.

    >>> read_choice(ROLES, "飞入地"), read_choice(STATUSES, "Assumed")
    ('host', 'assumed')
    """
    said = fold(text).lower()
    for code, names in choices.items():
        if any(said in (name.zh.lower(), name.en) for name in names):
            return code
    known = [names[0] for names in choices.values()]
    zh, en = "、".join(n.zh for n in known), ", ".join(n.en for n in known)
    raise Unreadable(
        Words(f"“{text}”不是 {zh} 之一", f"“{text}” is none of {en}"),
        nearest(said, [each for name in known for each in name]),
    )


def words_of(choices: Choices, code: str) -> Words:
    """Return how a code is called."""
    return choices[code][0]


CHOICE_READERS: dict[str, Callable[[str], str]] = {
    name: partial(read_choice, choices)
    for name, choices in (
        ("role", ROLES),
        ("measure", MEASURES),
        ("status", STATUSES),
        ("factor", FACTOR_NAMES),
        ("direction", DIRECTIONS),
        ("io-kind", IO_KINDS),
        ("more-or-less", MORE_OR_LESS),
        ("layer", LAYER_NAMES),
        ("veto", VETO_NAMES),
        ("stage", STAGE_NAMES),
        ("firm-fact", FACT_NAMES),
    )
}
