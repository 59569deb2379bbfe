"""The taxes and revenues a receipt can be of: one code each, with its Chinese and English name."""

import csv
from functools import cache
from importlib.resources import files

from feidi.quantities.words import Words


@cache
def taxes() -> dict[str, Words]:
    """Return code -> names, in the order of the catalogue records/taxes.csv."""
    text = files("feidi.records").joinpath("taxes.csv").read_text(encoding="utf-8")
    return {row["code"]: Words(row["zh"], row["en"]) for row in csv.DictReader(text.splitlines())}


@cache
def tax_names() -> dict[str, str]:
    """Return every way to write a tax, in lower case, to its code.

    >>> tax_names()["增值税"], tax_names()["vat"]
    ('vat', 'vat')
    """
    names = {}
    for code, words in taxes().items():
        names.update({words.zh: code, words.en.lower(): code, code: code})
    return names


def tax_words(codes: tuple[str, ...]) -> Words:
    """Return a list of taxes in words."""
    known = taxes()
    return Words("、".join(known[c].zh for c in codes), ", ".join(known[c].en for c in codes))
