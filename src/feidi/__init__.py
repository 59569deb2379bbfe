"""Two governments plan, agree on, land, run and settle one shared industrial park.

Everything starts from a project folder. Is anything wrong with it, and who gets how much?

>>> from pathlib import Path
>>> from tempfile import TemporaryDirectory
>>> from feidi.folder import new_folder
>>> with TemporaryDirectory() as place:
...     folder = read_folder(new_folder(Path(place) / "park"))
...     problems = check(folder)
...     settlement = settle(folder)
>>> problems
()
>>> settlement.of(2026, "飞入地"), settlement.of(2026, "飞出地")
(122115028, 122115027)
"""

from feidi.folder import check, read_folder, settle

__all__ = ["check", "read_folder", "settle"]

__version__ = "0.1.0"
