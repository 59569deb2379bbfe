"""The command of the third stage: projects onto parcels, households onto safe ground."""

from pathlib import Path
from typing import Any

import click

from feidi.cli.answer import Answer, command_of
from feidi.cli.asked import Asked
from feidi.cli.group import FOLDER, main
from feidi.quantities.words import Words

NO_FURTHER = Words("有错误，不往下做。", "With errors it goes no further.")
PARTS = ("tax", "investment", "intensity", "land", "utilities")


class TwoParts(click.ParamType[tuple[str, str]]):
    """Two parts of a plan's value, such as tax,investment."""

    name = "PART,PART"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, str]:
        """Return the two parts."""
        if isinstance(value, tuple):
            return value
        parts = [part.strip() for part in str(value).split(",")]
        if len(parts) != 2 or parts[0] == parts[1] or not {*parts} <= {*PARTS}:
            self.fail(f"write two of {', '.join(PARTS)} with a comma between", param, ctx)
        return parts[0], parts[1]


@command_of(main, "site", NO_FURTHER)
@FOLDER
@click.option("--relocate", is_flag=True, help="Plan the relocation of households instead.")
@click.option(
    "--trade-off",
    type=TwoParts(),
    help=f"Also the curve of plans between two parts of the value, of {', '.join(PARTS)}.",
)
@click.option("--points", type=click.IntRange(2, 50), default=5, help="Plans of the curve.")
@click.option(
    "--time-limit",
    type=click.FloatRange(min=0, min_open=True),
    help="Seconds; the best plan by then is kept. Without it the same plan every time.",
)
@click.option("--seed", type=click.IntRange(min=0), default=0, help="Of all chance.")
@click.option(
    "--verify",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Plan nothing: count a plan file again, without a solver.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder for page, plan and map layers; DIR/results if left out.",
)
def site_command(folder: Path, relocate: bool, verify: Path | None, **given: Any) -> Answer:
    """Say which project stands on which parcel, how good that is, and why not the others.

    Reads 3-site/ of the folder; writes a page, plan.json and map layers. Ctrl-C keeps the best
    plan so far. With --json nothing is written.
    """
    # solvers are loaded by this command alone
    from feidi.cli import planning_land, planning_moves

    if relocate and given["trade_off"]:
        message = "--trade-off goes with projects, not with --relocate"
        raise click.UsageError(message)
    asked = Asked(**given)
    planned = planning_moves.planned if relocate else planning_land.planned
    verified = planning_moves.verified if relocate else planning_land.verified
    return planned(folder, asked) if verify is None else verified(folder, verify, asked.lang)
