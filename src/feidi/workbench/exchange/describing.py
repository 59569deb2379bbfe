"""What the tables that leave with a side hold, for who opens them without the workbench."""

import csv
import io
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from django.db import models

from feidi.quantities.words import Words
from feidi.workbench.exchange.leaving import FOLDER, LEFT_OUT, columns, is_file, label_of, tables
from feidi.workbench.parks.models import Park, Party

README, DICTIONARY = f"{FOLDER}/README.md", f"{FOLDER}/columns.csv"


class Told(NamedTuple):
    """A table or column in words. unit: of the figures in it."""

    words: Words
    unit: str = ""


@cache
def dictionary(of: str) -> dict[str, Told]:
    """Return the words of all `tables` or `columns`.

    >>> dictionary("columns")["projects.project.area"].unit
    '万分之一亩 1/10000 mu'
    """
    text = _said(f"{of}.csv")
    return {
        row[of.removesuffix("s")]: Told(Words(row["zh"], row["en"]), row.get("unit") or "")
        for row in csv.DictReader(text.splitlines())
    }


def _said(name: str) -> str:
    return files("feidi.workbench.exchange.dictionary").joinpath(name).read_text("utf-8")


def told_of(model: type[models.Model], field: models.Field[Any, Any]) -> Told:
    """Return what a column holds: as said for its table, else for all columns of the name."""
    said = dictionary("columns")
    return said.get(f"{label_of(model)}.{field.name}") or said[field.name]


def described(park: Park, party: Party, counts: Mapping[str, int]) -> dict[str, bytes]:
    """Return the files that say what was taken: a page to read, and every column as a table."""
    return {README: _page(park, party, counts).encode(), DICTIONARY: _columns().encode()}


def _page(park: Park, party: Party, counts: Mapping[str, int]) -> str:
    listed = "".join(
        f"| `{label}.csv` | {told.words.zh} {told.words.en} | {counts[label]} |\n"
        for label, told in sorted(dictionary("tables").items())
    )
    left = "".join(f"| `{label}` | {why.zh} {why.en} |\n" for label, why in LEFT_OUT.items())
    text = _said("README.md")
    return text.format(park=park.name, party=party.name, listed=listed, left=left)


def _columns() -> str:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("table", "column", "zh", "en", "unit", "holds"))
    for model in tables():
        for field in columns(model):
            told = told_of(model, field)
            cells = (label_of(model), field.name, told.words.zh, told.words.en, told.unit)
            writer.writerow((*cells, _holds(model, field)))
    return text.getvalue()


def _holds(model: type[models.Model], field: models.Field[Any, Any]) -> str:
    """Return what kind of value a column has, or which table its key leads to."""
    if is_file(model, field):
        return "本存档中的文件 file of this archive"
    above: Any = field.related_model
    if above is Party:
        return "签约方全称 party by its full name"
    if field.is_relation:
        return f"{label_of(above)}.id"
    return "JSON" if isinstance(field, models.JSONField) else ""
