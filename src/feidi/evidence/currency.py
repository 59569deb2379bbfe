"""What to say where an amount is in another currency than the agreement's."""

from feidi.evidence.problem import Problem
from feidi.evidence.source import At
from feidi.quantities.currency import CURRENCIES
from feidi.quantities.words import Words


def another_currency(
    code: str, at: At, currency: str, first: tuple[str, At], said: str = ""
) -> Problem:
    """Return the problem of an amount in `currency` where `first`, and its place, is another."""
    here, there = CURRENCIES[currency], CURRENCIES[first[0]]
    place = f"{first[1].file}:{first[1].line}"
    what = Words(
        f"这里是{here.zh}，{place} 是{there.zh}；一份协议只用一种货币，不作换算",
        f"this is in {here.en}, {place} is in {there.en}; an agreement has one currency, "
        "nothing is converted",
    )
    fix = Words(
        f"全部写成{there.zh}，或核对原文", f"write all of it in {there.en}, or check the text"
    )
    return Problem(code, at, what, fix, said)
