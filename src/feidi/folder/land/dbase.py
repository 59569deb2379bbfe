"""Which encoding the table of a Shapefile is written in: said by .cpg, or told by its bytes."""

import struct
from collections.abc import Iterator

from feidi.folder.land.feature import LARGEST_MAP, not_read, too_large
from feidi.folder.opening import Refused, Root
from feidi.quantities.words import Words

NAME_BYTES = 10
_CODECS = {
    "utf-8": "utf-8",
    "utf8": "utf-8",
    "65001": "utf-8",
    "gbk": "gb18030",
    "gb2312": "gb18030",
    "gb18030": "gb18030",
    "936": "gb18030",
    "cp936": "gb18030",
    "ansi 936": "gb18030",
    "ansi_936": "gb18030",
}
_HEADER = 32
_END_OF_FIELDS = 0x0D
_FIX = Words("用 UTF-8 重新导出，带上 .cpg", "export it again as UTF-8, with its .cpg")


def table_encoding(root: Root, shp: str) -> str:
    """Return the encoding of the .dbf beside a Shapefile: "utf-8" or "gb18030".

    What the .cpg says must hold for every text of the table; without one, bytes that are all
    UTF-8 are UTF-8, else all must be GB18030. Anything else is refused (LA002).
    """
    stem = shp.removesuffix(".shp")
    texts = list(_texts(root, f"{stem}.dbf", shp))
    said = _said(root, f"{stem}.cpg")
    if said:
        codec = _CODECS.get(said.lower())
        if codec is None or not _all_read(texts, codec):
            what = Words(
                f".cpg 写的编码“{said}”与属性表不符或不支持",
                f"the table is not in the encoding “{said}” its .cpg says, or it is not supported",
            )
            raise not_read(shp, what, _FIX)
        return codec
    for codec in ("utf-8", "gb18030"):
        if _all_read(texts, codec):
            return codec
    what = Words("属性表既不是 UTF-8 也不是 GBK", "the table is neither UTF-8 nor GBK")
    raise not_read(shp, what, _FIX)


def _said(root: Root, name: str) -> str:
    if not root.exists(name):
        return ""
    with root.open(name) as file:
        return file.read(100).decode("ascii", "replace").strip()


def _texts(root: Root, name: str, shp: str) -> Iterator[bytes]:
    """Yield the names of the fields and the texts of every row, as bytes."""
    content = _content(root, name, shp)
    try:
        rows, start, width = struct.unpack("<IHH", content[4:12])
        if start + rows * width > len(content):
            raise _damaged(shp)
        fields = []
        for place in range(_HEADER, start - 1, _HEADER):
            if content[place] == _END_OF_FIELDS:
                break
            fields.append((content[place + 11 : place + 12], content[place + 16]))
            yield content[place : place + NAME_BYTES].split(b"\0")[0]
        for row in range(rows):
            place = start + row * width + 1
            for kind, length in fields:
                if kind == b"C":
                    yield content[place : place + length].rstrip(b" \0")
                place += length
    except (struct.error, IndexError) as error:
        raise _damaged(shp) from error


def _content(root: Root, name: str, shp: str) -> bytes:
    try:
        with root.open(name) as file:
            content = file.read(LARGEST_MAP + 1)
    except Refused as refused:
        what = Words("缺少属性表 .dbf", "its table, the .dbf, is missing")
        fix = Words(
            "把 .shp、.shx、.dbf、.prj 一起放进来", "put .shp, .shx, .dbf and .prj here together"
        )
        raise not_read(shp, what, fix) from refused
    if len(content) > LARGEST_MAP:
        raise too_large(shp)
    return content


def _damaged(shp: str) -> Refused:
    return not_read(shp, Words("属性表 .dbf 已损坏", "the table, its .dbf, is damaged"), _FIX)


def _all_read(texts: list[bytes], codec: str) -> bool:
    return all(_reads(text, codec) for text in texts)


def _reads(text: bytes, codec: str) -> bool:
    """Say whether bytes are text of a codec; one cut off within its last character still is."""
    try:
        text.decode(codec)
    except UnicodeDecodeError as error:
        return error.reason in ("unexpected end of data", "incomplete multibyte sequence") and (
            error.end == len(text)
        )
    return True
