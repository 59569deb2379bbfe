"""Make and revoke tokens; take what they push: each one action with its record."""

import hashlib
import json
from datetime import timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from feidi.quantities.words import Words
from feidi.workbench.accounts.actor import Actor
from feidi.workbench.accounts.roles import PUSH_READINGS, PUSH_RECEIPTS, TOKENS
from feidi.workbench.actions import Refusal, action
from feidi.workbench.api.models import SCOPES, Push, Token
from feidi.workbench.api.tokens import SHOWN, digest_of_secret, fresh_secret
from feidi.workbench.audit.recording import Entry
from feidi.workbench.imports.actions import brought
from feidi.workbench.imports.checking import Checked
from feidi.workbench.imports.models import RECEIPTS, Batch
from feidi.workbench.parks.models import Seat
from feidi.workbench.readings.keeping import Fault, Sent, keep
from feidi.workbench.readings.models import Point
from feidi.workbench.scope.acting import OWN, everything

LONGEST_LIFE = 366
LONGEST_NAME = 80


class Contradicts(Exception):
    """Readings contradict what is stored; nothing of them is kept."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__(str(faults))
        self.faults = faults


@action("tokens.make", Words("发了接口令牌", "made an API token"), TOKENS, fresh=True)
def make_token(
    entry: Entry, *, actor: Actor, name: str, scopes: list[str], days: int, seat: Seat | None = None
) -> tuple[Token, str]:
    """Make a token of the own side, or of a seat where an administrator makes it; with its secret.

    days: how long it is good.
    """
    park, party = (seat.park, seat.party) if actor.scope is None and seat else actor.at
    wanted = [scope for scope in SCOPES if scope in scopes]
    if not name.strip() or len(name) > LONGEST_NAME or not wanted:
        raise Refusal(Words("写明用途，并至少选一项权限", "say what it is for, and choose a right"))
    if not 1 <= days <= LONGEST_LIFE:
        raise Refusal(Words("有效期为 1 至 366 天", "it is good for 1 to 366 days"))
    secret = fresh_secret()
    with everything("an administrator makes tokens for a side he does not act for"):
        token: Token = Token.objects.create(
            park=park,
            owner=party,
            visibility=OWN,
            name=name.strip(),
            prefix=secret[:SHOWN],
            digest=digest_of_secret(secret),
            scopes=wanted,
            made_by=actor.name,
            expires_at=timezone.now() + timedelta(days=days),
        )
    entry.about = token
    entry.after = {"name": token.name, "scopes": " ".join(wanted), "party": str(party)}
    entry.after |= {"expires_at": token.expires_at.isoformat()}
    return token, secret


@action("tokens.revoke", Words("收回了接口令牌", "revoked an API token"), TOKENS)
def revoke_token(entry: Entry, *, actor: Actor, token: Token, reason: str) -> Token:
    """Make a token of no use from now on."""
    if token.revoked_at:
        raise Refusal(Words("令牌已经收回", "the token is revoked already"))
    if not reason.strip():
        raise Refusal(Words("请写明收回的原因", "say why it is revoked"))
    entry.about, entry.reason = token, reason
    with everything("an administrator revokes tokens of a side he does not act for"):
        entry.change(token, revoked_at=timezone.now())
        token.save(update_fields=["revoked_at"])
    return token


@action("api.receipts", Words("经接口报送了入库，待导入", "pushed receipts"), PUSH_RECEIPTS)
def push_receipts(
    entry: Entry, *, actor: Actor, push: Push, said_name: str, content: bytes, checked: Checked
) -> Batch:
    """Keep a clean table for the own side's finance officer to import."""
    batch = brought(actor, RECEIPTS, said_name, content, checked)
    push.answer = {**push.answer, "batch": batch.pk}
    _once(push)
    entry.about, entry.after = batch, {"sha256": batch.sha256, "rows": batch.count, "key": push.key}
    return batch


@action("api.readings", Words("上报了监测数据", "pushed readings"), PUSH_READINGS)
def push_readings(
    entry: Entry, *, actor: Actor, push: Push, sent: list[Sent], points: dict[str, Point]
) -> Push:
    """Keep all readings of a delivery, or none of them."""
    stored, wrong = keep(sent, points, actor.name)
    if wrong:
        raise Contradicts(wrong)
    push.answer = {"stored": stored, "already": len(sent) - stored}
    _once(push)
    entry.about, entry.after = push.token, {**push.answer, "key": push.key}
    return push


def _once(push: Push) -> None:
    try:
        with transaction.atomic():
            push.save(force_insert=True)
    except IntegrityError as error:
        what = Words("同一编号的报送正在办或已办", "a delivery of this key is being kept or was")
        raise Refusal(what) from error


def earlier(token: Token, key: str) -> Push | None:
    """Return the delivery of a key, if it came before."""
    return Push.objects.filter(token=token, key=key).first()


def digest_of_body(said: Any) -> str:
    """Return by what a repeated delivery is compared with the first."""
    text = json.dumps(said, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode()).hexdigest()
