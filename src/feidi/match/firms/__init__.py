"""Firms to call on, and whether such a list would have found those that came."""

from feidi.match.firms.backtest import Backtest, hit_rate, ndcg, tested
from feidi.match.firms.scoring import FirmScore, firm_scores

__all__ = ["Backtest", "FirmScore", "firm_scores", "hit_rate", "ndcg", "tested"]
