"""The numbers of the common register: one side proposes, the other agrees."""

from django.utils import timezone

from feidi.quantities.words import Words
from feidi.workbench.accounts.actor import Actor
from feidi.workbench.accounts.roles import COORDINATE
from feidi.workbench.actions import Refusal, action
from feidi.workbench.audit.recording import Entry
from feidi.workbench.projects.models import Term
from feidi.workbench.projects.terms import KINDS
from feidi.workbench.scope.acting import JOINT

MOST = 3650


@action("claims.propose-term", Words("提议了首报规则", "proposed a rule of claims"), COORDINATE)
def propose_term(entry: Entry, *, actor: Actor, name: str, days: int, basis: str) -> Term:
    """Propose a number; it holds once the other side agrees, for claims entered from then on."""
    park, party = actor.at
    if name not in KINDS or not 0 <= days <= MOST:
        what = Words("应为 0 至 {most} 的整数", "it is a whole number from 0 to {most}")
        raise Refusal(what.fill(most=MOST))
    Term.objects.filter(name=name, agreed_by=None).delete()
    term: Term = Term.objects.create(
        park=park,
        visibility=JOINT,
        name=name,
        days=days,
        basis=basis.strip()[:200],
        proposed_by=party,
        by=str(actor.user),
    )
    entry.about, entry.after = term, {name: days, "basis": term.basis}
    return term


@action("claims.agree-term", Words("同意了首报规则", "agreed to a rule of claims"), COORDINATE)
def agree_term(entry: Entry, *, actor: Actor, term: Term) -> Term:
    """Turn the second key."""
    _, party = actor.at
    if term.proposed_by_id == party.pk:
        raise Refusal(Words("由对方同意", "the other side agrees"))
    now = timezone.now()
    changed = Term.objects.filter(pk=term.pk, agreed_by=None).update(agreed_by=party, agreed_at=now)
    if not changed:
        raise Refusal(Words("已经同意过", "it is agreed already"))
    entry.about, entry.after = term, {term.name: term.days}
    term.refresh_from_db()
    return term
