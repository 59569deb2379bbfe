"""A firm's name taken apart: where, who, what, and in which legal form."""

import csv
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from feidi.quantities.folding import fold

# longest first; what stands for the same form has the same word
FORMS = {
    "股份有限公司": "joint stock",
    "有限责任公司": "limited",
    "农民专业合作社": "cooperative",
    "合伙企业(有限合伙)": "partnership",
    "专业合作社": "cooperative",
    "有限公司": "limited",
    "股份公司": "joint stock",
    "合伙企业": "partnership",
    "合作社": "cooperative",
    "总公司": "company",
    "公司": "company",
    "总厂": "works",
    "厂": "works",
}
ENGLISH_FORMS = {
    "ltd": "limited",
    "limited": "limited",
    "llc": "limited",
    "gmbh": "limited",
    "inc": "joint stock",
    "incorporated": "joint stock",
    "corp": "joint stock",
    "corporation": "joint stock",
    "plc": "joint stock",
    "ag": "joint stock",
    "co": "",
    "company": "",
    "pte": "",
}
BRANCH = re.compile(
    r"^(?P<firm>.+(?:公司|厂|集团))(?P<branch>.{0,12}(?:分公司|分厂|办事处|代表处))$"
)
AREA = r"(?:维吾尔自治区|壮族自治区|回族自治区|自治区|自治州|自治县|新区|省|市|州|县|区)"
UNLISTED = re.compile(r"^([\u4e00-\u9fff]{2,3})(?:自治州|自治县|省|市|县)")
CHINESE = re.compile(r"[\u4e00-\u9fff]")
SHORTEST = 2


@dataclass(frozen=True)
class NameParts:
    """What a name says. whole: folded, without marks. region: place names at its head.

    bracket: place names in brackets. core: brand and trade. form: "" where none is said.
    group: calls itself a group. branch: the branch's own words, "" for the firm itself.
    """

    whole: str
    region: tuple[str, ...]
    bracket: tuple[str, ...]
    core: str
    form: str
    group: bool
    branch: str

    @property
    def chinese(self) -> bool:
        """Whether the core is written in Chinese characters."""
        return bool(CHINESE.search(self.core))

    @property
    def places(self) -> frozenset[str]:
        """All places the name names, with the provinces they lie in; the nation is none."""
        named = {*self.region, *self.bracket} - {"中国"}
        return frozenset(named | {known_places()[p] for p in named if p in known_places()})


@cache
def known_places() -> dict[str, str]:
    """Return the places that names begin with, longest first, with their provinces."""
    text = files("feidi.match.names").joinpath("places.csv").read_text(encoding="utf-8")
    rows = {row["name"]: row["province"] for row in csv.DictReader(text.splitlines())}
    return dict(sorted(rows.items(), key=lambda item: -len(item[0])))


def parts(name: str) -> NameParts:
    """Take a name apart.

    >>> found = parts("兰州市佛慈（集团）制药股份有限公司")
    >>> found.region, found.core, found.form, found.group
    (('兰州',), '佛慈制药', 'joint stock', True)
    """
    text = fold(name)
    return _chinese(text.replace(" ", "")) if CHINESE.search(text) else _english(text)


def _chinese(text: str) -> NameParts:
    whole = re.sub(r"[()\[\]·.,\"'“”]", "", text).lower()
    branched = BRANCH.match(text)
    branch = branched["branch"] if branched else ""
    text = branched["firm"] if branched else text
    text, form = _form(text)
    insides = re.findall(r"\(([^)]*)\)", text)
    text = re.sub(r"\([^)]*\)", "", text)
    bracket: tuple[str, ...] = ()
    group = False
    for inside in insides:
        places, rest = _region(inside, 0)
        bracket += places
        group = group or rest == "集团"
        text += "" if rest in {"", "集团", "控股"} or places else rest
    if text.endswith("集团"):
        text, group = text.removesuffix("集团"), True
    region, core = _region(text, SHORTEST)
    core = re.sub(r"[·.,\"'“”\[\]]", "", core).lower()
    return NameParts(whole, region, bracket, core, form, group, branch)


def _form(text: str) -> tuple[str, str]:
    for suffix, form in FORMS.items():
        if text.endswith(suffix) and len(text) > len(suffix):
            return text.removesuffix(suffix), form
    return text, ""


def _region(text: str, leave: int) -> tuple[tuple[str, ...], str]:
    """Take place names off the head, as long as `leave` characters stay."""
    found: tuple[str, ...] = ()
    while True:
        place, rest = _head(text)
        if not place or len(rest) < leave:
            return found, text
        found, text = (*found, place), rest


def _head(text: str) -> tuple[str, str]:
    for place in known_places():
        if text.startswith(place):
            return place, re.sub(f"^{place}(?:回族|藏族)?{AREA}?", "", text)
    other = UNLISTED.match(text)
    return (other[1], text[other.end() :]) if other else ("", text)


def _english(text: str) -> NameParts:
    words = re.sub(r"[^\w&+]+", " ", text.lower().replace("'", "")).split()
    whole = " ".join(words)
    form = ""
    while len(words) > 1 and words[-1] in ENGLISH_FORMS:
        form = ENGLISH_FORMS[words.pop()] or form
    group = len(words) > 1 and words[-1] in {"group", "holdings"}
    words = words[:-1] if group else words
    while len(words) > 1 and words[-1] in ENGLISH_FORMS:
        words.pop()
    return NameParts(whole, (), (), " ".join(words), form, group, "")
