"""CSV files as UTF-8, which is all that SQL engines are sure to read."""

from codecs import getincrementaldecoder
from pathlib import Path

from feidi.folder.lines import lines

PIECE = 1 << 20


def as_utf8(path: Path, folder: Path) -> Path:
    """Return the file itself, or its text as UTF-8 in `folder` where it is written otherwise."""
    if path.suffix != ".csv" or _is_utf8(path):
        return path
    copy = folder / f"{len(list(folder.iterdir()))}.csv"
    with path.open("rb") as file, copy.open("w", encoding="utf-8", newline="") as written:
        written.writelines(lines(file, path.name))
    return copy


def _is_utf8(path: Path) -> bool:
    decoder = getincrementaldecoder("utf-8")()
    with path.open("rb") as file:
        try:
            while piece := file.read(PIECE):
                decoder.decode(piece)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
    return True
