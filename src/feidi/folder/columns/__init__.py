"""The data dictionary: which columns each table of a project folder has."""

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from feidi.quantities.folding import fold
from feidi.quantities.words import Words


@dataclass(frozen=True)
class Column:
    """One column of a table. type: a key of folder.cell_values; unit: of the figures in it."""

    field: str
    label: Words
    type: str
    unit: str
    required: bool
    meaning: Words

    @property
    def names(self) -> tuple[str, ...]:
        """Every way a header may write the column, in lower case."""
        return tuple(fold(n).lower() for n in (self.label.zh, self.field, self.label.en))


@cache
def tables() -> tuple[str, ...]:
    """Return the names of all tables that have a dictionary."""
    here = files("feidi.folder.columns")
    return tuple(
        sorted(f.name.removesuffix(".csv") for f in here.iterdir() if f.name.endswith(".csv"))
    )


@cache
def columns(table: str) -> tuple[Column, ...]:
    """Return the columns of a table, in the order the template writes them.

    >>> [column.field for column in columns("control-totals")]
    ['period', 'tax', 'amount']
    """
    text = files("feidi.folder.columns").joinpath(f"{table}.csv").read_text(encoding="utf-8")
    return tuple(
        Column(
            row["field"],
            Words(row["zh"], row["en"]),
            row["type"],
            row["unit"],
            row["required"] == "yes",
            Words(row["meaning_zh"], row["meaning_en"]),
        )
        for row in csv.DictReader(text.splitlines())
    )


def template(table: str, lang: str) -> str:
    r"""Return the header line of an empty table, in Chinese labels or English fields.

    >>> template("control-totals", "zh"), template("control-totals", "en")
    ('所属期,税种,金额\n', 'period,tax,amount\n')
    """
    names = (c.field if lang == "en" else c.label.zh for c in columns(table))
    return ",".join(names) + "\n"
