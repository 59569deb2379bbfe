"""The unified social credit code of an organisation (GB 32100-2015).

It has 18 characters, the last of them computed from the others. Some codes of the years when it
was tried out do not keep to that, as 91350100M0001TGQXM; they are in use all the same.
"""

from feidi.quantities.folding import fold
from feidi.quantities.words import Words

# digits and capitals without I, O, S, V, Z; a character counts as its place
CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
LENGTH = 18
# each place weighs three times the one before it, modulo how many characters there are
FACTOR = 3


def check_character(first: str) -> str:
    """Return the last character that belongs to the first 17.

    >>> check_character("91350100M000100Y4")
    '3'
    """
    size = len(CHARACTERS)
    total = sum(
        CHARACTERS.index(character) * pow(FACTOR, place, size)
        for place, character in enumerate(first)
    )
    return CHARACTERS[-total % size]


def normal_code(said: str) -> str:
    """Return a code as it is stored: half-width capitals without spaces."""
    return "".join(fold(said).split()).upper()


def fault_of(said: str) -> Words | None:
    """What is wrong with a code? None where nothing is.

    >>> fault_of("91350100M000100Y43")
    >>> fault_of("91350100M000100Y44").en
    'the check character of 91350100M000100Y44 is 4 and should be 3: look for a slip'
    """
    code = normal_code(said)
    if len(code) != LENGTH:
        return Words(
            "统一社会信用代码应为 18 位，“{code}”是 {n} 位",
            "a unified social credit code has 18 characters; {code} has {n}",
        ).fill(code=code, n=len(code))
    strange = sorted(set(code) - set(CHARACTERS))
    if strange:
        return Words(
            "统一社会信用代码里没有“{which}”（不用 I、O、S、V、Z）",
            "a unified social credit code has no {which} (I, O, S, V and Z are not used)",
        ).fill(which="".join(strange))
    right = check_character(code[:-1])
    if code[-1] != right:
        return Words(
            "{code} 的校验码是 {said_}，按国标应为 {right}：请核对有无抄错",
            "the check character of {code} is {said_} and should be {right}: look for a slip",
        ).fill(code=code, said_=code[-1], right=right)
    return None
