"""Checks a plan anew from the problem alone; knows no solver."""

from feidi.site.check.checker import check

__all__ = ["check"]
