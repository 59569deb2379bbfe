"""See to it that the browser tests have a Chromium and Chinese letters; say what was done.

Installs the Debian packages `chromium` and `fonts-noto-cjk` where this is run as root on a
machine with apt-get and no Chromium is found. Where it cannot, it says how and fails.
"""

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
PACKAGES = ("chromium", "fonts-noto-cjk")
BY_HAND = """没有找到 Chromium，浏览器测试不能运行。No Chromium was found; browser tests cannot run.
Install one, with a Chinese font, and run again:
  Debian, Ubuntu:  sudo apt-get install -y chromium fonts-noto-cjk
  Fedora:          sudo dnf install -y chromium google-noto-sans-cjk-fonts
  macOS:           brew install --cask chromium
Or name one yourself:  FEIDI_CHROMIUM=/path/to/chromium make test
"""


def chromium() -> str | None:
    """Return the Chromium to test with: the one named by FEIDI_CHROMIUM, else one installed."""
    found = map(shutil.which, (os.environ.get("FEIDI_CHROMIUM", ""), *NAMES))
    return next((path for path in found if path), None)


def main() -> int:
    """Install what is missing; return 0 where a Chromium is there afterwards."""
    if path := chromium():
        sys.stdout.write(f"browser tests: {path}\n")
        return 0
    if shutil.which("apt-get") and os.geteuid() == 0:
        sys.stdout.write(f"browser tests: apt-get install -y {' '.join(PACKAGES)}\n")
        sys.stdout.flush()
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for arguments in (["update"], ["install", "-y", "--no-install-recommends", *PACKAGES]):
            subprocess.run(["apt-get", "-q", *arguments], env=quiet, check=False)
        if path := chromium():
            sys.stdout.write(f"browser tests: {path}\n")
            return 0
    sys.stderr.write(BY_HAND)
    return 1


if __name__ == "__main__":
    sys.exit(main())
