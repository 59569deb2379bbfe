"""A page to sign as PDF: by Typst, from data alone, with the installed Chinese font."""

import json
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory

from feidi.folder.opening import Root
from feidi.folder.write import write_file


def typeset(package: str, name: str, data: dict[str, object]) -> bytes:
    """Return a Typst document of a package, filled with data; equal data give equal bytes."""
    import pylopdf_fonts_zh_cn
    import typst

    source = files(package) / name
    with TemporaryDirectory(prefix="feidi-pdf-") as place:
        root = Root(place)
        write_file(root, "data.json", json.dumps(data, ensure_ascii=False).encode())
        write_file(root, name, source.read_bytes())
        fonts = str(Path(pylopdf_fonts_zh_cn.__file__).parent)
        return bytes(
            typst.compile(
                str(root.path / name),
                root=str(root.path),
                font_paths=[fonts],
                ignore_system_fonts=True,
            )
        )
