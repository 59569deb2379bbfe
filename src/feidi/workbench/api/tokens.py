"""Who acts by a token: found by its digest, counted by the minute."""

import hashlib
import secrets
import time
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import Case, F, Value, When
from django.utils import timezone

from feidi.workbench.accounts.actor import Actor
from feidi.workbench.accounts.models import Membership
from feidi.workbench.api.models import Token
from feidi.workbench.scope.acting import everything

BYTES, SHOWN, MARK = 32, 12, "feidi_"
WINDOW = 60
ROLE = "token"


def fresh_secret() -> str:
    """Return a new secret of 256 bits; it is shown once and never stored."""
    return f"{MARK}{secrets.token_urlsafe(BYTES)}"


def digest_of_secret(secret: str) -> str:
    """Return what is stored of a secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


@dataclass(frozen=True)
class Bearer:
    """A token that is good now, and the actor it stands for.

    wait: seconds until it may ask again; 0 where it may now.
    """

    token: Token
    actor: Actor
    wait: int = 0


def bearer_of(said: str, address: str, now: datetime | None = None) -> Bearer | None:
    """Return who asks by an Authorization header; None where it is missing or not good."""
    kind, _, secret = said.partition(" ")
    if kind.lower() != "bearer" or not secret.startswith(MARK):
        return None
    with everything("a token itself says whose it is"):
        token = (
            Token.objects.filter(digest=digest_of_secret(secret))
            .select_related("park", "owner")
            .first()
        )
    if token is None or token.revoked_at or token.expires_at <= (now or timezone.now()):
        return None
    seat = Membership(role=ROLE, park=token.park, party=token.owner)
    called = f"接口 {token.name} {token.prefix}…"
    return Bearer(
        token, Actor(None, seat, token.prefix, address, called=called, allowed=(*token.scopes,))
    )


def seconds_to_wait(token: Token, now: float | None = None) -> int:
    """Count one use of a token; return 0, or for how long it has to wait (its minute is full).

    One UPDATE counts, so all processes of the site count together.
    """
    moment = now or time.time()
    window = int(moment // WINDOW)
    with everything("a token itself says whose it is"):
        own = Token.objects.filter(pk=token.pk)
        own.update(
            used=Case(When(window=window, then=F("used") + 1), default=Value(1)),
            window=window,
            last_used_at=timezone.now(),
        )
        used = own.values_list("used", flat=True).get()
    return WINDOW - int(moment) % WINDOW if used > settings.API_REQUESTS_A_MINUTE else 0
