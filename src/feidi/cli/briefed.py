"""Writes the page of a briefing into results/, whole or not at all."""

from pathlib import Path

import click

from feidi.folder.layout import RESULTS
from feidi.folder.opening import Root
from feidi.folder.statistics import Statistics
from feidi.folder.write import make_folder, write_file
from feidi.quantities.words import Words

OUTPUT = click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder to write the page to; DIR/results if left out.",
)
COMPUTES_NOT = Words("有错误时不计算。", "Nothing is computed while there are errors.")
PAGE_WRITTEN = Words("网页：{path}", "page: {path}")


def write_page(statistics: Statistics, output: Path | None, name: str, page: str) -> Path:
    """Return the file written. output: where to; the folder's own results/ if None."""
    if output is None:
        return write_file(Root(statistics.path), f"{RESULTS}/{name}", page.encode())
    return write_file(make_folder(output), name, page.encode())
