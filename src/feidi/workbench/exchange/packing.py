"""What is taken out of the site as one archive."""

import shutil
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory

from feidi.folder.opening import unwritable
from feidi.workbench.exchange.taking import take_folder
from feidi.workbench.parks.models import Park, Party


def take_archive(park: Park, to: Path, party: Party | None = None) -> None:
    """Write what `take_folder` writes into one new ZIP file, as one folder in it.

    `FileExistsError` where the file is there already; nothing half-written stays.
    """
    if to.exists():
        message = f"{to}: 已有这个文件 / the file is there already"
        raise FileExistsError(message)
    with TemporaryDirectory(prefix="feidi-export-") as place:
        root = take_folder(park, Path(place) / "park", party)
        whole = Path(place) / "whole.zip"
        with zipfile.ZipFile(whole, "x", zipfile.ZIP_DEFLATED) as packed:
            for path in sorted(root.path.rglob("*")):
                if path.is_file():
                    within = path.relative_to(root.path).as_posix()
                    packed.write(path, f"park-{park.pk}/{within}")
        try:
            _move(whole, to)
        except FileExistsError:
            raise
        except OSError as error:
            raise unwritable(str(to), error) from error


def _move(whole: Path, to: Path) -> None:
    """Give a finished file its name; where that fails, leave nothing of the name."""
    with to.open("xb") as written, whole.open("rb") as read:
        try:
            shutil.copyfileobj(read, written, 1 << 20)
        except OSError:
            to.unlink(missing_ok=True)
            raise
