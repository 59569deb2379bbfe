"""Chains: links that are wanted and missing."""

from feidi.match.chains.gaps import ENOUGH, Gap, gaps

__all__ = ["ENOUGH", "Gap", "gaps"]
