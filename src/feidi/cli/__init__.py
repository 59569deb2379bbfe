"""The command line: parse, call, print."""

from feidi.cli.app import main

__all__ = ["main"]
