"""The command line: parse, call, print."""

from feidi.cli import diagnosing, matching, settling, siting
from feidi.cli.group import main

__all__ = ["diagnosing", "main", "matching", "settling", "siting"]
