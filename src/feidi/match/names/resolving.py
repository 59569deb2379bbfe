"""Which rows of a list may mean one firm? Shown to a person, never merged."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from feidi.match.given import Firm
from feidi.match.names.comparing import DISTINCT, MATCHED, Verdict, compare_parts
from feidi.match.names.parts import NameParts, parts


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
    said = [tuple(parts(name) for name in (f.name, *f.aliases)) for f in listed]
    found = []
    for i, j in sorted(_near(said)):
        verdict = min((compare_parts(x, y) for x in said[i] for y in said[j]), key=_nearest)
        if verdict.kind != DISTINCT or verdict.related:
            found.append(Pairing(listed[i], listed[j], verdict))
    return tuple(sorted(found, key=lambda p: (*_nearest(p.verdict), p.one.id, p.other.id)))


def _nearest(verdict: Verdict) -> tuple[int, bool]:
    return {MATCHED: 0, DISTINCT: 2}.get(verdict.kind, 1), not verdict.related


def _near(said: list[tuple[NameParts, ...]]) -> set[tuple[int, int]]:
    """Return pairs that share a whole name, a core, its head, or all but one of its characters."""
    whole: dict[str, set[int]] = {}
    cores: dict[str, set[int]] = {}
    less: dict[str, set[int]] = {}
    for i, names in enumerate(said):
        for name in names:
            whole.setdefault(name.whole, set()).add(i)
            cores.setdefault(name.core, set()).add(i)
            for short in {name.core, *_one_left_out(name.core)}:
                less.setdefault(short, set()).add(i)
    blocks = [*whole.values(), *cores.values(), *less.values()]
    pairs = {pair for block in blocks for pair in combinations(sorted(block), 2)}
    for core, longer in cores.items():
        for end in range(1, len(core)):
            for shorter in cores.get(core[:end], ()):
                pairs |= {(min(shorter, i), max(shorter, i)) for i in longer if i != shorter}
    return pairs


def _one_left_out(core: str) -> Iterator[str]:
    yield from (core[:i] + core[i + 1 :] for i in range(len(core)))
