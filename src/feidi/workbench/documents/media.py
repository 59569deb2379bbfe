"""Which kinds of file may be attached: what each is called, and how it is told by its bytes."""

from dataclasses import dataclass

from feidi.quantities.words import Words

_OFFICE = "application/vnd.openxmlformats-officedocument"


@dataclass(frozen=True)
class Media:
    """A kind of file. endings: how its names end. head: how its bytes begin; b"" for text.

    part: for archives, the entry that makes it this kind and no other.
    """

    mime: str
    words: Words
    endings: tuple[str, ...]
    head: bytes = b""
    part: str = ""


_ZIP = b"PK\x03\x04"
MEDIA = {
    "pdf": Media("application/pdf", Words("PDF 文件", "PDF"), (".pdf",), b"%PDF-"),
    "png": Media("image/png", Words("PNG 图片", "PNG picture"), (".png",), b"\x89PNG\r\n\x1a\n"),
    "jpeg": Media(
        "image/jpeg", Words("JPEG 图片", "JPEG picture"), (".jpg", ".jpeg"), b"\xff\xd8\xff"
    ),
    "docx": Media(
        f"{_OFFICE}.wordprocessingml.document",
        Words("Word 文档（DOCX）", "Word document (DOCX)"),
        (".docx",),
        _ZIP,
        "word/document.xml",
    ),
    "xlsx": Media(
        f"{_OFFICE}.spreadsheetml.sheet",
        Words("Excel 表（XLSX）", "Excel workbook (XLSX)"),
        (".xlsx",),
        _ZIP,
        "xl/workbook.xml",
    ),
    "ofd": Media(
        "application/ofd", Words("OFD 版式文件", "OFD document"), (".ofd",), _ZIP, "OFD.xml"
    ),
    "csv": Media("text/csv", Words("CSV 表", "CSV table"), (".csv",)),
    "text": Media("text/plain", Words("文本", "plain text"), (".txt",)),
    "geojson": Media("application/geo+json", Words("GeoJSON 图层", "GeoJSON"), (".geojson",)),
}
ENDINGS = tuple(ending for media in MEDIA.values() for ending in media.endings)


def media_of_ending(ending: str) -> str:
    """Return the kind of file a name's ending stands for; "" where none."""
    return next((kind for kind, media in MEDIA.items() if ending in media.endings), "")
