"""Is an archive safe to hand on? Looked at before it is unpacked, then unpacked within limits."""

import io
import re
import zipfile
import zlib

from feidi.quantities.words import Words
from feidi.workbench.actions import Refusal

MOST_ENTRIES, MOST_BYTES, MOST_RATIO = 3000, 128 << 20, 200
# a few parts of an office file are tiny and all alike: a ratio is judged above this size
SMALL = 1 << 20
_PIECE = 1 << 16
_WITHIN = re.compile(rb"macroEnabled|vbaProject", re.I)
# a template or an object that an office program would fetch or start when the file is opened
_FETCHED = re.compile(
    rb"<Relationship\b(?=[^>]*TargetMode\s*=\s*[\"']External)"
    rb"[^>]*/(?:attachedTemplate|oleObject|frame|subDocument|externalLinkPath)\b",
    re.I,
)
_NESTED = (b"PK\x03\x04", b"Rar!", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b\x08", b"MZ", b"\x7fELF",
           b"\xd0\xcf\x11\xe0")  # fmt: skip

NOT_SOUND = Words("文件已损坏，打不开", "the file is damaged")
TOO_MUCH = Words(
    "解开后有 {n} 个部分、{size} 字节，超过限度，没有收下",
    "it unpacks to {n} parts and {size} bytes, beyond the limit; not kept",
)
MACROS = Words(
    "文件里有宏、控件或外部模板，没有收下；请另存为不带宏的格式，或存成 PDF",
    "it holds macros, controls or an outside template; save it without them, or as PDF",
)
NESTED = Words(
    "文件里嵌着另一个文件（{name}），没有收下；请把它取出来单独上传",
    "another file is embedded in it ({name}); take it out and upload it by itself",
)
LOCKED = Words("文件加了密码，没有收下", "the file is locked with a password")


def runs(name: str) -> bool:
    """Say whether a part of an office file, by its name, is a macro or a control.

    >>> runs("xl/vbaProject.bin"), runs("xl/printerSettings/printerSettings1.bin")
    (True, False)
    """
    return "vbaproject" in name.lower() or "/activex/" in name.lower()


def looked_at(content: bytes) -> frozenset[str]:
    """Return the names of an archive's parts, each of them unpacked once; `Refusal` otherwise."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            _bounded(parts, len(content))
            for part in parts:
                _sound(archive, part)
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError, zlib.error) as error:
        raise Refusal(NOT_SOUND) from error
    return frozenset(part.filename for part in parts)


def _bounded(parts: list[zipfile.ZipInfo], size: int) -> None:
    whole = sum(part.file_size for part in parts)
    ratio = whole > SMALL and whole > MOST_RATIO * size
    if len(parts) > MOST_ENTRIES or whole > MOST_BYTES or ratio:
        raise Refusal(TOO_MUCH.fill(n=len(parts), size=f"{whole:,}"))
    names = [part.filename for part in parts]
    if len(set(names)) < len(names) or not parts or min(p.header_offset for p in parts) != 0:
        raise Refusal(NOT_SOUND)
    if any(part.flag_bits & 1 for part in parts):
        raise Refusal(LOCKED)


def _sound(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    """Unpack a part, no more than it said it holds; refuse what must not be in it."""
    name = part.filename.lower()
    if runs(name):
        raise Refusal(MACROS)
    with archive.open(part) as file:
        head = file.read(_PIECE)
        if head.startswith(_NESTED):
            raise Refusal(NESTED.fill(name=part.filename))
        declares = name == "[content_types].xml" or name.endswith(".rels")
        text = head
        while piece := file.read(_PIECE):
            text = text + piece if declares else b""
    if declares and (_WITHIN.search(text) or _FETCHED.search(text)):
        raise Refusal(MACROS)
