"""park.toml: how the program is set for one folder."""

import tomllib
from dataclasses import dataclass, field
from typing import Any

from feidi.clauses.values import nearest
from feidi.evidence.problem import Problem
from feidi.evidence.source import At
from feidi.folder import layout
from feidi.folder.opening import Refused, Root
from feidi.quantities.words import Words

LANGUAGES = ("zh", "en")
KEYS = ("name", "lang", "note")
# tables of the file, each read by the stage that it is for
SECTIONS = ("diagnose", "match", "land", "relocation", "site")


@dataclass(frozen=True)
class Settings:
    """What park.toml says; empty where it says nothing.

    note: what every reader of a result must know first, such as that figures are assumed.
    sections: the tables of SECTIONS as written, empty where they do not stand there.
    """

    name: str = ""
    lang: str = ""
    note: str = ""
    sections: dict[str, dict[str, Any]] = field(default_factory=dict)


def read_settings(root: Root) -> tuple[Settings, list[Problem]]:
    """Return the settings of a folder; without park.toml they are empty."""
    if not root.exists(layout.SETTINGS):
        return Settings(), []
    try:
        said = tomllib.loads(root.document(layout.SETTINGS).decode("utf-8-sig"))
    except Refused as refused:
        return Settings(), [refused.problem]
    except tomllib.TOMLDecodeError as error:
        fix = Words('写成 name = "…" 和 lang = "zh"', 'write name = "…" and lang = "zh"')
        return Settings(), [_wrong(Words(f"不是 TOML：{error}", f"no TOML: {error}"), fix)]
    problems = [
        _wrong(Words(f"不认识的键“{key}”", f"unknown key “{key}”"), nearest(key, KEYS))
        for key in said
        if key not in (*KEYS, *SECTIONS)
    ]
    lang = said.get("lang", "")
    texts = {key: said.get(key, "") for key in ("name", "note")}
    for key, text in texts.items():
        if not isinstance(text, str):
            fix = Words("加上引号", "put it in quotes")
            problems.append(_wrong(Words(f"{key} 不是文字", f"{key} is no text"), fix))
            texts[key] = ""
    if lang not in ("", *LANGUAGES):
        what = Words(f"lang 是“{lang}”，应为 zh 或 en", f"lang is “{lang}”, not zh or en")
        problems.append(_wrong(what, Words('写 lang = "zh"', 'write lang = "zh"')))
        lang = ""
    return Settings(texts["name"], lang, texts["note"], _sections(said, problems)), problems


def _sections(said: dict[str, Any], problems: list[Problem]) -> dict[str, dict[str, Any]]:
    sections = {key: said[key] for key in SECTIONS if isinstance(said.get(key), dict)}
    for key in SECTIONS:
        if key in said and key not in sections:
            what = Words(f"{key} 不是一个表", f"{key} is no table")
            problems.append(_wrong(what, Words(f"写成 [{key}]", f"write [{key}]")))
    return sections


def _wrong(what: Words, fix: Words) -> Problem:
    return Problem("FO015", At(layout.SETTINGS), what, fix)
