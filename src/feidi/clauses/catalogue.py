"""The clause kinds, in reading order. Adding a kind adds one line here."""

from feidi.clauses.clause import Clause
from feidi.clauses.kinds.advance import Advance
from feidi.clauses.kinds.base_kept import BaseKept
from feidi.clauses.kinds.beneficiaries import Beneficiaries
from feidi.clauses.kinds.cap import Cap
from feidi.clauses.kinds.catch_up import CatchUp
from feidi.clauses.kinds.claims import ClaimsOnPot
from feidi.clauses.kinds.contribution import Contribution
from feidi.clauses.kinds.cost_recovery import CostRecovery
from feidi.clauses.kinds.deduct_first import DeductFirst
from feidi.clauses.kinds.eligibility import Eligibility
from feidi.clauses.kinds.equal_pool import EqualPool
from feidi.clauses.kinds.factors import Factors
from feidi.clauses.kinds.fiscal_split import FiscalSplit
from feidi.clauses.kinds.fixed_return import FixedReturn
from feidi.clauses.kinds.floor import Floor
from feidi.clauses.kinds.indicator import Indicator
from feidi.clauses.kinds.land_control import LandControlRule
from feidi.clauses.kinds.late_payment import LatePayment
from feidi.clauses.kinds.level_up import LevelUp
from feidi.clauses.kinds.liability import Liability
from feidi.clauses.kinds.quota import Quota
from feidi.clauses.kinds.relocation_terms import RelocationTerms
from feidi.clauses.kinds.rounding import Rounding
from feidi.clauses.kinds.scope import Scope
from feidi.clauses.kinds.shares import Shares
from feidi.clauses.kinds.split_pot import SplitPot
from feidi.clauses.kinds.term import Term
from feidi.clauses.kinds.tiers import Tiers
from feidi.clauses.kinds.wind_up import WindUp

AGREEMENT_KINDS: tuple[type[Clause], ...] = (
    Term,
    Rounding,
    Scope,
    BaseKept,
    Shares,
    Eligibility,
    Contribution,
    Factors,
    LevelUp,
    Indicator,
    Quota,
    DeductFirst,
    CostRecovery,
    FixedReturn,
    SplitPot,
    Tiers,
    EqualPool,
    Liability,
    ClaimsOnPot,
    Floor,
    Cap,
    CatchUp,
    Beneficiaries,
    Advance,
    LatePayment,
    WindUp,
)
POLICY_KINDS: tuple[type[Clause], ...] = (FiscalSplit, LandControlRule, RelocationTerms)
