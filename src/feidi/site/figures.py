"""Figures of a plan as people read them."""

from feidi.quantities.words import Words


def money(yuan: float) -> Words:
    """Return an amount of yuan in 万元, in English in million yuan.

    >>> money(16893000.0), money(-4000.0).zh
    (Words(zh='1,689.3 万元', en='16.89 million yuan'), '−0.4 万元')
    """
    sign = "−" if yuan < 0 else ""
    return Words(f"{sign}{abs(yuan) / 1e4:,.1f} 万元", f"{sign}{abs(yuan) / 1e6:,.2f} million yuan")


def number(amount: float) -> str:
    """Return a figure as people read it.

    >>> number(12360.0), number(0.25), number(-3)
    ('12,360', '0.25', '−3')
    """
    text = f"{abs(amount):,.2f}".rstrip("0").rstrip(".")
    return f"−{text}" if amount < 0 and text != "0" else text
