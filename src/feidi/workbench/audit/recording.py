"""Appends one row to the chain, within the transaction of what it tells about."""

import json
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone

from feidi.evidence.chain import FIRST, digest_of, link_of, sign_of
from feidi.workbench.accounts.actor import Actor
from feidi.workbench.audit.lately import touch
from feidi.workbench.audit.models import ChainEnd, Event
from feidi.workbench.parks.models import Park
from feidi.workbench.scope.acting import JOINT, OWN, everything


@dataclass
class Entry:
    """What an action tells about itself while it runs."""

    about: models.Model | None = None
    before: dict[str, Any] = field(default_factory=dict)
    after: dict[str, Any] = field(default_factory=dict)
    reason: str = ""

    def change(self, row: models.Model, **values: Any) -> None:
        """Set fields of a row, and note what they were and what they are."""
        for name, value in values.items():
            self.before[name] = told(getattr(row, name))
            setattr(row, name, value)
            self.after[name] = told(value)


def told(value: Any) -> Any:
    """Return a value as the trail writes it."""
    if isinstance(value, models.Model):
        return {"id": value.pk, "name": str(value)}
    return value if isinstance(value, (int, bool, type(None))) else str(value)


def append(actor: Actor, verb: str, entry: Entry) -> Event:
    """Write one row at the end of the chain. The caller holds the transaction."""
    if not transaction.get_connection().in_atomic_block or entry.about is None:
        message = f"{verb}: an action writes its audit row in its own transaction, about a row"
        raise RuntimeError(message)
    with everything("the chain is one for all sides"):
        end = ChainEnd.objects.select_for_update().get_or_create(
            pk=1, defaults={"number": 0, "link": FIRST, "sign": ""}
        )[0]
        event = _event(actor, verb, entry)
        event.number, event.previous = end.number + 1, end.link
        event.digest = digest_of(event.content())
        event.link = link_of(event.number, event.previous, event.digest)
        event.sign = sign_of(settings.AUDIT_KEY, event.link)
        event.save()
        end.number, end.link, end.sign = event.number, event.link, event.sign
        end.save()
    hidden = event.visibility == OWN and entry.before.get("visibility", OWN) == OWN
    touch(event, owner=(event.owner_id or 0) if hidden else 0)
    return event


def _event(actor: Actor, verb: str, entry: Entry) -> Event:
    about = entry.about
    assert about is not None  # noqa: S101 - the caller has looked
    own = about.pk if isinstance(about, Park) else getattr(about, "park_id", None)
    park = own or (actor.park.pk if actor.park else None)
    return Event(
        at=timezone.now(),
        actor=actor.name[:120],
        user=actor.user,
        side=str(actor.party or ""),
        role=actor.role,
        park_id=park,
        owner_id=getattr(about, "owner_id", None),
        visibility=getattr(about, "visibility", JOINT),
        verb=verb,
        kind=about._meta.label_lower,
        key=str(about.pk),
        name=str(about)[:200],
        before=_json(entry.before),
        after=_json(entry.after),
        reason=entry.reason,
        session=actor.session,
        address=actor.address,
    )


def _json(values: dict[str, Any]) -> str:
    return json.dumps(values, ensure_ascii=False, sort_keys=True)
