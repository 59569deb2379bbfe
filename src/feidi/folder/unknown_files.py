"""Files of a project folder that nothing reads: said aloud, for one of them may be misspelt."""

from feidi.clauses.values import nearest
from feidi.evidence.problem import Problem
from feidi.evidence.source import At
from feidi.folder import layout
from feidi.folder.opening import Refused, Root
from feidi.quantities.words import Words

_KNOWN = {*layout.TABLES, layout.POSTED, f"{layout.SETTLE}/{layout.RECEIPTS_PREFIX}.csv"}
# folder -> how the names in it must end
_ENDINGS = {layout.POLICIES: ".md", layout.SUPPLEMENTS: ".md", layout.POSTED: ".csv"}


def unknown_files(root: Root) -> list[Problem]:
    """Return a warning for each file where only known ones count; hidden ones are passed over."""
    return [
        Problem(
            "FO021",
            At(name),
            Words(
                "没有读这个文件：名称不在约定之内", "not read: the name is none of those that count"
            ),
            nearest(name, sorted(_KNOWN)),
        )
        for name in _strangers(root)
    ]


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
