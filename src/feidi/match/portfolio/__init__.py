"""What to take into the enclave under the limits of land, energy and water."""

from feidi.match.portfolio.choosing import Standing, portfolio
from feidi.match.portfolio.result import NotTaken, Portfolio, Use

__all__ = ["NotTaken", "Portfolio", "Standing", "Use", "portfolio"]
