"""Names of parties that would be read as something else: an account, a clause, a subject."""

from collections.abc import Sequence

from feidi.clauses.kinds.liability import INTRODUCER
from feidi.clauses.kinds.rounding import FATES
from feidi.clauses.posting import ACCOUNTS, UPPER
from feidi.clauses.pots import OWN_POT
from feidi.clauses.values import sound_name
from feidi.evidence.problem import Problem
from feidi.quantities.folding import fold
from feidi.quantities.words import Unreadable, Words
from feidi.records.party import Party

# an English city or province may be a party: the account of that level goes by its Chinese name
_LEVELS = {words.en for words in UPPER.values()}
_RESERVED = {
    fold(word).lower()
    for words in (*ACCOUNTS.values(), *FATES.values(), INTRODUCER, OWN_POT)
    for word in words
} - _LEVELS


def confusing_roles(parties: Sequence[Party], numbers: Sequence[str]) -> list[Problem]:
    """Return a problem for each role that money or rules could take for something else (§D2)."""
    known = {number.lower() for number in numbers}
    roles = [party.role for party in parties if party.role]
    problems = []
    for party in parties:
        what = _confused(party.role, known, roles)
        if what is not None:
            fix = Words("换一个角色名", "give the party another role")
            problems.append(Problem("AG002", party.at, what, fix))
    return problems


def _confused(role: str, numbers: set[str], roles: list[str]) -> Words | None:
    if role.lower() in _RESERVED:
        return Words(
            f"“{role}”是系统账户或规则用语，不能作角色名",
            f"“{role}” is an account or a word of the rules and cannot be a role",
        )
    if role.lower() in numbers:
        return Words(f"“{role}”是条号，不能作角色名", f"“{role}” is a clause, not a role")
    longer = next((r for r in roles if _goes_on_in_digits(role, r)), None)
    if longer is not None:
        return Words(
            f"“{longer}”是“{role}”后接数字，和“{role} 10%”这样的写法分不清",
            f"“{longer}” is “{role}” and digits, which reads like “{role} 10%”",
        )
    try:
        sound_name(role)
    except Unreadable as error:
        return error.what
    return None


def _goes_on_in_digits(role: str, other: str) -> bool:
    rest = other[len(role) :].strip()
    return bool(role) and other.startswith(role) and rest[:1].isdigit()
