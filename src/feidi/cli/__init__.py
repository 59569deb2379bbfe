"""The command line: parse, call, print."""

from feidi.cli import diagnosing, settling
from feidi.cli.group import main

__all__ = ["diagnosing", "main", "settling"]
