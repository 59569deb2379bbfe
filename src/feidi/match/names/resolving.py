"""Which rows of a list may mean one firm? Shown to a person, never merged."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from feidi.match.given import Firm
from feidi.match.names.comparing import DISTINCT, MATCHED, Verdict, compare
from feidi.match.names.parts import parts


@dataclass(frozen=True)
class Pairing:
    """Two firms of a list whose names may mean one, with the verdict."""

    one: Firm
    other: Firm
    verdict: Verdict


def pairings(firms: Iterable[Firm]) -> tuple[Pairing, ...]:
    """Which firms of a list are matched, possibly the same, or related, by name? §M16.

    Only names that share a core, a brand or all but one character of a core are compared; all
    others are distinct. A short name that fits several firms is possible with each of them.
    Returns matched first, then possible, then related distinct ones; order of rows is no matter.
    """
    listed = sorted(firms, key=lambda f: f.id)
    said = [(f.name, *f.aliases) for f in listed]
    found = []
    for i, j in sorted(_near(said)):
        verdict = _nearest([compare(x, y, said) for x in said[i] for y in said[j]])
        if verdict.kind != DISTINCT or verdict.related:
            found.append(Pairing(listed[i], listed[j], verdict))
    order = {MATCHED: 0, DISTINCT: 2}
    return tuple(sorted(found, key=lambda p: (order.get(p.verdict.kind, 1), p.one.id, p.other.id)))


def _nearest(verdicts: list[Verdict]) -> Verdict:
    """Return the verdict of the two names of two firms that are nearest to each other."""
    order = {MATCHED: 0, DISTINCT: 2}
    return min(verdicts, key=lambda v: (order.get(v.kind, 1), not v.related))


def _near(said: list[tuple[str, ...]]) -> set[tuple[int, int]]:
    blocks: dict[str, set[int]] = {}
    for i, names in enumerate(said):
        for name in names:
            for key in _keys(name):
                blocks.setdefault(key, set()).add(i)
    return {pair for block in blocks.values() for pair in combinations(sorted(block), 2)}


def _keys(name: str) -> Iterator[str]:
    """Yield what two names that may mean one firm share at least one of."""
    taken = parts(name)
    yield f"={taken.whole}"
    yield f"<{taken.core[:2]}" if taken.chinese else f"<{taken.core.split(' ')[0]}"
    yield taken.core
    for i in range(len(taken.core)):
        yield taken.core[:i] + taken.core[i + 1 :]
