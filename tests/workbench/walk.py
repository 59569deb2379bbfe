"""Every address of the site with the keys of every row, and rows of the own side to look out for.

A new app says in `KEYS` which rows its addresses are about, and in `PRIVATE` how a row of the
origin's own is made whose words hold a mark that nobody else may ever be answered with.
"""

from collections.abc import Callable, Iterator
from typing import Any

from django.db import models
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from feidi.workbench.accounts.actor import Actor
from feidi.workbench.agreements.actions import draft
from feidi.workbench.agreements.models import Obligation, Text
from feidi.workbench.api.models import Token
from feidi.workbench.attribution.models import Sheet
from feidi.workbench.coordination.actions.agenda import NewItem, draft_item
from feidi.workbench.coordination.actions.minutes import draft_minutes, edit_minutes
from feidi.workbench.coordination.actions.supervising import note
from feidi.workbench.coordination.models import (
    AgendaItem,
    DutySheet,
    Meeting,
    Minutes,
    Remark,
    Series,
    Task,
)
from feidi.workbench.documents.actions import attach
from feidi.workbench.documents.models import Document
from feidi.workbench.documents.sniffing import Upload
from feidi.workbench.enterprises.actions import add_chamber, add_visit
from feidi.workbench.enterprises.actions import register as register_firm
from feidi.workbench.enterprises.models import Chamber, Enterprise, Visit
from feidi.workbench.exchange.models import Archive
from feidi.workbench.imports.actions import bring
from feidi.workbench.imports.checking import check_table
from feidi.workbench.imports.models import Batch
from feidi.workbench.land.editing import note as land_note
from feidi.workbench.land.models import Allocation, Area, LandBatch, Note, Parcel
from feidi.workbench.notifications.models import Notification
from feidi.workbench.parks.models import Park
from feidi.workbench.projects.actions import Lead, Naming, Shown, Step, move, register
from feidi.workbench.projects.models import Claim, HandOver, Project, Term
from feidi.workbench.readings.actions import register as register_point
from feidi.workbench.readings.models import Point
from feidi.workbench.scope.acting import OWN, everything
from feidi.workbench.settlements.models import Statement, Total
from feidi.workbench.siting.models import SitingPlan
from workbench.conftest import EXAMPLES
from workbench.coordinating import DAY, called, held, registered, series_of
from workbench.story import HEADER, acting, person

ROW = "Z1,A,增值税,2032-12,2033-01-20,10.00,入库,MARK-ROW\n"

# the first word of an address's name -> the rows whose key it takes
KEYS: dict[str, type[models.Model]] = {
    "agreement": Text,
    "obligation": Obligation,
    "import": Batch,
    "statement": Statement,
    "project": Project,
    "claim": Claim,
    "handover": HandOver,
    "term": Term,
    "task": Task,
    "note": Remark,
    "document": Document,
    "enterprise": Enterprise,
    "visit": Visit,
    "chamber": Chamber,
    "notification": Notification,
    "parcel": Parcel,
    "allocation": Allocation,
    "landnote": Note,
    "landbatch": LandBatch,
    "sitingplan": SitingPlan,
    "sheet": Sheet,
    "point": Point,
    "token": Token,
    "series": Series,
    "meeting": Meeting,
    "item": AgendaItem,
    "minutes": Minutes,
    "archive": Archive,
    "dutysheet": DutySheet,
}


def private_text(actor: Actor) -> models.Model:
    """A draft of an agreement."""
    text = (EXAMPLES / "two-clause-park" / "agreement.md").read_text(encoding="utf-8")
    content = text.replace("# ", "# MARK-TITLE ", 1).encode()
    return draft(actor=actor, name="agreement.md", content=content)


def private_batch(actor: Actor) -> models.Model:
    """A table that is checked and not imported."""
    table = (HEADER + ROW).encode()
    checked = check_table(actor.at[0].pk, "receipts", table)
    assert checked.clean, checked.problems
    return bring(
        actor=actor, table="receipts", said_name="MARK-NAME.csv", content=table, checked=checked
    )


def private_note(actor: Actor) -> models.Model:
    """What the own side alone reads of a task that both see."""
    return note(actor=actor, task=registered(), text="MARK-NOTE", day=DAY)


def private_document(actor: Actor) -> models.Model:
    """A file attached to a draft; its bytes hold the mark too."""
    upload = Upload("MARK-FILE.txt", b"MARK-BYTES")
    return attach(actor=actor, about=private_text(actor), upload=upload, title="MARK-DOCUMENT")


