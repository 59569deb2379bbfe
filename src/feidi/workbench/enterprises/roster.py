"""The park's roster (7-settle/enterprises.csv) -> firms that both sides see."""

from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from feidi.folder import layout
from feidi.folder.opening import Root
from feidi.folder.table import Table
from feidi.folder.write import write_file
from feidi.match.names import parts
from feidi.workbench.enterprises.models import Enterprise
from feidi.workbench.scope.acting import JOINT
from feidi.workbench.stored.models import StoredFile


def take_roster(park: int, firms: Iterable[tuple[str, str]], by: str) -> int:
    """Make joint firms of (id, name) that are not there yet; return how many were made.

    One that is there keeps what people have written; its name follows the roster.
    """
    known = {e.roster: e for e in Enterprise.objects.filter(park=park).exclude(roster="")}
    fresh = []
    for code, name in firms:
        one = known.get(code)
        if one is None:
            fresh.append(_joint(park, code, name[:200], by))
        elif one.name != name[:200]:
            one.name = name[:200]
            one.version += 1
            one.save()
    Enterprise.objects.bulk_create(fresh, 500)
    return len(fresh)


def _joint(park: int, code: str, name: str, by: str) -> Enterprise:
    return Enterprise(
        park_id=park,
        visibility=JOINT,
        roster=code[:120],
        name=name,
        core=parts(name).core[:200],
        source=layout.ENTERPRISES,
        by=by,
    )


def firms_of_file(file: StoredFile) -> list[tuple[str, str]]:
    """Return (id, name) of every row of a stored roster."""
    with TemporaryDirectory(prefix="feidi-roster-") as place:
        root = Root(Path(place))
        write_file(root, file.name, bytes(file.content))
        rows = Table(root, file.name, "enterprises").rows()
        return [(str(row.values["id"]), str(row.values["name"])) for row in rows]
