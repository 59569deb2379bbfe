"""An empty workbook to fill in: the columns of a table, and what belongs into each."""

import io
import os
from pathlib import Path

from xlsxwriter import Workbook

from feidi.folder.columns import columns
from feidi.folder.opening import Root, refuse
from feidi.folder.write import make_folder, write_file
from feidi.quantities.words import Words

TABLE, MEANING = Words("数据", "data"), Words("说明", "meaning")
WIDTH, WIDE = 18, 60


def template_workbook(table: str, lang: str = "zh") -> bytes:
    """Return a workbook whose first sheet has the header of a table; the second explains it.

    Saved under the table's name in its folder it is read as it is: codes and days are text
    columns, so that no leading zero is lost.
    """
    content = io.BytesIO()
    book = Workbook(content, {"in_memory": True})
    bold, text = book.add_format({"bold": True}), book.add_format({"num_format": "@"})
    sheet = book.add_worksheet(TABLE.say(lang))
    sheet.freeze_panes(1, 0)
    about = book.add_worksheet(MEANING.say(lang))
    about.set_column(0, 0, WIDTH)
    about.set_column(1, 1, WIDE)
    for number, column in enumerate(columns(table)):
        name = column.field if lang == "en" else column.label.zh
        figures = column.type in ("figure", "part", "rank")
        sheet.set_column(number, number, WIDTH, None if figures else text)
        sheet.write_string(0, number, name, bold)
        needed = Words("（必需）", " (required)").say(lang) if column.required else ""
        about.write_string(number, 0, name, bold)
        about.write_string(number, 1, column.meaning.say(lang) + needed)
    book.close()
    return content.getvalue()


def write_template(table: str, file: str | os.PathLike[str], lang: str = "zh") -> Path:
    """Write the workbook of a table; `Refused` where there is something of that name already."""
    place = Path(file)
    root: Root = make_folder(place.parent)
    try:
        return write_file(root, place.name, template_workbook(table, lang), anew=True)
    except FileExistsError as error:
        raise refuse(
            str(place),
            "FO030",
            Words("已有同名文件，不覆盖", "there is a file of that name: not overwritten"),
            Words("换一个名称", "choose another name"),
        ) from error
