"""Two governments plan, agree on, land, run and settle one shared industrial park."""

__version__ = "0.1.0"
