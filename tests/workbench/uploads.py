"""Files as they are sent: sound ones of every kind, and hostile ones."""

import io
import struct
import zipfile
import zlib

import xlsxwriter

PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
TYPES = '<?xml version="1.0"?><Types><Default Extension="xml" ContentType="{}"/></Types>'
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
GEOJSON = b'{"type":"FeatureCollection","features":[]}'


def png(width: int = 2, height: int = 2) -> bytes:
    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(
            ">I", zlib.crc32(name + data)
        )  # fmt: skip

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress(b"\0\0\0" * 2)
    parts = chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + parts


def jpeg(width: int = 2, height: int = 2) -> bytes:
    frame = struct.pack(">BHHB", 8, height, width, 1) + b"\x01\x11\x00"
    return (
        b"\xff\xd8\xff\xe0\x00\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0"
        + b"\xff\xc0" + struct.pack(">H", len(frame) + 2) + frame
        + b"\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00" + b"\x00\xff\xd9"
    )  # fmt: skip


def archive(parts: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return buffer.getvalue()


def docx(**more: bytes) -> bytes:
    parts = {
        "[Content_Types].xml": TYPES.format(WORD).encode(),
        "word/document.xml": b"<w:document/>",
        **{name.replace("__", "/").replace("_dot_", "."): data for name, data in more.items()},
    }
    return archive(parts)


def xlsx() -> bytes:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    book.add_worksheet().write_string(0, 0, "=1+1")
    book.close()
    return buffer.getvalue()


SOUND = {
    "合同.pdf": PDF,
    "现场.png": png(),
    "现场.JPG": jpeg(),
    "协议.docx": docx(),
    "台账.xlsx": xlsx(),
    "票.ofd": archive({"OFD.xml": b"<ofd:OFD/>"}),
    "表.csv": "编号,金额\n=1+1,2\n".encode(),
    "旧表.csv": "编号,金额\n".encode("gb18030"),
    "说明.txt": b"plain\r\n",
    "红线.geojson": GEOJSON,
    "v1.2 定稿.pdf": PDF,
}
EXE = b"MZ\x90\0" + b"\0" * 60 + b"PE\0\0"
HTML = b"<!doctype html><script>alert(1)</script>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
MACRO = archive({
    "[Content_Types].xml": TYPES.format(
        "application/vnd.ms-word.document.macroEnabled.main+xml").encode(),
    "word/document.xml": b"<w:document/>",
})  # fmt: skip
TEMPLATE = (
    b'<Relationships><Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/'
    b'2006/relationships/attachedTemplate" Target="http://x/t.dotm" TargetMode="External"/>'
    b"</Relationships>"
)
HOSTILE = {
    "a program as pdf": ("a.pdf", EXE),
    "a page as png": ("a.png", HTML),
    "a page as text": ("a.txt", HTML),
    "a page as csv after a mark": ("a.csv", b"\xef\xbb\xbf  " + HTML),
    "a vector picture": ("a.svg", SVG),
    "a vector picture as png": ("a.png", SVG),
    "a vector picture as text": ("a.txt", SVG),
    "nothing": ("a.pdf", b""),
    "too large": ("a.csv", b"a" * ((20 << 20) + 1)),
    "a program": ("a.exe", EXE),
    "two endings": ("a.exe.pdf", PDF),
    "two endings, the other way": ("a.pdf.exe", PDF),
    "no ending": ("pdf", PDF),
    "only an ending": (".pdf", PDF),
    "an archive": ("a.zip", archive({"a": b"a"})),
    "an archive as docx": ("a.docx", archive({"a": b"a"})),
    "a document as workbook": ("a.xlsx", docx()),
    "a document that is a workbook too": ("a.docx", docx(**{"xl__workbook_dot_xml": b"<x/>"})),
    "macros by their name": ("a.docm", MACRO),
    "macros as docx": ("a.docx", MACRO),
    "macros by their part": ("a.docx", docx(**{"word__vbaProject_dot_bin": b"x"})),
    "controls": ("a.docx", docx(**{"word__activeX__activeX1_dot_xml": b"<x/>"})),
    "an outside template": ("a.docx", docx(**{"word___rels__settings_dot_xml_dot_rels": TEMPLATE})),
    "an archive inside": ("a.docx", docx(**{"word__embeddings__a_dot_bin": docx()})),
    "a program inside": ("a.docx", docx(**{"word__media__a_dot_png": EXE})),
    "a bomb": ("a.xlsx", archive({"xl/workbook.xml": b"0" * 50_000_000})),
    "too many parts": (
        "a.xlsx",
        archive({"xl/workbook.xml": b"", **{f"xl/{n}": b"" for n in range(3000)}}),
    ),
    "an archive behind a picture": ("a.png", png() + docx()),
    "an archive behind a pdf": ("a.pdf", PDF + docx()),
    "a document behind a program": ("a.docx", EXE + docx()),
    "a page in a picture": ("a.jpg", jpeg()[:4] + HTML + jpeg()[4:]),
    "a pdf cut short": ("a.pdf", PDF[:30]),
    "a pdf that starts a program": ("a.pdf", PDF.replace(b"/Type/Catalog", b"/S /Launch /F(x)")),
    "a picture cut short": ("a.png", png()[:40]),
    "a photograph without its scan": ("a.jpg", jpeg()[:30]),
    "a picture of a million by a million": ("a.png", png(1_000_000, 1_000_000)),
    "a photograph too large to open": ("a.jpg", jpeg(65_000, 65_000)),
    "a damaged archive": ("a.xlsx", xlsx()[:-40]),
    "json that is no map": ("a.geojson", b'{"type":"Topology"}'),
    "json without end": ("a.geojson", b"[" * 200_000),
    "bytes as text": ("a.txt", b"a\0b"),
    "text in no encoding": ("a.csv", b"\xff\xff\xff"),
}
