"""The `feidi` command itself; each module of its sub-commands adds them to it."""

from collections.abc import Iterator
from importlib.metadata import entry_points
from pathlib import Path

import click

from feidi import __version__

# where other parts of the house register groups of commands, as the workbench does
OTHERS = "feidi.commands"
FOLDER = click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="feidi")
def main() -> None:
    """Feidi 飞地: plan, agree on, run and settle one park that two governments share."""


def others() -> Iterator[click.Command]:
    """Yield the commands that installed parts add; this one does not know which they are."""
    for entry in sorted(entry_points(group=OTHERS), key=lambda entry: entry.name):
        yield entry.load()
