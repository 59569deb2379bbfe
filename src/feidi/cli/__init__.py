"""The command line: parse, call, print."""

from feidi.cli import diagnosing, matching, settling, siting, templates
from feidi.cli.group import main

__all__ = ["diagnosing", "main", "matching", "settling", "siting", "templates"]
