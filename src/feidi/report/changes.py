"""How a figure stands against the one before: the difference and the percentage, in words."""

from fractions import Fraction

from feidi.quantities.words import Words
from feidi.report.labels import rounded

MORE, LESS = Words("增加", "up"), Words("减少", "down")
SAME = Words("与{when}相同", "the same as {when}")
BY = Words("比{when}{way} {much}", "{way} {much} on {when}")


def tenths_of_percent(part: int, whole: int) -> int | None:
    """Return a part of a whole in tenths of a percent, halves away from zero; None of nothing.

    >>> tenths_of_percent(1, 3), tenths_of_percent(-1, 8), tenths_of_percent(1, 0)
    (333, -125, None)
    """
    if whole == 0:
        return None
    tenths = Fraction(abs(part) * 1000, abs(whole))
    whole_tenths = (tenths + Fraction(1, 2)).__floor__()
    return whole_tenths if (part < 0) == (whole < 0) else -whole_tenths


def percent(part: int, whole: int) -> str:
    """Return a part of a whole as a percentage with one decimal, a dash of nothing.

    >>> percent(1, 3), percent(-1, 8), percent(1, 0)
    ('33.3%', '−12.5%', '—')
    """
    tenths = tenths_of_percent(part, whole)
    if tenths is None:
        return "—"
    sign = "−" if tenths < 0 else ""
    return f"{sign}{abs(tenths) // 10}.{abs(tenths) % 10}%"


def money_change(now: int, before: int, when: Words) -> Words:
    """Return how much more or less money there is than before (fen), and by what percentage.

    >>> money_change(300_000_000, 200_000_000, Words("上年", "the year before")).zh
    '比上年增加 100.00 万元（50.0%）'
    """
    if now == before:
        return SAME.fill(when=when)
    difference = abs(now - before)
    share = percent(difference, before) if before > 0 else ""
    said = Words(
        rounded(difference, "zh") + (f"（{share}）" if share else ""),
        rounded(difference, "en") + (f" ({share})" if share else ""),
    )
    return BY.fill(when=when, way=MORE if now > before else LESS, much=said)
