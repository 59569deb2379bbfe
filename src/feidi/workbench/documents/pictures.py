"""How large is a picture, and does the file hold anything besides it? Read from its headers."""

import struct
from collections.abc import Iterator

# sides and pixels no scan or photograph of use exceeds; beyond them a viewer's memory is at risk
LONGEST_SIDE, MOST_PIXELS = 20_000, 150_000_000
_PNG_HEAD = 8
# of a JPEG: frames (their headers hold the size), what has no length, the scan, the end
_FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
_BARE = {0x01, *range(0xD0, 0xD9)}
_SCAN, _END = 0xDA, 0xD9


class NoPicture(ValueError):
    """The bytes are not a whole picture."""


def png_size(content: bytes) -> tuple[int, int]:
    """Return width and height of a PNG that ends where it says; `NoPicture` otherwise."""
    chunks = list(_chunks(content))
    if not chunks or chunks[0][0] != b"IHDR" or chunks[-1] != (b"IEND", len(content)):
        raise NoPicture
    width, height = struct.unpack(">II", content[16:24])
    return width, height


def _chunks(content: bytes) -> Iterator[tuple[bytes, int]]:
    """Yield the name of every chunk and where it ends."""
    place = _PNG_HEAD
    while place < len(content):
        if place + 12 > len(content):
            raise NoPicture
        length, name = struct.unpack(">I4s", content[place : place + 8])
        place += 12 + length
        yield name, place
        if name == b"IEND":
            return


def jpeg_size(content: bytes) -> tuple[int, int]:
    """Return width and height of a JPEG with a scan and an end; `NoPicture` otherwise."""
    place, size = 2, (0, 0)
    while place + 4 <= len(content):
        if content[place] != 0xFF:
            break
        mark = content[place + 1]
        if mark == 0xFF or mark in _BARE:
            place += 1 if mark == 0xFF else 2
            continue
        if mark in _FRAMES and place + 9 <= len(content):
            height, width = struct.unpack(">HH", content[place + 5 : place + 9])
            size = (width, height)
        if mark == _SCAN:
            if size == (0, 0) or content.find(bytes((0xFF, _END)), place) < 0:
                break
            return size
        place += 2 + struct.unpack(">H", content[place + 2 : place + 4])[0]
    raise NoPicture
