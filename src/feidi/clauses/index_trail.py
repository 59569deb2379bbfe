"""How an index came about: the figures, totals and weights behind it, as terms and in words."""

from fractions import Fraction
from typing import TYPE_CHECKING, Any

from feidi.quantities.exact import Ratios
from feidi.quantities.reasons import Number, Phrase, joined, phrase
from feidi.quantities.words import Words, both

if TYPE_CHECKING:
    from feidi.clauses.kinds.factors import Factors
    from feidi.clauses.step import Step

# the column that multiplied factors make; no factor can be named so
PRODUCT = "×"
Rows = dict[str, list[Fraction]]
REST = Words("1 − {others}（其余各方的指数）", "1 − {others} (the others' index)")
OF_TOTAL = Words("{figure} / {total}（{name}）", "{figure} / {total} ({name})")
ROUNDED = Words("{share}（{name} {figure} / {total}）", "{share} ({name} {figure} / {total})")
MADE = Words("{share}（{name}；{figure} / {total}）", "{share} ({name}; {figure} / {total})")
WEIGHED = Words("{weight} × {part}", "{weight} × {part}")


def columns_of(clause: "Factors") -> tuple[str, ...]:
    """Return what shares are made of: the factors, or their product."""
    return (PRODUCT,) if clause.way == "product" else tuple(clause.factors)


def names_of(clause: "Factors") -> tuple[str, ...]:
    """Return the names of the terms that tell how an index came about."""
    columns = columns_of(clause)
    counted = dict.fromkeys((*clause.factors, *columns))
    return (
        *(f"figure:{name}:{who}" for name in counted for who in clause.parties),
        *(f"share:{name}:{who}" for name in columns for who in clause.parties),
        *(f"total:{name}" for name in columns),
        *(f"weight:{name}" for name in columns),
    )


def made_of(
    parties: tuple[str, ...],
    figures: Rows,
    shares: Rows,
    totals: dict[str, Fraction],
    weights: dict[str, Fraction],
) -> dict[str, Fraction]:
    """Return the values of those terms."""
    found = {f"total:{name}": total for name, total in totals.items()}
    found |= {f"weight:{name}": weight for name, weight in weights.items()}
    for kind, rows in (("figure", figures), ("share", shares)):
        for name, row in rows.items():
            found |= {f"{kind}:{name}:{who}": n for who, n in zip(parties, row, strict=True)}
    return found


def figures_of(step: "Step", name: str, who: str) -> dict[str, Any]:
    """Return a party's figure and the total of all, as facts of a reason."""
    return {
        "figure": Number(step.ratios(f"figure:{name}:{who}")),
        "total": Number(step.ratios(f"total:{name}")),
    }


def told(clause: "Factors", step: "Step", who: str) -> dict[str, Any]:
    """Return a party's index and how it came about, as facts of a reason.

    A rounded index is told in decimals, an exact one in percent.
    """
    index = step.ratios(who)
    if clause.rest_to is None:
        return {"index": index, "how": _added(clause, step, who)}
    if who == clause.rest_to:
        others = Number(Ratios(index.den - index.num, index.den))
        return {"index": Number(index), "how": phrase(REST, others=others)}
    how = phrase(
        Words("{how}，{rounding}", "{how}, {rounding}"),
        how=_added(clause, step, who),
        rounding=_rounding(clause),
    )
    return {"index": Number(index), "how": how}


def _added(clause: "Factors", step: "Step", who: str) -> Phrase:
    """Return the weighted sum of a party's shares."""
    parts = []
    for name in columns_of(clause):
        part = _share(clause, step, name, who)
        if len(columns_of(clause)) > 1:
            part = phrase(WEIGHED, weight=step.ratios(f"weight:{name}"), part=part)
        parts.append(part)
    return joined(parts, " + ")


def _share(clause: "Factors", step: "Step", name: str, who: str) -> Phrase:
    """Return a party's share of one factor, or of the product of all."""
    named: Words | Phrase = _name(clause, name)
    text = OF_TOTAL
    if clause.share_rounding is not None:
        text = MADE if name == PRODUCT else ROUNDED
    if name == PRODUCT:
        named = joined(
            [
                phrase(
                    Words("{name} {figure}", "{name} {figure}"),
                    name=_name(clause, factor),
                    figure=Number(step.ratios(f"figure:{factor}:{who}")),
                )
                for factor in clause.factors
            ],
            " × ",
        )
    share = Number(step.ratios(f"share:{name}:{who}"))
    return phrase(text, name=named, share=share, **figures_of(step, name, who))


def _name(clause: "Factors", factor: str) -> Words:
    name = both(factor)
    if clause.years > 1:
        name = Words("{n} 年平均{name}", "mean {name} of {n} years").fill(name=name, n=clause.years)
    if factor in clause.inverse:
        name = Words("{name}的倒数", "1 / {name}").fill(name=name)
    return name


def _rounding(clause: "Factors") -> Words:
    """Return how shares and index were rounded; said once where it is the same."""
    if clause.share_rounding is None or clause.share_rounding == clause.index_rounding:
        return clause.say("index_rounding")
    shares = Words("份额{how}", "shares {how}").fill(how=clause.say("share_rounding"))
    if clause.index_rounding is None:
        return shares
    return Words("{shares}，指数{index}", "{shares}, index {index}").fill(
        shares=shares, index=clause.say("index_rounding")
    )
