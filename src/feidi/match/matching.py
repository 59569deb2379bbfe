"""The verb of the stage: what to go for together, and on whom to call."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

import numpy as np

from feidi.evidence.problem import Problem, has_errors, in_reading_order
from feidi.match.absent import Absent
from feidi.match.assumptions import assumptions
from feidi.match.books import ChainBook, Found, chain_books
from feidi.match.chains import Gap, gaps
from feidi.match.checking import given_problems
from feidi.match.complement import Complement, complement
from feidi.match.firms import Backtest, FirmScore, firm_scores, tested
from feidi.match.given import Given, Pair
from feidi.match.headlines import headlines
from feidi.match.names import MATCHED, Pairing, pairings
from feidi.match.overlap import Overlap, overlap
from feidi.match.portfolio import Portfolio, Standing, portfolio
from feidi.match.ranking import Layers, Ranking, layers, ranking
from feidi.match.ranking.table import EvidenceTable
from feidi.match.standing import quotients
from feidi.match.vetoes import Vetoes, vetoes
from feidi.quantities.words import Words

Section = TypeVar("Section")

NO_TABLE = Absent(Words("没有双方的行业数据", "there is no industry table of the pair"))
WRONG = Absent(Words("数据有错误，先改正", "the data have errors; mend them first"))


@dataclass(frozen=True, eq=False)
class Matching:
    """What the two places have in common, lack and fit; each section, or why it is absent.

    layers: the computed evidence, layer by layer. books: three maps and three lists a chain.
    same_names: firms of the list that may be one, for a person to decide. headlines: the first
    page in sentences. assumptions: which given figures are assumed, in sentences. problems:
    located; with an error among them every section is absent.
    """

    pair: Pair
    as_at: date
    overlap: Overlap | Absent
    complement: Complement | Absent
    layers: Layers | Absent
    ranking: Ranking | Absent
    portfolio: Portfolio | Absent
    gaps: tuple[Gap, ...] | Absent
    firms: tuple[FirmScore, ...] | Absent
    books: tuple[ChainBook, ...] | Absent
    backtest: Backtest | Absent
    same_names: tuple[Pairing, ...]
    vetoes: Vetoes
    headlines: tuple[Words, ...]
    assumptions: tuple[Words, ...]
    problems: tuple[Problem, ...]


def match(given: Given) -> Matching:
    """Which industries and links should the enclave go for, and which firms to call on?

    §M10 to §M20. Evidence in four layers kept apart, ranked over stated weights; a portfolio
    under limits; gaps of the chains; firms; maps and lists; a test on history. The same given
    values give the same result in any order of rows. Rows that are wrong are problems MA1xx and
    nothing is computed on top of errors.
    """
    problems = list(given_problems(given))
    if has_errors(problems):
        return _nothing(given, problems)
    forbidden = vetoes(given.vetoes)
    computed = layers(given)
    ranked = ranking(given, computed, forbidden)
    problems += computed.problems
    if isinstance(ranked, Problem):
        return _nothing(given, [*problems, ranked])
    table = EvidenceTable(given, computed)
    chosen = portfolio(given, forbidden, standing(given, table))
    missing = gaps(given, table, forbidden)
    called = _firms(given, missing, forbidden)
    names = pairings(given.firms)
    found = Matching(
        pair=given.pair,
        as_at=given.as_at,
        overlap=_of_table(given, lambda t: overlap(t, given.pair, given.plans)),
        complement=_complement(given),
        layers=computed,
        ranking=ranked,
        portfolio=chosen,
        gaps=missing,
        firms=called,
        books=_books(given, missing, called, chosen),
        backtest=_backtest(given),
        same_names=names,
        vetoes=forbidden,
        headlines=(),
        assumptions=assumptions(given),
        problems=in_reading_order([*problems, *_twice(names)]),
    )
    said = headlines(found.overlap, found.ranking, found.gaps, found.portfolio, found.firms)
    return replace(found, headlines=said)


def standing(given: Given, table: EvidenceTable) -> Standing:
    """Return PCI by industry and what the host is specialised in, for a target of complexity."""
    pci = {c: v for c in table.codes if not np.isnan(v := table.cell(c, "complexity")[1])}
    industries = given.industries
    if industries is None:
        return Standing(pci, frozenset())
    strong = quotients(industries, given.pair.host, given.pair.whole) >= 1
    return Standing(pci, frozenset(np.array(industries.codes)[strong].tolist()))


def _of_table(given: Given, ask: "Callable[..., Section]") -> "Section | Absent":
    return NO_TABLE if given.industries is None else ask(given.industries)


def _complement(given: Given) -> "Complement | Absent":
    if given.industries is None:
        return NO_TABLE
    if given.graph is None or given.graph.classification != given.industries.classification:
        return Absent(
            Words(
                "没有与行业数据同一分类的产业链系数",
                "there are no input coefficients in the classification of the industry table",
            )
        )
    return complement(given.industries, given.pair, given.graph, given.other_sources)


def _firms(
    given: Given, missing: "tuple[Gap, ...] | Absent", forbidden: Vetoes
) -> "tuple[FirmScore, ...] | Absent":
    if not given.firms:
        return Absent(Words("没有企业名单", "there is no list of firms"))
    if isinstance(missing, Absent):
        return missing
    return firm_scores(given, missing, forbidden)


def _books(
    given: Given,
    missing: "tuple[Gap, ...] | Absent",
    called: "tuple[FirmScore, ...] | Absent",
    chosen: "Portfolio | Absent",
) -> "tuple[ChainBook, ...] | Absent":
    if not given.links:
        return Absent(Words("没有画出产业链", "no chain has been drawn"))
    if isinstance(missing, Absent):
        return missing
    firms = () if isinstance(called, Absent) else called
    taken = None if isinstance(chosen, Absent) else chosen
    return chain_books(given, Found(missing, firms, taken))


def _backtest(given: Given) -> "Backtest | Absent":
    day = given.choices.backtest_day
    if not given.arrivals or day is None:
        return Absent(
            Words("没有来企历史或没有指定检验日", "there is no history, or no day to test at")
        )
    return backtest(given, day)


def backtest(given: Given, day: date) -> "Backtest | Absent":
    """Would the list made on an earlier day have held the firms that came after it? §M19.

    Everything is made anew as at `day`: facts of firms dated later are not used, nor are tables
    and coefficients of that year or later, nor evidence and vetoes, which carry no date.
    """
    tables = {"industries": given.industries, "outside": given.outside, "graph": given.graph}
    late = [name for name, table in tables.items() if table is not None and table.year >= day.year]
    then = replace(
        given,
        as_at=day,
        evidence=(),
        vetoes=(),
        criteria=(),
        industries=None if "industries" in late else given.industries,
        outside=None if "outside" in late else given.outside,
        graph=None if "graph" in late else given.graph,
    )
    forbidden = vetoes(())
    missing = gaps(then, EvidenceTable(then, layers(then)), forbidden)
    if isinstance(missing, Absent):
        return Absent(
            Words(
                f"{day} 时还没有所需的统计：{'、'.join(late) or '行业数据'}",
                f"the statistics needed did not exist on {day}: {', '.join(late) or 'industries'}",
            )
        )
    scores = firm_scores(then, missing, forbidden)
    found = tested(scores, given.arrivals, given.firm_facts, day, given.choices.seed)
    if isinstance(found, Absent):
        return found
    return replace(found, left_out=_left_out(given, day, late))


def _left_out(given: Given, day: date, late: list[str]) -> tuple[Words, ...]:
    said = []
    later = sum(f.day > day for f in given.firm_facts)
    if later:
        said.append(Words(f"{later} 条晚于 {day} 的企业事实", f"{later} facts dated after {day}"))
    if given.evidence or given.vetoes:
        said.append(Words("没有日期的依据和否决", "evidence and vetoes, which carry no date"))
    if late:
        names = ", ".join(late)
        said.append(Words(f"当年或以后的表：{names}", f"tables of that year or later: {names}"))
    return tuple(said)


def _twice(names: tuple[Pairing, ...]) -> list[Problem]:
    return [
        Problem(
            "MA110",
            pair.other.at,
            Words(
                f"“{pair.other.name}”与“{pair.one.name}”（{pair.one.at}）是同一企业",
                f"“{pair.other.name}” and “{pair.one.name}” ({pair.one.at}) are one firm",
            ),
            Words("合成一行，另一写法写进别名", "make them one row, the other spelling an alias"),
            pair.other.name,
        )
        for pair in names
        if pair.verdict.kind == MATCHED
    ]


def _nothing(given: Given, problems: list[Problem]) -> Matching:
    return Matching(
        pair=given.pair,
        as_at=given.as_at,
        overlap=WRONG,
        complement=WRONG,
        layers=WRONG,
        ranking=WRONG,
        portfolio=WRONG,
        gaps=WRONG,
        firms=WRONG,
        books=WRONG,
        backtest=WRONG,
        same_names=(),
        vetoes=Vetoes(()),
        headlines=(),
        assumptions=assumptions(given),
        problems=in_reading_order(problems),
    )
