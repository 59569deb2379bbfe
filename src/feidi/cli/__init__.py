"""The command line: parse, call, print."""

from feidi.cli import diagnosing, matching, settling, siting, templates
from feidi.cli.group import main, others

for command in others():
    main.add_command(command)

__all__ = ["diagnosing", "main", "matching", "settling", "siting", "templates"]
