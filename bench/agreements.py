"""Made-up agreements, as documents that are read like any other, and the fiscal rules they need."""

import pickle
from pathlib import Path
from typing import cast

import numpy as np

from bench.receipts import DATA, FIRST_MONTH, MONTHS, SEED, TAXES, agreement_of, sizes
from bench.sketch import CENTRE, PARTS, ROLES, Sketch
from bench.workloads import Workload
from feidi.clauses.document import read_document
from feidi.clauses.plan import Case
from feidi.clauses.reading import read_agreement, read_policies
from feidi.clauses.setting import Book
from feidi.records.grouping import Grouping
from feidi.records.tax import taxes
from feidi.settle.many import Prepared, prepare


def sketches(work: Workload, rows: int) -> list[Sketch]:
    """Return the agreements that `rows` receipts are settled under."""
    rng = np.random.default_rng(SEED + work.cycle)
    return [_sketch(work, f"A{number}", rng) for number in range(sizes(rows)[1])]


def _sketch(work: Workload, name: str, rng: np.random.Generator) -> Sketch:
    parties = ROLES[: int(rng.integers(2, len(ROLES) + 1))]
    covered = sorted(rng.permutation(len(TAXES))[: int(rng.integers(6, len(TAXES) + 1))])
    return work.draw(
        rng,
        name=name,
        parties=parties,
        taxes=tuple(TAXES[i] for i in covered),
        refunds=bool(rng.integers(0, 2)),
    )


def cases(work: Workload, rows: int) -> list[Case]:
    """Return the agreements read from their documents, ready to be settled."""
    policies, problems = read_policies((read_document(_policy().encode(), "policies/split.md"),))
    months = (FIRST_MONTH, FIRST_MONTH + MONTHS - 1)
    found = []
    for sketch in sketches(work, rows):
        document = read_document(_text(work, sketch).encode(), f"{sketch.name}.md")
        agreement, wrong = read_agreement((document,), policies)
        if agreement is None or wrong or problems:
            message = f"{sketch.name}: {[*wrong, *problems][:1]}"
            raise AssertionError(message)
        found.append(Case(agreement, Book(), (sketch.name,), months))
    return found


def prepared(work: Workload, rows: int) -> Prepared:
    """Return the compiled rulebook, from a file where an earlier process left it."""
    path = _kept(work, rows)
    if not path.exists():
        keep(prepare(cases(work, rows)), work, rows)
    return cast("Prepared", pickle.loads(path.read_bytes()))  # noqa: S301 - our own file


def keep(rules: Prepared, work: Workload, rows: int) -> None:
    """Leave the compiled rulebook for later processes, for reading takes its time."""
    path = _kept(work, rows)
    unfinished = path.with_suffix(".part")
    unfinished.write_bytes(pickle.dumps(rules))
    unfinished.rename(path)


def _kept(work: Workload, rows: int) -> Path:
    return DATA / f"{work.name}-{sizes(rows)[1]}.pickle"


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
        for i, part in enumerate(PARTS, 1)
    )
    return f"# Split\n\n| document number | made up |\n|---|---|\n{clauses}"


def _text(work: Workload, sketch: Sketch) -> str:
    parties = "".join(f"| {role} | Government of the {role} |\n" for role in sketch.parties)
    rules = (
        f"kind: term\nsettled: {work.settled}\nstarts in: {FIRST_MONTH // 12}-01\nwithout end: yes",
        "kind: rounding\nstage: each settlement period\nmode: down\ngrain: 0.01 yuan\n"
        "remainder to: host",
        f"kind: scope\ntaxes: {'; '.join(taxes()[t].en for t in sketch.taxes)}\n"
        "measure: local part after the centre\n"
        f"refunds: {'deducted' if sketch.refunds else 'not deducted'}\n"
        "enterprises: all on the roster\nunit of account: park",
        *sketch.clauses(),
    )
    clauses = "".join(
        f"\n## Article {i} of the text\n\n```rule\n{rule}\n```\n" for i, rule in enumerate(rules, 1)
    )
    return f"# {sketch.name}\n\n| Role | Party |\n|---|---|\n{parties}{clauses}"
