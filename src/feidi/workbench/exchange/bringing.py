"""A project folder -> a park of the workbench: every file of it, and what pages list of them."""

from collections import defaultdict
from pathlib import Path

from django.utils import timezone

from feidi.clauses.document import fingerprint, read_document
from feidi.evidence.problem import has_errors
from feidi.folder import Folder, Refused, check, layout, read_folder
from feidi.folder.opening import Root
from feidi.folder.table import Table
from feidi.quantities.words import Words
from feidi.records.party import Party as Signatory
from feidi.records.receipt import Receipt
from feidi.workbench.accounts.actor import Actor
from feidi.workbench.accounts.roles import ACCOUNTS
from feidi.workbench.actions import action
from feidi.workbench.agreements.ledger.deriving import derive
from feidi.workbench.agreements.models import IN_FORCE, Text
from feidi.workbench.audit.recording import Entry
from feidi.workbench.documents.taking import FOLDER as DOCUMENTS
from feidi.workbench.documents.taking import INDEX
from feidi.workbench.enterprises.roster import take_roster
from feidi.workbench.exchange.describing import README
from feidi.workbench.exchange.leaving import FOLDER
from feidi.workbench.imports.models import IMPORTED, RECEIPTS, TABLES, Batch
from feidi.workbench.imports.rows import index_receipts
from feidi.workbench.land.bringing import bring_land
from feidi.workbench.parks.models import Park, Party, Seat
from feidi.workbench.scope.acting import everything
from feidi.workbench.stored.models import StoredFile
from feidi.workbench.stored.shelf import put

TRAIL = "audit.jsonl"
TAKEN_ALONG = (f"{FOLDER}/", f"{DOCUMENTS}/", INDEX, TRAIL)


@action("exchange.import", Words("导入了项目文件夹", "imported a project folder"), ACCOUNTS)
def bring_folder(entry: Entry, *, actor: Actor, path: Path, confirms: tuple[str, ...] = ()) -> Park:
    """Make a park of a folder that checks clean; `Refused` with its problems otherwise.

    confirms: the roles whose confirmation is a key; without it the first two signatories that
    stand behind nobody.
    """
    folder = read_folder(path)
    problems = check(folder)
    if has_errors(problems) or folder.agreement is None:
        raise Refused(*(p for p in problems if p.level == "error"), lang=folder.lang)
    with everything("a new park has no sides yet"):
        park = Park.objects.create(name=folder.name, lang=folder.lang, note=folder.note)
        _seats(park, folder.agreement.parties, confirms)
        files = _files(park, Root(folder.path), actor)
        _texts(park, files, actor)
        derive(park.pk, folder.agreement, folder.book, timezone.localdate())
        _tables(park, folder, files, actor)
        bring_land(park, Root(folder.path))
        roster = [(firm.id, firm.name) for firm in folder.book.enterprises]
        take_roster(park.pk, roster, str(actor))
    entry.about = park
    entry.after = {name: file.sha256 for name, file in files.items()}
    return park


def _seats(park: Park, parties: tuple[Signatory, ...], confirms: tuple[str, ...]) -> None:
    first = [party.role for party in parties if not party.behind][:2]
    keys = confirms or tuple(first)
    unknown = set(keys) - {party.role for party in parties}
    if unknown:
        message = f"{'、'.join(sorted(unknown))}: 不是签约方 / no party of the agreement"
        raise ValueError(message)
    for order, one in enumerate(parties):
        party, _ = Party.objects.get_or_create(name=one.name, defaults={"short": _short(one.name)})
        Seat.objects.create(
            park=park, party=party, role=one.role, confirms=one.role in keys, order=order
        )


def _short(name: str) -> str:
    for ending in ("人民政府", "管理委员会"):
        name = name.removesuffix(ending)
    return name[:40]


def names_in(root: Root) -> list[str]:
    """Return every file of a folder that is carried over: all but results and hidden ones.

    Of what a side took along when it left, the project folder alone: the rest holds rows that
    were its own, and all that is brought in is joint.
    """
    left = TAKEN_ALONG if root.exists(README) else ()
    found = []
    for path in sorted(root.path.rglob("*")):
        name = path.relative_to(root.path).as_posix()
        hidden = any(part.startswith((".", "~$")) for part in name.split("/"))
        if path.is_file() and not hidden and not name.startswith((f"{layout.RESULTS}/", *left)):
            found.append(name)
    return found


def _files(park: Park, root: Root, actor: Actor) -> dict[str, StoredFile]:
    found = {}
    for name in names_in(root):
        with root.open(name) as file:
            found[name] = put(park.pk, name, file.read(), actor)
    return found


def _texts(park: Park, files: dict[str, StoredFile], actor: Actor) -> None:
    for name, file in files.items():
        if name == layout.AGREEMENT or (
            name.startswith(f"{layout.SUPPLEMENTS}/") and name.endswith(".md")
        ):
            content = bytes(file.content)
            Text.objects.create(
                park=park,
                name=name,
                number=1,
                title=read_document(content, name).title[:200] or name,
                content=content,
                fingerprint=fingerprint(content),
                state=IN_FORCE,
                author=str(actor),
            )


def _tables(park: Park, folder: Folder, files: dict[str, StoredFile], actor: Actor) -> None:
    rows: defaultdict[str, list[Receipt]] = defaultdict(list)
    for receipt in folder.receipts_behind():
        rows[receipt.at.file].append(receipt)
    root = Root(folder.path)
    for name, file in files.items():
        own = name.removeprefix(f"{layout.SETTLE}/")
        table = RECEIPTS if layout.is_receipts(own) else own.removesuffix(".csv")
        if name == own or table not in TABLES:
            continue
        receipts = sorted(rows[name], key=lambda receipt: receipt.at.line)
        days = [receipt.booked_on for receipt in receipts]
        batch = Batch.objects.create(
            park=park,
            table=table,
            name=name,
            said_name=own,
            sha256=file.sha256,
            file=file,
            state=IMPORTED,
            count=len(receipts) or sum(1 for _ in Table(root, name, table).rows()),
            total=sum(receipt.amount for receipt in receipts),
            first_day=min(days, default=None),
            last_day=max(days, default=None),
            by=str(actor),
        )
        index_receipts(batch, receipts)
