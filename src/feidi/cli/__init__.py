"""The command line: parse, call, print."""

from feidi.cli import settling
from feidi.cli.group import main

__all__ = ["main", "settling"]
