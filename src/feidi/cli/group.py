"""The `feidi` command itself; each module of its sub-commands adds them to it."""

from pathlib import Path

import click

from feidi import __version__

FOLDER = click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="feidi")
def main() -> None:
    """Feidi 飞地: plan, agree on, run and settle one park that two governments share."""
