"""Draft, change, propose, withdraw and confirm a text."""

import re

from django.utils import timezone

from feidi.clauses.document import fingerprint
from feidi.folder import layout
from feidi.quantities.words import Words
from feidi.workbench.accounts.actor import Actor
from feidi.workbench.accounts.roles import (
    CONFIRM_AGREEMENT,
    DRAFT_AGREEMENT,
    JOINT_OFFICE,
    LEADER,
    POLICY,
)
from feidi.workbench.actions import Refusal, action, take
from feidi.workbench.agreements.ledger.deriving import derive_stored
from feidi.workbench.agreements.models import DRAFT, IN_FORCE, PROPOSED, SUPERSEDED, WITHDRAWN, Text
from feidi.workbench.agreements.reading import read
from feidi.workbench.audit.recording import Entry
from feidi.workbench.documents.actions import follow
from feidi.workbench.notifications.telling import notify, others
from feidi.workbench.parks.queries import keyholders
from feidi.workbench.scope.acting import JOINT, OWN
from feidi.workbench.stored.shelf import put

_NAME = re.compile(rf"{layout.AGREEMENT}|{layout.SUPPLEMENTS}/[\w-]{{1,40}}\.md")


@action("agreements.draft", Words("起草了协议文本", "drafted a text"), DRAFT_AGREEMENT)
def draft(entry: Entry, *, actor: Actor, name: str, content: bytes) -> Text:
    """Start a new version of a document, seen by the own side only."""
    park, party = actor.at
    if not _NAME.fullmatch(name):
        raise Refusal(
            Words(
                "文件名应为 agreement.md 或 supplements/年份.md",
                "the name is agreement.md or supplements/year.md",
            )
        )
    _fits(content)
    text = Text(
        park=park,
        owner=party,
        visibility=OWN,
        name=name,
        title=read(park.pk, name, content).title[:200] or name,
        content=content,
        fingerprint=fingerprint(content),
        drafted_by=party,
        author=str(actor.user),
    )
    text.save()
    entry.about, entry.after = text, {"fingerprint": text.fingerprint}
    return text


@action("agreements.edit", Words("修改了协议草稿", "changed a draft"), DRAFT_AGREEMENT)
def edit(entry: Entry, *, actor: Actor, text: Text, content: bytes, version: int) -> Text:
    """Change a draft; `Stale` where somebody else has changed it meanwhile."""
    _fits(content)
    text = take(text, version)
    _must_be(text, DRAFT)
    entry.about = text
    title = read(text.park_id, text.name, content).title[:200] or text.name
    entry.change(text, fingerprint=fingerprint(content), title=title)
    text.content = content
    text.save()
    return text


@action("agreements.propose", Words("提交双方确认", "proposed a text"), DRAFT_AGREEMENT)
def propose(entry: Entry, *, actor: Actor, text: Text, version: int) -> Text:
    """Show a sound draft to the other side; from now on its bytes stay."""
    text = take(text, version)
    _must_be(text, DRAFT)
    reading = read(text.park_id, text.name, bytes(text.content))
    if not reading.sound:
        what = Words("文本还有错误，不能提交", "the text still has errors")
        raise Refusal(what, reading.problems)
    entry.about = text
    earlier = Text.objects.filter(park=text.park_id, name=text.name, number__isnull=False)
    number = earlier.count() + 1
    entry.change(text, state=PROPOSED, owner=None, visibility=JOINT, number=number)
    text.save()
    follow(text)
    _tell(actor, text, Words("《{text}》已提交，请确认", "“{text}” waits for you"), LEADER)
    return text


@action("agreements.withdraw", Words("撤回了文本", "withdrew a text"), DRAFT_AGREEMENT)
def withdraw(entry: Entry, *, actor: Actor, text: Text, version: int, reason: str) -> Text:
    """Take back a draft or a proposal that is not yet in force."""
    text = take(text, version)
    _must_be(text, DRAFT, PROPOSED)
    if text.drafted_by != actor.party:
        raise Refusal(Words("只有起草的一方可以撤回", "only the side that drafted it withdraws it"))
    entry.about, entry.reason = text, reason
    entry.change(text, state=WITHDRAWN)
    text.save()
    return text


@action(
    "agreements.confirm", Words("确认了协议文本", "confirmed a text"), CONFIRM_AGREEMENT, fresh=True
)
def confirm(entry: Entry, *, actor: Actor, text: Text, version: int, seen: str) -> Text:
    """Turn the own side's key for the text that was seen; with all keys it is in force."""
    park, party = actor.at
    text = take(text, version)
    _must_be(text, PROPOSED)
    if seen != text.fingerprint or fingerprint(bytes(text.content)) != text.fingerprint:
        raise Refusal(
            Words("指纹与所见文本不符，没有确认", "the fingerprint is not that of the text shown")
        )
    holders = [seat.party_id for seat in keyholders(park.pk)]
    if party.pk not in holders:
        raise Refusal(Words("本方不是确认方", "this party holds no key"))
    if text.keys.filter(party=party).exists():
        raise Refusal(Words("本方已经确认过", "this side has confirmed already"))
    text.keys.create(party=party, by=str(actor.user), fingerprint=text.fingerprint)
    entry.about = text
    entry.after = {"fingerprint": text.fingerprint, "party": str(party)}
    turned = set(text.keys.values_list("party_id", flat=True))
    if turned >= set(holders):
        _into_force(entry, text, actor)
        words = Words("《{text}》双方已确认，已生效", "“{text}” is confirmed by both, in force")
        roles = (LEADER, POLICY, JOINT_OFFICE)
        notify(text, words.fill(text=text), actor=actor, roles=roles)
    else:
        words = Words("对方确认了《{text}》", "the other side confirmed “{text}”")
        _tell(actor, text, words, LEADER, POLICY, JOINT_OFFICE)
    text.save()
    return text


def _tell(actor: Actor, text: Text, words: Words, *roles: str) -> None:
    notify(text, words.fill(text=text), actor=actor, sides=others(actor), roles=roles)


def _into_force(entry: Entry, text: Text, actor: Actor) -> None:
    earlier = Text.objects.filter(park=text.park_id, name=text.name, state=IN_FORCE)
    earlier.update(state=SUPERSEDED)
    entry.change(text, state=IN_FORCE)
    put(text.park_id, text.name, bytes(text.content), actor)
    derive_stored(text.park_id, timezone.localdate())


def _must_be(text: Text, *states: str) -> None:
    if text.state not in states:
        what = Words("文本现在是“{now}”，不能这样做", "the text is “{now}” now: not possible")
        raise Refusal(what.fill(now=text.state_words))


def _fits(content: bytes) -> None:
    if len(content) > layout.LARGEST_DOCUMENT or b"\0" in content:
        raise Refusal(Words("不是文本，或超过 2 MB", "no text, or larger than 2 MB"))
