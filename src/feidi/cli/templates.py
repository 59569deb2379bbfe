"""The command that hands out an empty workbook for a table."""

from pathlib import Path

import click

from feidi.cli.answer import Answer, command_of
from feidi.cli.group import main
from feidi.folder.columns import tables
from feidi.folder.statistics import write_template
from feidi.quantities.words import Words

MADE = Words(
    "已写出 {path}；填好后放进 1-diagnose/ 或 2-match/，文件名用表名",
    "wrote {path}; fill it and put it into 1-diagnose/ or 2-match/ under the table's name",
)


@command_of(main, "template")
@click.argument("table", type=click.Choice(tables()), metavar="TABLE")
@click.argument("file", metavar="FILE.xlsx", type=click.Path(path_type=Path, dir_okay=False))
def template_command(table: str, file: Path, lang: str | None) -> Answer:
    """Write an empty XLSX workbook for a TABLE, such as target-enterprises."""
    said = lang or "zh"
    write_template(table, file, said)
    return Answer(
        said,
        {"written": str(file)},
        (),
        lambda console, said: console.print(MADE.fill(path=file).say(said), soft_wrap=True),
    )
