"""Make accounts, give and take roles: by administrators who exclude one another."""

from feidi.quantities.words import Words
from feidi.workbench.accounts.actor import Actor
from feidi.workbench.accounts.models import Membership, User
from feidi.workbench.accounts.roles import ACCOUNTS, ADMINISTRATORS, GRANT, OFFICERS
from feidi.workbench.actions import Refusal, action
from feidi.workbench.audit.recording import Entry
from feidi.workbench.parks.models import Seat


@action("accounts.make", Words("建立了账号", "made an account"), ACCOUNTS)
def make_account(
    entry: Entry,
    *,
    actor: Actor,
    username: str,
    display: str,
    password: str | None,
    first: bool = True,
) -> User:
    """Make an account without any role; its first password must be changed (`first`).

    password: None for an account that nobody can sign in to until it is given one.
    """
    if User.objects.filter(username=username).exists():
        raise Refusal(Words("这个用户名已有人用", "the name is taken"))
    user = User.objects.create_user(
        username, password=password, display=display, must_change_password=first
    )
    entry.about, entry.after = user, {"username": username, "display": display}
    return user


@action("accounts.grant", Words("授予了角色", "granted a role"), GRANT, fresh=True)
def grant(
    entry: Entry, *, actor: Actor, user: User, role: str, seat: Seat | None = None
) -> Membership:
    """Give a person a role; administrators have no other, and nobody grants to himself."""
    if actor.user is not None and actor.user.pk == user.pk:
        raise Refusal(Words("不能给自己授权", "nobody grants a role to himself"))
    held = list(user.memberships.all())
    if any(one.administers for one in held) or (held and role in ADMINISTRATORS):
        what = Words(
            "系统、安全、审计管理员互相排斥，也不能兼任各方的角色",
            "administrators exclude one another and every role at a side",
        )
        raise Refusal(what)
    if role in ADMINISTRATORS:
        given = user.memberships.create(role=role)
    elif role in OFFICERS and seat is not None:
        given = user.memberships.create(role=role, park=seat.park, party=seat.party)
    else:
        raise Refusal(Words("没有这个角色，或没有写明哪一方", "no such role, or no side named"))
    entry.about, entry.after = user, {"role": role, "seat": str(seat or "")}
    return given


@action("accounts.revoke", Words("收回了角色", "took a role away"), GRANT, fresh=True)
def revoke(entry: Entry, *, actor: Actor, membership: Membership, reason: str) -> None:
    """Take a role away from a person."""
    if actor.user is not None and actor.user.pk == membership.user_id:
        raise Refusal(Words("不能收回自己的角色", "nobody takes his own role away"))
    entry.about, entry.reason = membership.user, reason
    entry.before = {"role": membership.role, "party": str(membership.party or "")}
    membership.delete()
