"""What waits, for whom, and what was done; what a search finds."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from feidi.quantities.words import Words, both
from feidi.workbench.accounts.actor import Actor
from feidi.workbench.accounts.roles import CONFIRM_AGREEMENT, CONFIRM_SETTLEMENT, IMPORT, Right
from feidi.workbench.actions import registered
from feidi.workbench.agreements.models import PROPOSED, Text
from feidi.workbench.audit.models import Event
from feidi.workbench.imports.models import IMPORTED, PENDING, Batch, ReceiptRow
from feidi.workbench.parks.models import Seat
from feidi.workbench.parks.queries import keyholders
from feidi.workbench.settlements.models import DISPUTED, OPEN, Mark, Run, Statement
from feidi.workbench.settlements.queries import statement_view

MOST = 20


@dataclass(frozen=True)
class Waiting:
    """One thing that waits. whom: the seats it waits for. mine: whether it waits for who asks."""

    title: Words
    what: Words
    address: str
    whom: tuple[Seat, ...]
    mine: bool
    since: Any


@dataclass(frozen=True)
class Desk:
    """Everything that waits, apart by whom it waits for."""

    mine: tuple[Waiting, ...]
    ours: tuple[Waiting, ...]
    theirs: tuple[Waiting, ...]


def desk(actor: Actor) -> Desk:
    """Return what waits for the person, for others of the own side, for the other side."""
    party = actor.party.pk if actor.party else 0
    found = [*_statements(actor, party), *_texts(actor, party), *_batches(actor)]
    here = [w for w in found if any(seat.party_id == party for seat in w.whom)]
    return Desk(
        tuple(w for w in here if w.mine),
        tuple(w for w in here if not w.mine),
        tuple(w for w in found if any(seat.party_id != party for seat in w.whom)),
    )


def _mine(actor: Actor, whom: tuple[Seat, ...], party: int, right: Right) -> bool:
    return actor.may(right) and any(seat.party_id == party for seat in whom)


def _statements(actor: Actor, party: int) -> list[Waiting]:
    found = []
    for one in Statement.objects.filter(state=OPEN).select_related("run"):
        view = statement_view(one, party)
        disputed = Mark.objects.filter(statement=one, says=DISPUTED).count()
        what = Words("逐行确认，或提出异议", "confirm it line by line, or dispute")
        if disputed:
            what = Words("有异议 {n} 行，待双方商定", "{n} lines disputed").fill(n=disputed)
        found.append(
            Waiting(
                one.words,
                what,
                f"/settlements/years/{one.pk}/",
                view.waits,
                _mine(actor, view.waits, party, CONFIRM_SETTLEMENT),
                one.made_at,
            )
        )
    return found


def _texts(actor: Actor, party: int) -> list[Waiting]:
    found = []
    for text in Text.objects.filter(state=PROPOSED).defer("content"):
        turned = set(text.keys.values_list("party_id", flat=True))
        whom = tuple(s for s in keyholders(text.park_id) if s.party_id not in turned)
        found.append(
            Waiting(
                both(str(text)),
                Words("核对文本与读回，确认指纹", "hold text and reading together, confirm"),
                f"/agreements/{text.pk}/",
                whom,
                _mine(actor, whom, party, CONFIRM_AGREEMENT),
                text.changed_at,
            )
        )
    return found


def _batches(actor: Actor) -> list[Waiting]:
    own = Seat.objects.filter(park=actor.park, party=actor.party)
    return [
        Waiting(
            both(str(batch)),
            Words("已检查，等您决定导入或放弃", "checked: import or discard it"),
            f"/imports/{batch.pk}/",
            tuple(own),
            actor.may(IMPORT),
            batch.made_at,
        )
        for batch in Batch.objects.filter(state=PENDING).defer("content")
    ]


@dataclass(frozen=True)
class Told:
    """One row of the trail as a sentence."""

    event: Event
    did: Words


def history(kind: str = "", key: str = "") -> list[Told]:
    """Return what was done that one may see, the latest first; of one object where it is named."""
    rows = Event.objects.all()
    if kind:
        rows = rows.filter(kind=kind, key=key)
    return [told(event) for event in rows[:MOST]]


def told(event: Event) -> Told:
    """Return a row of the trail with its sentence."""
    return Told(event, registered().get(event.verb, Words(event.verb, event.verb)))


@dataclass(frozen=True)
class Found:
    """What a search finds of one kind. rows: (title, note, address)."""

    kind: Words
    rows: tuple[tuple[str, str, str], ...]


def search(said: str) -> list[Found]:
    """Return everything one may see that holds the words."""
    receipts = ReceiptRow.objects.filter(
        Q(code__icontains=said) | Q(enterprise__icontains=said) | Q(source__icontains=said),
        batch__state=IMPORTED,
    ).select_related("batch")[:MOST]
    texts = [
        text
        for text in Text.objects.exclude(state="withdrawn")
        if said.lower() in text.text.lower() or said.lower() in text.title.lower()
    ]
    runs = Run.objects.filter(Q(fingerprint__startswith=said) | Q(result_sha256__startswith=said))
    found = [
        Found(
            Words("协议", "agreements"),
            tuple((str(t), t.state_words.zh, f"/agreements/{t.pk}/") for t in texts[:MOST]),
        ),
        Found(
            Words("入库明细", "receipts"),
            tuple(
                (r.code, f"{r.enterprise} {r.tax_words.zh} {r.period}", f"/receipts/?q={r.code}")
                for r in receipts
            ),
        ),
        Found(
            Words("数据批次", "batches"),
            tuple(
                (str(b), b.state_words.zh, f"/imports/{b.pk}/")
                for b in Batch.objects.filter(said_name__icontains=said).defer("content")[:MOST]
            ),
        ),
        Found(
            Words("结算", "settlements"),
            tuple((str(r), r.result_sha256[:16], f"/settlements/{r.number}/") for r in runs)
            if len(said) > 7
            else (),
        ),
    ]
    return [one for one in found if one.rows]
