"""The clause kinds, in reading order. Adding a kind adds one line here."""

from feidi.clauses.clause import Clause
from feidi.clauses.kinds.base_kept import BaseKept
from feidi.clauses.kinds.fiscal_split import FiscalSplit
from feidi.clauses.kinds.rounding import Rounding
from feidi.clauses.kinds.scope import Scope
from feidi.clauses.kinds.shares import Shares
from feidi.clauses.kinds.term import Term

AGREEMENT_KINDS: tuple[type[Clause], ...] = (
    Term,
    Rounding,
    Scope,
    BaseKept,
    Shares,
)
POLICY_KINDS: tuple[type[Clause], ...] = (FiscalSplit,)