def parcel_in(park: Park) -> Parcel:
    """A free parcel of a park."""
    area = Area.objects.create(park=park, code="A", name="A")
    ring = [[103.5, 36.6], [103.6, 36.6], [103.6, 36.7], [103.5, 36.6]]
    shape = {"type": "Polygon", "coordinates": [ring]}
    ends = {"west": 103.5, "south": 36.6, "east": 103.6, "north": 36.7}
    size = {"epsg": 4544, "area_m2": 20000.0, "mu": 30.0}
    parcel: Parcel = Parcel.objects.create(
        park=park, area=area, code="P", use="M2", shape=shape, **ends, **size
    )
    return parcel


def private_land_note(actor: Actor) -> models.Model:
    """What the origin notes for itself about a parcel."""
    return land_note(actor=actor, parcel=parcel_in(actor.at[0]), text="MARK-LAND-NOTE")


def private_map(actor: Actor) -> models.Model:
    """A map of parcels that is checked and not imported."""
    park, party = actor.at
    batch: models.Model = LandBatch.objects.create(
        park=park,
        owner=party,
        visibility=OWN,
        said_name="MARK-MAP.gpkg",
        sha256="MARK-SHA",
        content=b"MARK-BYTES",
        crs="EPSG:4544",
        by="MARK-BY",
    )
    return batch


def private_plan(actor: Actor) -> models.Model:
    """A draft of a siting plan."""
    park, party = actor.at
    placement: dict[str, Any] = {"project": "MARK-ID", "name": "MARK-PROJECT", "park": "MARK-PARK"}
    placement |= {"parcels": ["MARK-PARCEL"], "year": 0, "tenant": False}
    told = {"placements": [placement], "left": [], "parts": [], "quotas": [], "plan": {}}
    plan: models.Model = SitingPlan.objects.create(
        park=park, owner=party, visibility=OWN, said_name="MARK-PLAN.json", sha256="MARK-SHA",
        value=1, bound=1, placed=1, left=0, told=told, by="MARK-BY",
    )  # fmt: skip
    return plan


def private_project(_actor: Actor) -> models.Model:
    """A lead with its contact, evidence and claim, and a project that is on offer no more."""
    officer = person("origin-investment")
    project = register(
        actor=officer,
        lead=Lead("MARK-PROJECT", "MARK-INVESTOR", needs="MARK-NEEDS"),
        contact=("MARK-CONTACT", "MARK-POST", "MARK-PHONE"),
        naming=Naming("MARK-INVESTOR", grounds="MARK-GROUNDS"),
    )
    shown = Shown("talks", "MARK-NUMBER", project.stage_since, "MARK-ISSUER")
    step = Step("contact", reason="MARK-REASON", shown=(shown,))
    return move(actor=officer, project=project, version=1, step=step)


def private_enterprise(_actor: Actor) -> models.Model:
    """A firm the own side alone courts, with its contact."""
    told = {"name": "MARK-FIRM", "contact_name": "MARK-PERSON", "contact_phone": "MARK-PHONE"}
    return register_firm(actor=person("origin-investment"), values=told, joint=False)


def private_chamber(_actor: Actor) -> models.Model:
    """A chamber the own side alone knows."""
    told = {"name": "MARK-CHAMBER", "kind": "regional"}
    return add_chamber(actor=person("origin-investment"), values=told, joint=False)


def private_visit(_actor: Actor) -> models.Model:
    """A visit to a firm both see, of which the other side is not told."""
    firm = Enterprise.objects.filter(owner=None)[0]
    told = {"on": DAY, "ours": "MARK-OFFICE", "outcome": "MARK-OUTCOME"}
    told |= {"next_step": "MARK-STEP", "next_due": DAY}
    return add_visit(actor=person("origin-investment"), whom=firm, values=told, joint=False)


def private_point(actor: Actor) -> models.Model:
    """A measuring point that only the own side sees."""
    park = person("origin-park")
    return register_point(actor=park, code="MARK-CODE", name="MARK-POINT", unit="kW", joint=False)


def private_item(actor: Actor) -> models.Model:
    """A draft of an agenda item."""
    meeting = called("host-office", series_of("host-office"))
    new = NewItem("MARK-ITEM", "MARK-WHY")
    return draft_item(actor=actor, meeting=meeting, new=new)


