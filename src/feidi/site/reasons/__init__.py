"""Why a project is not in a plan, what it would take, and what each quota is worth."""

from feidi.site.reasons.conflicts import FEW, clashes, conflict_model
from feidi.site.reasons.reason import Ask, Price, Reason
from feidi.site.reasons.reasons import reasons
from feidi.site.reasons.worth import QuotaWorth, quota_worths

__all__ = [
    "FEW",
    "Ask",
    "Price",
    "QuotaWorth",
    "Reason",
    "clashes",
    "conflict_model",
    "quota_worths",
    "reasons",
]
