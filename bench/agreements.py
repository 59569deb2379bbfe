"""Made-up agreements, as documents that are read like any other, and the fiscal rules they need."""

import pickle
from dataclasses import dataclass
from fractions import Fraction
from typing import cast

import numpy as np

from bench.receipts import DATA, FIRST_MONTH, MONTHS, SEED, TAXES, agreement_of, sizes
from feidi.clauses.document import read_document
from feidi.clauses.plan import Case
from feidi.clauses.reading import read_agreement, read_policies
from feidi.clauses.setting import Book
from feidi.quantities.money import in_yuan
from feidi.records.grouping import Grouping
from feidi.records.tax import taxes

ROLES = ("host", "origin", "third", "fourth")
# what the centre takes of each tax: three rules
CENTRE = {tax: {"vat": 50, "cit": 60, "pit": 60}.get(tax, 0) for tax in TAXES}
YEARS = MONTHS // 12


@dataclass(frozen=True)
class Sketch:
    """What one agreement says. taxes: covered. base: fen a year, kept by the host.

    change: the agreement year from which `late` shares hold in place of `early`.
    """

    name: str
    parties: tuple[str, ...]
    taxes: tuple[str, ...]
    refunds: bool
    base: int
    early: tuple[Fraction, ...]
    late: tuple[Fraction, ...]
    change: int

    def shares(self, year: int) -> tuple[Fraction, ...]:
        """Return the parties' shares in an agreement year, 1 the first."""
        return self.early if year < self.change else self.late


def sketches(rows: int) -> list[Sketch]:
    """Return the agreements that `rows` receipts are settled under."""
    rng = np.random.default_rng(SEED + 1)
    found = []
    for number in range(sizes(rows)[1]):
        parties = ROLES[: int(rng.integers(2, 5))]
        covered = sorted(rng.permutation(len(TAXES))[: int(rng.integers(6, len(TAXES) + 1))])
        found.append(
            Sketch(
                f"A{number}",
                parties,
                tuple(TAXES[i] for i in covered),
                bool(rng.integers(0, 2)),
                int(rng.integers(1, 100_000)) * 10_000,
                _shares(rng, len(parties)),
                _shares(rng, len(parties)),
                int(rng.integers(2, YEARS + 1)),
            )
        )
    return found


def _shares(rng: np.random.Generator, parties: int) -> tuple[Fraction, ...]:
    weights = [int(w) for w in rng.integers(1, 12, parties)]
    return tuple(Fraction(w, sum(weights)) for w in weights)


def cases(rows: int) -> list[Case]:
    """Return the agreements read from their documents, ready to be settled."""
    policies, problems = read_policies((read_document(_policy().encode(), "policies/split.md"),))
    months = (FIRST_MONTH, FIRST_MONTH + MONTHS - 1)
    found = []
    for sketch in sketches(rows):
        document = read_document(_text(sketch).encode(), f"{sketch.name}.md")
        agreement, wrong = read_agreement((document,), policies)
        if agreement is None or wrong or problems:
            message = f"{sketch.name}: {[*wrong, *problems][:1]}"
            raise AssertionError(message)
        found.append(Case(agreement, Book(), (sketch.name,), months))
    return found


def kept_cases(rows: int) -> list[Case]:
    """Return the same from a file that an earlier process left, for reading takes its time."""
    path = DATA / f"agreements-{sizes(rows)[1]}.pickle"
    if not path.exists():
        unfinished = path.with_suffix(".part")
        unfinished.write_bytes(pickle.dumps(cases(rows)))
        unfinished.rename(path)
    return cast("list[Case]", pickle.loads(path.read_bytes()))  # noqa: S301 - our own file


def grouping(rows: int) -> Grouping:
    """Return enterprise -> agreement."""
    group = agreement_of(rows)
    names = tuple(f"A{number}" for number in range(sizes(rows)[1]))
    return Grouping(np.arange(len(group)), group, names)


def _policy() -> str:
    clauses = "".join(
        f"\n## Article {i}\n\n```rule\nkind: fiscal split\n"
        f"taxes: {'; '.join(taxes()[t].en for t in TAXES if CENTRE[t] == part)}\n"
        f"from: 1994-01\ncentre: {part}%\n```\n"
        for i, part in enumerate(sorted(set(CENTRE.values())), 1)
    )
    return f"# Split\n\n| document number | made up |\n|---|---|\n{clauses}"


def _text(sketch: Sketch) -> str:
    parties = "".join(f"| {role} | Government of the {role} |\n" for role in sketch.parties)
    early, late = (
        "; ".join(f"{who} {share}" for who, share in zip(sketch.parties, shares, strict=True))
        for shares in (sketch.early, sketch.late)
    )
    rules = (
        f"kind: term\nsettled: yearly\nstarts in: {FIRST_MONTH // 12}-01\nwithout end: yes",
        "kind: rounding\nstage: each settlement period\nmode: down\ngrain: 0.01 yuan\n"
        "remainder to: host",
        f"kind: scope\ntaxes: {'; '.join(taxes()[t].en for t in sketch.taxes)}\n"
        "measure: local part after the centre\n"
        f"refunds: {'deducted' if sketch.refunds else 'not deducted'}\n"
        "enterprises: all on the roster\nunit of account: park",
        "kind: base kept\ntakes from: Article 3\nbase stays with: host\n"
        f"base: {in_yuan(sketch.base)} yuan\n"
        "below the base: all to the base's owner, nothing is shared",
        "kind: shares\ntakes from: Article 4\n"
        f"years 1-{sketch.change - 1}: {early}\nfrom year {sketch.change}: {late}",
    )
    clauses = "".join(
        f"\n## Article {i} of the text\n\n```rule\n{rule}\n```\n" for i, rule in enumerate(rules, 1)
    )
    return f"# {sketch.name}\n\n| Role | Party |\n|---|---|\n{parties}{clauses}"
