"""How long a written number may be: longer ones are refused before they are computed with."""

from feidi.quantities.words import Unreadable, Words

LONGEST_NUMBER = 40


def short_enough(said: str) -> str:
    """Return a written number; refuse one of more characters than any amount or share has.

    >>> short_enough("12,360,000.00")
    '12,360,000.00'
    """
    if len(said) > LONGEST_NUMBER:
        raise Unreadable(
            Words(
                f"数有 {len(said)} 个字符，至多 {LONGEST_NUMBER} 个：{said[:LONGEST_NUMBER]}……",
                f"{len(said)} characters; a number has {LONGEST_NUMBER} at most: "
                f"{said[:LONGEST_NUMBER]}…",
            ),
            Words("核对这个数", "check the number"),
        )
    return said
