"""Who acts: a person, in one role, for one side; nobody else's rights are looked at."""

import hashlib
from dataclasses import dataclass, replace

from django.http import HttpRequest

from feidi.workbench.accounts.confirming import confirmed_lately
from feidi.workbench.accounts.models import Membership, User
from feidi.workbench.accounts.roles import READ, ROLES, Right
from feidi.workbench.parks.models import Park, Party
from feidi.workbench.scope.acting import Scope


class NotAllowed(Exception):
    """The actor's role does not have the right."""

    def __init__(self, right: Right) -> None:
        super().__init__(right.name)
        self.right = right


class NotFresh(Exception):
    """What binds asks for the password or second factor once more, and it was not given lately."""


@dataclass(frozen=True)
class Actor:
    """Who acts for a side. membership: None for the machine itself (commands, jobs).

    fresh: whether the person has lately confirmed that it is he. called, allowed: the name of an
    interface that acts by a token, and the rights it was given by name; None for a person, who
    has those of his role.
    """

    user: User | None
    membership: Membership | None
    session: str = ""
    address: str = ""
    fresh: bool = False
    called: str = ""
    allowed: tuple[str, ...] | None = None

    @property
    def name(self) -> str:
        """What records of the act call him."""
        return self.called or str(self.user or "machine")

    @property
    def scope(self) -> Scope | None:
        """What the actor may see; None for administrators and the machine."""
        one = self.membership
        if one is None or one.park_id is None or one.party_id is None:
            return None
        return Scope(one.park_id, one.party_id)

    @property
    def role(self) -> str:
        """The role acted in."""
        return self.membership.role if self.membership else "machine"

    @property
    def party(self) -> Party | None:
        """The side acted for."""
        return self.membership.party if self.membership else None

    @property
    def park(self) -> Park | None:
        """The park acted in."""
        return self.membership.park if self.membership else None

    @property
    def at(self) -> tuple[Park, Party]:
        """The park and the side acted for; `NotAllowed` for who acts for none."""
        if self.park is None or self.party is None:
            raise NotAllowed(READ)
        return self.park, self.party

    def may(self, right: Right) -> bool:
        """Say whether the role has a right; the machine has all, a token what it was given."""
        if self.allowed is not None:
            return right.name in self.allowed
        return self.membership is None or self.role in right.roles

    def must(self, right: Right) -> None:
        """Raise `NotAllowed` where the role does not have the right."""
        if not self.may(right):
            raise NotAllowed(right)

    def must_be_fresh(self) -> None:
        """Raise `NotFresh` where the person has not lately confirmed that it is he."""
        if not self.fresh:
            raise NotFresh

    def __str__(self) -> str:
        if self.membership is None:
            return "machine"
        if self.called:
            return f"{self.called} ({self.party or ''})"
        return f"{self.user} ({self.party or ''} {ROLES[self.role].zh})"


MACHINE = Actor(None, None, fresh=True)


def actor_of(request: HttpRequest) -> Actor | None:
    """Return who acts in a request; None for who is not signed in or has no role."""
    actor: Actor | None = request.actor  # type: ignore[attr-defined]
    return actor and replace(actor, fresh=confirmed_lately(request))


def session_mark(key: str | None) -> str:
    """Return what the audit trail may keep of a session: its digest, not the key itself."""
    return hashlib.sha256((key or "").encode()).hexdigest()[:16]
