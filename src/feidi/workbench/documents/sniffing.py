"""What is an uploaded file, by its bytes (§TR5)? Its name must agree; all else is refused."""

import io
import json
import re
import unicodedata
import zipfile
from dataclasses import dataclass

from feidi.folder.opening import SIGNATURES
from feidi.quantities.words import Words
from feidi.workbench.actions import Refusal
from feidi.workbench.documents.archives import looked_at
from feidi.workbench.documents.media import ENDINGS, MEDIA, media_of_ending
from feidi.workbench.documents.pictures import (
    LONGEST_SIDE,
    MOST_PIXELS,
    NoPicture,
    jpeg_size,
    png_size,
)

ALSO = Words(
    "文件里还藏着压缩包或网页，没有收下；请重新导出再上传",
    "an archive or a page is hidden in the file; not kept; export it anew",
)
_PROGRAM, _WEB_PAGE = (
    Words("程序", "a program"),
    Words("网页或矢量图", "a page or a vector picture"),
)
LARGEST = 20 << 20
LONGEST_NAME = 120
# endings that start something when a file is opened; they stand nowhere in a name
_STARTS = re.compile(
    r"\.(?:exe|com|bat|cmd|scr|pif|ms[ip]|dll|jse?|vb[se]|ps1|ws[fh]|hta|lnk|jar|app|sh|py|php|"
    r"aspx?|jsp|x?html?|svg|xml|doc[mt]|dot[mx]|xls[mb]|xlt[mx]|ppt[mx]|chm|reg|iso|img)(?=\.)",
    re.I,
)
_UNSAFE = re.compile(r'[<>:"|?*\\/;%]')
_CONTROL = re.compile(rb"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_PAGE = re.compile(rb"\s*(?:<\?xml|<!doctype|<!--|<html|<head|<body|<script|<svg|<iframe)", re.I)
_SCRIPT = re.compile(rb"<(?:script|html|svg|iframe)\b", re.I)
_LAUNCH = re.compile(rb"/S\s*/Launch\b")
# how far a program that guesses by content reads
_HEAD = 1024


@dataclass(frozen=True)
class Upload:
    """A file as it was sent: the name it says, its bytes."""

    name: str
    content: bytes


def safe_name(said: str) -> str:
    r"""Return a file's name without folders, control and direction marks, or anything unsafe.

    >>> safe_name("../../etc/合同\r\nX: y.pdf")
    '合同X_ y.pdf'
    """
    name = unicodedata.normalize("NFC", said).replace("\\", "/").rpartition("/")[2]
    kept = "".join(c for c in name if unicodedata.category(c)[0] != "C" and c not in "\u2028\u2029")
    kept = _UNSAFE.sub("_", kept).strip(" .")
    stem, dot, ending = kept.rpartition(".")
    if not dot:
        return kept[:LONGEST_NAME]
    return f"{stem[: LONGEST_NAME - len(ending) - 1]}.{ending}"


def media_of(upload: Upload) -> str:
    """Return the kind of a file; `Refusal` where it is none that may be attached, or not whole."""
    content, name = upload.content, safe_name(upload.name)
    if not content:
        raise Refusal(Words("文件是空的", "the file is empty"))
    if len(content) > LARGEST:
        raise Refusal(Words("文件超过 20 MB", "the file is larger than 20 MB"))
    kind = _kind_said(name)
    head = MEDIA[kind].head
    if head and not content.startswith(head):
        raise Refusal(_other(name, content))
    if not MEDIA[kind].part and head and _is_also_another(content):
        raise Refusal(ALSO)
    if not head:
        _text(kind, name, content)
    elif MEDIA[kind].part:
        _archive(kind, name, content)
    elif kind == "pdf":
        _pdf(content)
    else:
        _picture(kind, content)
    return kind


def _is_also_another(content: bytes) -> bool:
    """Say whether a file that is no archive could be opened as an archive or a page as well."""
    head = content[:_HEAD]
    return zipfile.is_zipfile(io.BytesIO(content)) or bool(_SCRIPT.search(head))


def _kind_said(name: str) -> str:
    """Return the kind that a name's ending says."""
    stem, _, ending = name.lower().rpartition(".")
    kind = media_of_ending(f".{ending}") if stem else ""
    if not kind or _STARTS.search(name):
        what = Words(
            "“{name}”这一类文件不收；可以上传 {kinds}",
            "“{name}” is not a kind of file that is kept; upload {kinds}",
        )
        raise Refusal(what.fill(name=name, kinds=" ".join(e[1:].upper() for e in ENDINGS)))
    return kind


def _other(name: str, content: bytes) -> Words:
    """Say what the content is instead of what the name says."""
    known = {m.head: m.words for m in MEDIA.values() if m.head and not m.part}
    known |= SIGNATURES | {b"MZ": _PROGRAM, b"\x7fELF": _PROGRAM}
    kind = next((k for s, k in known.items() if content.startswith(s)), Words("别的", "other"))
    if _PAGE.match(content.removeprefix(b"\xef\xbb\xbf")):
        kind = _WEB_PAGE
    return Words(
        "文件名是“{name}”，内容却是{kind}；没有收下",
        "the name is “{name}”, the content is {kind}; not kept",
    ).fill(name=name, kind=kind)


def _text(kind: str, name: str, content: bytes) -> None:
    if _CONTROL.search(content) or _PAGE.match(content.removeprefix(b"\xef\xbb\xbf")):
        raise Refusal(_other(name, content))
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            said = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        break
    else:
        raise Refusal(Words("不是 UTF-8 或 GB18030 文本", "it is no text in UTF-8 or GB18030"))
    if kind == "geojson":
        _map_layer(said)


def _map_layer(said: str) -> None:
    try:
        value = json.loads(said)
    except (ValueError, RecursionError) as error:
        raise Refusal(Words("不是完好的 GeoJSON", "no sound GeoJSON")) from error
    if not isinstance(value, dict) or value.get("type") not in {
        "FeatureCollection", "Feature", "GeometryCollection", "Point", "MultiPoint",
        "LineString", "MultiLineString", "Polygon", "MultiPolygon",
    }:  # fmt: skip
        raise Refusal(Words("是 JSON，但不是地图图层", "it is JSON, but no map layer"))


def _archive(kind: str, name: str, content: bytes) -> None:
    parts = looked_at(content)
    found = [k for k, media in MEDIA.items() if media.part and media.part in parts]
    if found != [kind]:
        raise Refusal(_other(name, content))


def _pdf(content: bytes) -> None:
    """A PDF ends as one; what follows its end would be another file."""
    end = content.rfind(b"%%EOF")
    if end < 0 or content[end + 5 :].strip(b"\0 \t\r\n"):
        raise Refusal(Words("不是完好的 PDF", "no sound PDF"))
    if _LAUNCH.search(content):
        raise Refusal(Words("PDF 会启动别的程序，没有收下", "the PDF starts a program; not kept"))


def _picture(kind: str, content: bytes) -> None:
    try:
        width, height = png_size(content) if kind == "png" else jpeg_size(content)
    except NoPicture as error:
        raise Refusal(Words("不是完好的图片", "no sound picture")) from error
    if not 0 < width * height <= MOST_PIXELS or max(width, height) > LONGEST_SIDE:
        what = Words(
            "图片 {w}×{h} 点，超过限度", "the picture has {w}×{h} pixels, beyond the limit"
        )
        raise Refusal(what.fill(w=width, h=height))