def private_minutes(_actor: Actor) -> models.Model:
    """A draft of minutes, by the joint office of the side that convenes."""
    meeting = held("origin-office", "host-office")
    with acting("origin-office") as one:
        minutes = draft_minutes(actor=one, meeting=meeting, version=meeting.version)
        return edit_minutes(actor=one, minutes=minutes, version=1, text="MARK-MINUTES")


def private_archive(actor: Actor) -> models.Model:
    """What a side that leaves had packed."""
    park, party = actor.at
    told = {"why": "MARK-WHY", "by": "MARK-BY", "file": "MARK-FILE.zip", "sha256": "MARK-SHA"}
    archive: models.Model = Archive.objects.create(
        park=park, owner=party, visibility=OWN, state="ready", **told
    )
    return archive


# (how a row is made by the origin's finance officer, its address, verbs that must be refused)
PRIVATE: tuple[tuple[Callable[[Actor], models.Model], str, tuple[str, ...]], ...] = (
    (private_text, "/agreements/{key}/", ("propose", "withdraw", "confirm")),
    (private_batch, "/imports/{key}/", ("import", "discard")),
    (
        private_project,
        "/projects/{key}/",
        ("share", "close", "contact", "move", "offer", "reveal", "link"),
    ),
    (private_note, "/coordination/notes/{key}/", ()),
    (private_document, "/documents/{key}/", ("remove",)),
    (private_land_note, "/land/notes/{key}/", ("drop",)),
    (private_map, "/land/imports/{key}/", ("import", "discard")),
    (private_plan, "/siting/{key}/", ("check", "show", "discard", "withdraw")),
    (private_enterprise, "/enterprises/{key}/", ("edit", "share", "reveal")),
    (private_chamber, "/chambers/{key}/", ("edit", "share", "reveal")),
    (private_visit, "/visits/{key}/", ("share", "done")),
    (private_point, "/readings/{key}/", ()),
    (
        private_item,
        "/coordination/meetings/items/{key}/",
        ("edit", "submit", "withdraw", "outcome"),
    ),
    (
        private_minutes,
        "/coordination/meetings/minutes/{key}/",
        ("edit", "propose", "confirm", "return"),
    ),
    (private_archive, "/leaving/{key}/", ("remove",)),
)


def patterns(resolver: URLResolver | None = None) -> Iterator[URLPattern]:
    """Every address of the pages; those of allauth are its own affair."""
    for one in (resolver or get_resolver()).url_patterns:
        if isinstance(one, URLPattern):
            yield one
        elif "allauth" not in str(one.urlconf_name) and one.namespace != "api":
            yield from patterns(one)


def addresses() -> Iterator[str]:
    """Every address of the site, filled with the keys of every row there is."""
    with everything("the test walks over all keys"):
        keys = {name: list(model._base_manager.values_list("pk", flat=True))
                for name, model in KEYS.items()}  # fmt: skip
        totals = list(Total.objects.values_list("pk", flat=True)[::5])
    of_run: dict[str, Any] = {"number_": 1}
    fillings: dict[frozenset[str], list[dict[str, Any]]] = {
        frozenset(): [{}],
        frozenset({"number_"}): [of_run],
        frozenset({"number_", "key"}): [{**of_run, "key": k} for k in totals],
        frozenset({"number_", "index"}): [{**of_run, "index": i} for i in range(3)],
        frozenset({"number_", "kind"}): [{**of_run, "kind": k} for k in ("json", "xlsx", "html")],
        frozenset({"kind"}): [{"kind": "csv"}],
        frozenset({"table", "kind"}): [{"table": "receipts", "kind": "csv"}],
    }
    for pattern in patterns():
        name, given = pattern.name or "", frozenset(pattern.pattern.converters)
        own = [{"key": key} for key in keys.get(name.split("-")[0], [])]
        fillings[frozenset({"key"})] = own
        fillings[frozenset({"key", "kind"})] = [{**one, "kind": "xlsx"} for one in own]
        fillings[frozenset({"key", "verb"})] = [{**one, "verb": "confirm"} for one in own]
        yield from (reverse(name, kwargs=one) for one in fillings[given])
    yield from ("/documents/?q=MARK", "/notifications/?only=unread")
    yield from ("/enterprises/?q=MARK", "/visits/?q=MARK", "/chambers/?q=MARK")
    yield from ("/search/?q=MARK", "/receipts/?q=MARK", "/imports/?table=receipts")
    yield from ("/projects/?q=MARK", "/projects/board/?q=MARK", "/projects/gantt/?q=MARK")
    yield "/agreements/new/?name=agreement.md"
