"""Files of a project folder that nothing reads: said aloud, for one of them may be misspelt."""

from feidi.clauses.values import nearest
from feidi.evidence.problem import Problem
from feidi.evidence.source import At
from feidi.folder import layout
from feidi.folder.opening import Refused, Root
from feidi.quantities.words import Words

_KNOWN = {*layout.TABLES, layout.POSTED, f"{layout.SETTLE}/{layout.RECEIPTS_PREFIX}.csv"}
_TABLES = (".csv", ".xlsx", ".xls", ".parquet")
# folder -> how the names in it must end
_ENDINGS = {layout.POLICIES: ".md", layout.SUPPLEMENTS: ".md", layout.POSTED: ".csv"}


def unknown_files(root: Root) -> list[Problem]:
    """Return a problem for each file where only known ones count; hidden ones are passed over."""
    return [_unread_table(n) if n.endswith(_TABLES) else _unread(n) for n in _strangers(root)]


def _unread(name: str) -> Problem:
    what = Words(
        "没有读这个文件：名称不在约定之内", "not read: the name is none of those that count"
    )
    return Problem("FO021", At(name), what, nearest(name, sorted(_KNOWN)))


def _unread_table(name: str) -> Problem:
    """A table that is not read may hold receipts: nothing is settled without it."""
    what = Words(
        "这张表没有读：文件名不在约定之内，里面若是入库数据就会漏算",
        "this table is not read: its name is none of those that count; receipts in it "
        "would be lost",
    )
    fix = Words(
        "入库数据的文件名以 receipts 开头，如 receipts-2026.csv；Excel 请另存为 CSV；"
        "无关的文件移出 7-settle/",
        "receipts are called receipts….csv, as receipts-2026.csv; save Excel sheets as CSV; "
        "move what does not belong out of 7-settle/",
    )
    return Problem("FO024", At(name), what, fix)


def _strangers(root: Root) -> list[str]:
    found = []
    try:
        for name in root.names(layout.SETTLE):
            own = name.removeprefix(f"{layout.SETTLE}/")
            if name not in _KNOWN and not layout.is_receipts(own):
                found.append(name)
        for folder, ending in _ENDINGS.items():
            found += [name for name in root.names(folder) if not name.endswith(ending)]
    except Refused:
        return []  # reported where the folder is read
    return [name for name in found if not name.rpartition("/")[2].startswith((".", "~$"))]
