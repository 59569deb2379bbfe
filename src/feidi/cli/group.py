"""The `feidi` command itself; a module of sub-commands adds them to it when one is asked for."""

from importlib import import_module
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path

import click

from feidi import __version__

# command -> the module that adds it; loaded when asked for, as solvers and maps take a second
STAGES = {
    "diagnose": "feidi.cli.diagnosing",
    "match": "feidi.cli.matching",
    "site": "feidi.cli.siting",
    "template": "feidi.cli.templates",
}
# where other parts of the house register groups of commands; the command line knows none of them
OTHERS = "feidi.commands"
FOLDER = click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))


class Commands(click.Group):
    """A group that loads the module of a command when that command is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands, loaded or not."""
        return sorted({*super().list_commands(ctx), *STAGES, *_others()})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command by its name, None where there is none."""
        if cmd_name not in self.commands:
            if cmd_name in STAGES:
                import_module(STAGES[cmd_name])
            elif cmd_name in (others := _others()):
                self.add_command(others[cmd_name].load(), cmd_name)
        return super().get_command(ctx, cmd_name)


def _others() -> dict[str, EntryPoint]:
    return {entry.name: entry for entry in entry_points(group=OTHERS)}


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="feidi")
def main() -> None:
    """Feidi 飞地: plan, agree on, run and settle one park that two governments share."""
