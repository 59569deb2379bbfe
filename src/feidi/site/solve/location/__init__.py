"""Location: so many sites open, each client served by the cheapest of them, proven best."""

from feidi.site.solve.location.branching import locate

__all__ = ["locate"]
