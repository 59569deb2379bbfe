"""Which money an amount is in: one agreement has one currency, and nothing is converted."""

import re

from feidi.quantities.folding import fold
from feidi.quantities.money import FEN_IN
from feidi.quantities.words import Words

CURRENCIES = {
    "CNY": Words("人民币", "yuan"),
    "USD": Words("美元", "dollars"),
    "JPY": Words("日元", "yen"),
    "BRL": Words("雷亚尔", "reais"),
}
_FOREIGN = {
    "美元": "USD", "dollar": "USD", "dollars": "USD", "usd": "USD",
    "日元": "JPY", "yen": "JPY", "jpy": "JPY",
    "雷亚尔": "BRL", "real": "BRL", "reais": "BRL", "brl": "BRL",
}  # fmt: skip
# units that several currencies have
_SHARED = ("cent", "cents")
_AMOUNT = re.compile(
    r"\d ?(" + "|".join(sorted(map(re.escape, FEN_IN), key=len, reverse=True)) + r")(?![a-z])", re.I
)


def currency_of(unit: str) -> str | None:
    """Return the currency a unit of money belongs to; None for what is no money, or for cents.

    >>> currency_of("万元"), currency_of("Dollars"), currency_of("亩")
    ('CNY', 'USD', None)
    """
    said = fold(unit).lower()
    if said not in FEN_IN or said in _SHARED:
        return None
    return _FOREIGN.get(said, "CNY")


def currencies_in(text: str) -> tuple[str, ...]:
    """Return the currencies of the amounts written in a text, in their order.

    >>> currencies_in("City 10.00 dollars; County 5 万元")
    ('USD', 'CNY')
    """
    found = (currency_of(match.group(1)) for match in _AMOUNT.finditer(fold(text)))
    return tuple(dict.fromkeys(code for code in found if code))
