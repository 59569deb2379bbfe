"""The parcels one may see as files for others: GeoPackage, CSV, XLSX, and 3-site/ of a folder."""

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from feidi.folder.land import MapLayer, write_geopackage
from feidi.folder.write import make_folder
from feidi.quantities.money import in_yuan
from feidi.workbench.land.models import Parcel
from feidi.workbench.land.shaping import in_metres

HEADER = (
    "宗地号", "宗地名称", "园区", "规划用途", "状态", "项目", "面积（平方米）", "面积（亩）",
    "地价（元/亩）", "容积率下限", "容积率上限", "亩均投资强度（元）", "亩均税收（元）",
    "亩均产值（元）", "建筑系数", "绿地率", "配套", "可用年度", "坐标来源", "来源", "是否虚构",
)  # fmt: skip
_STARTS = ("=", "+", "-", "@", "\t", "\r")


def cells_of(row: Parcel) -> tuple[Any, ...]:
    """Return a parcel as the cells of a table."""
    return (
        row.code,
        row.name,
        row.area.code,
        row.use,
        row.status_words.zh,
        row.holder,
        row.area_m2,
        row.mu,
        _yuan(row.price_fen_mu),
        row.plot_ratio_min,
        row.plot_ratio_max,
        _yuan(row.investment_fen_mu),
        _yuan(row.tax_fen_mu),
        _yuan(row.output_fen_mu),
        row.building_coefficient,
        row.green_rate,
        "、".join(words.zh for words, _, _ in row.connected),
        row.available_from or None,
        row.crs,
        row.source,
        "是" if row.assumed else "否",
    )


def _yuan(fen: int | None) -> str | None:
    return None if fen is None else in_yuan(fen).replace(",", "")


def as_table(rows: Sequence[Parcel]) -> bytes:
    """Return the parcels as CSV; a text that a spreadsheet would compute is made plain text."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(HEADER)
    writer.writerows([_plain(cell) for cell in cells_of(row)] for row in rows)
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def _plain(cell: Any) -> Any:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_STARTS) else cell


def as_workbook(rows: Sequence[Parcel]) -> bytes:
    """Return the parcels as XLSX, texts as texts."""
    import xlsxwriter

    buffer = io.BytesIO()
    plain = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, **plain})
    sheet = book.add_worksheet("宗地 parcels")
    head = book.add_format({"bold": True, "bg_color": "#E8EEF4", "border": 1})
    sheet.write_row(0, 0, HEADER, head)
    for number, row in enumerate(rows, 1):
        sheet.write_row(number, 0, cells_of(row))
    sheet.set_column(0, len(HEADER), 14)
    sheet.freeze_panes(1, 1)
    book.close()
    return buffer.getvalue()


def as_geopackage(rows: Sequence[Parcel]) -> bytes:
    """Return the parcels as a GeoPackage, in metres of the zone of the first."""
    epsg = rows[0].epsg
    layer = MapLayer("parcels", list(_features(rows, epsg)))
    with TemporaryDirectory(prefix="feidi-map-") as place:
        root = make_folder(Path(place))
        return write_geopackage(root, "parcels.gpkg", [layer], epsg).read_bytes()


def _features(rows: Sequence[Parcel], epsg: int) -> Iterator[tuple[Any, dict[str, Any]]]:
    shapes = in_metres([row.shape for row in rows], epsg)
    for row, shape in zip(rows, shapes, strict=True):
        yield shape, dict(zip(HEADER, cells_of(row), strict=True))
