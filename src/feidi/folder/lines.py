"""Bytes -> lines of text, one at a time: bounded in length, UTF-8 or GB18030, never guessed."""

from collections.abc import Iterator
from typing import BinaryIO

from feidi.evidence.problem import Problem
from feidi.evidence.source import At
from feidi.folder import layout
from feidi.folder.opening import Refused, nul_byte
from feidi.quantities.words import Words

_BOM = b"\xef\xbb\xbf"
_FIRST_THREE_BYTE_CHARACTER = "\u0800"


def lines(file: BinaryIO, name: str) -> Iterator[str]:
    """Yield every line of a file with its end, decoded.

    The first line that is not UTF-8 makes the file GB18030, if all before it was ASCII; a file
    in which both occur, or that is neither, is refused at its line. No more than
    layout.LONGEST_LINE bytes are held.
    """
    decoder = _Decoder(name)
    number = 0
    last_end = first_end = b""
    while raw := file.readline(layout.LONGEST_LINE + 1):
        number += 1
        if number == 1:
            raw = raw.removeprefix(_BOM)
        if len(raw) > layout.LONGEST_LINE:
            raise _too_long(At(name, number))
        if b"\0" in raw:
            raise nul_byte(At(name, number))
        if raw != b"\n":
            last_end = raw[len(raw.rstrip(b"\r\n")) :]
        first_end = first_end or last_end
        if last_end not in (first_end, b""):
            raise _mixed_ends(At(name, number), first_end, last_end)
        yield decoder.decode(raw, number)


class _Decoder:
    """Decides once, from the bytes alone, which of the two encodings a file has."""

    def __init__(self, name: str) -> None:
        self.name, self.encoding = name, "utf-8"
        self.first_other = 0

    def decode(self, raw: bytes, number: int) -> str:
        if raw.isascii():
            return raw.decode("ascii")
        if self.encoding == "utf-8":
            try:
                text = raw.decode("utf-8")
            except UnicodeDecodeError as error:
                self._turn(raw, number, error)
            else:
                self.first_other = self.first_other or number
                return text
        return self._gb18030(raw, number)

    def _turn(self, raw: bytes, number: int, error: UnicodeDecodeError) -> None:
        """Take the file for GB18030, unless an earlier line was UTF-8."""
        if self.first_other:
            raise self._refused(
                number,
                Words(
                    f"第 {self.first_other} 行是 UTF-8，这一行第 {error.start + 1} 个字节 "
                    f"0x{raw[error.start]:02X} 却不是",
                    f"line {self.first_other} is UTF-8, but byte {error.start + 1} of this line, "
                    f"0x{raw[error.start]:02X}, is not",
                ),
            )
        self.encoding, self.first_other = "gb18030", number

    def _gb18030(self, raw: bytes, number: int) -> str:
        try:
            text = raw.decode("gb18030")
        except UnicodeDecodeError as error:
            byte = f"0x{raw[error.start]:02X}"
            raise self._refused(
                number,
                Words(
                    f"第 {error.start + 1} 个字节 {byte} 既不是 UTF-8 也不是 GB18030",
                    f"byte {error.start + 1}, {byte}, is neither UTF-8 nor GB18030",
                ),
            ) from error
        if _surely_utf8(raw):
            raise self._refused(
                number,
                Words(
                    f"第 {self.first_other} 行是 GB18030，这一行却是 UTF-8",
                    f"line {self.first_other} is GB18030, but this line is UTF-8",
                ),
            )
        return text

    def _refused(self, number: int, what: Words) -> Refused:
        return Refused(
            Problem(
                "FO008",
                At(self.name, number),
                what,
                Words("整个文件另存为 UTF-8", "save the whole file as UTF-8"),
            )
        )


def _surely_utf8(raw: bytes) -> bool:
    """Say whether bytes read as UTF-8 of three bytes a character, as Chinese is."""
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return all(c.isascii() or c >= _FIRST_THREE_BYTE_CHARACTER for c in text)


def _mixed_ends(at: At, first: bytes, here: bytes) -> Refused:
    said = {b"\n": "LF", b"\r\n": "CRLF"}
    one, other = said.get(first, "CR"), said.get(here, "CR")
    return Refused(
        Problem(
            "FO023",
            at,
            Words(
                f"第 1 行以 {one} 换行，这一行以 {other} 换行",
                f"line 1 ends with {one}, this line with {other}",
            ),
            Words("整个文件重新保存一次", "save the whole file again"),
        )
    )


def _too_long(at: At) -> Refused:
    return Refused(
        Problem(
            "FO009",
            at,
            Words(
                f"这一行超过 {layout.LONGEST_LINE} 字节，没有读下去",
                f"the line is longer than {layout.LONGEST_LINE} bytes; reading stopped here",
            ),
            Words(
                "每行写一条，用换行分开；或重新导出",
                "write one row a line, with line ends; or export the file again",
            ),
        )
    )
