"""Start a run, store what it gives, put a year to the parties, confirm, dispute, post."""

from datetime import date

from django.db.models import Max
from django.utils import timezone

from feidi.folder import Refused, post
from feidi.quantities.words import Words
from feidi.workbench.accounts.actor import Actor
from feidi.workbench.accounts.roles import CONFIRM_SETTLEMENT, FINANCE, LEADER, SETTLE
from feidi.workbench.actions import Refusal, action, take
from feidi.workbench.audit.recording import Entry
from feidi.workbench.audit.verifying import end_of_chain
from feidi.workbench.notifications.telling import notify, others
from feidi.workbench.parks.queries import keyholders
from feidi.workbench.scope.acting import everything
from feidi.workbench.settlements.computing import Computed, Progress, computed, keep
from feidi.workbench.settlements.models import (
    CLOSED,
    CONFIRMED,
    DISPUTED,
    DONE,
    FAILED,
    OPEN,
    POSTED,
    QUEUED,
    RUNNING,
    Mark,
    Run,
    Statement,
    Total,
)
from feidi.workbench.settlements.queries import years_to_propose
from feidi.workbench.stored.shelf import put


@action("settlements.start", Words("开始计算结算", "started a settlement"), SETTLE)
def start(entry: Entry, *, actor: Actor, known_at: date | None) -> Run:
    """Queue a settlement as known at a day; None: at the last booking."""
    park, party = actor.at
    last = Run.objects.filter(park=park).aggregate(last=Max("number"))["last"] or 0
    run: Run = Run.objects.create(
        park=park, number=last + 1, known_at=known_at, state=QUEUED, by=str(actor.user), side=party
    )
    entry.about, entry.after = run, {"known_at": str(known_at or "")}
    return run


@action("settlements.computed", Words("算出了结算", "computed a settlement"), SETTLE)
def store(entry: Entry, *, actor: Actor, run: Run, done: Computed, progress: Progress) -> Run:
    """Keep all that a run gives, in one piece."""
    with everything("a job works for both sides"):
        run = _still_claimed(run)
        keep(run, done, progress)
        run.state, run.stage = DONE, ""
        run.save()
    entry.about = run
    entry.after = {"result_sha256": run.result_sha256, "fingerprint": run.fingerprint}
    _tell_finished(actor, run, Words("{run} 已算出", "{run} is computed"))
    return run


def _still_claimed(run: Run) -> Run:
    """Return the run as it is now; refuse where another worker has been given it meanwhile."""
    mark, run = run.claim, take(run, run.version)
    if run.state != RUNNING or run.claim != mark:
        raise Refusal(Words("这次结算已由别处接手", "another worker has taken this run over"))
    return run


@action("settlements.failed", Words("结算没有算出", "a settlement was not computed"), SETTLE)
def fail(entry: Entry, *, actor: Actor, run: Run, problems: list[dict[str, object]]) -> Run:
    """Note why a run gave nothing."""
    with everything("a job works for both sides"):
        run = _still_claimed(run)
        entry.about = run
        entry.change(run, state=FAILED, stage="")
        run.problems = problems
        run.save()
    _tell_finished(actor, run, Words("{run} 没有算出，请看原因", "{run} was not computed: see why"))
    return run


def _tell_finished(actor: Actor, run: Run, words: Words) -> None:
    sides = {run.side_id} if run.side_id else None
    notify(run, words.fill(run=run.words), actor=actor, sides=sides, roles=(FINANCE,))


@action("settlements.again", Words("重新计算结算", "started a settlement again"), SETTLE)
def again(entry: Entry, *, actor: Actor, run: Run, version: int) -> Run:
    """Queue once more a run that was stopped or failed."""
    run = take(run, version)
    if run.state == DONE:
        raise Refusal(Words("已经算出，不必重算", "it is computed already"))
    entry.about = run
    entry.change(run, state=QUEUED, stage="")
    run.problems, run.claim, run.beat = [], "", timezone.now()
    run.save()
    return run


@action("settlements.propose", Words("提交年度结算书", "put a year to the parties"), SETTLE)
def propose(entry: Entry, *, actor: Actor, run: Run, year: int) -> Statement:
    """Put a year of a computed run to the parties to confirm."""
    _must_be_last(run)
    if run.state != DONE or not run.totals.filter(year=year).exists():
        raise Refusal(Words("这次结算里没有这一年", "the run has no such year"))
    if Statement.objects.filter(park=run.park_id, year=year).exclude(state=CLOSED).exists():
        what = Words("{year} 年已有结算书", "there is a statement of {year} already")
        raise Refusal(what.fill(year=year))
    if year not in years_to_propose(run, (year,)):
        what = Words(
            "{year} 年已经过账，或到所知日尚未结束（只是暂计数），不能提交",
            "{year} is posted, or had not ended on the day known at: it cannot be put forward",
        )
        raise Refusal(what.fill(year=year))
    statement: Statement = Statement.objects.create(
        park_id=run.park_id, run=run, year=year, by=str(actor.user), side=actor.party
    )
    entry.about = statement
    entry.after = {"run": run.number, "result_sha256": run.result_sha256}
    words = Words("{what}已提交，请逐行确认", "{what} is put forward: please confirm")
    _tell_others(actor, statement, words)
    return statement


def _tell_others(actor: Actor, statement: Statement, words: Words, reason: str = "") -> None:
    said = words.fill(what=statement.words, reason=reason)
    notify(statement, said, actor=actor, sides=others(actor), roles=(FINANCE,))


def _must_be_last(run: Run) -> None:
    if Run.objects.filter(park=run.park_id, number__gt=run.number, state=DONE).exists():
        what = Words("已有更新的结算；请从最新一次提交", "there is a later run: use that one")
        raise Refusal(what)


@action("settlements.withdraw", Words("撤回年度结算书", "withdrew a statement"), SETTLE)
def withdraw(
    entry: Entry, *, actor: Actor, statement: Statement, version: int, reason: str
) -> Statement:
    """Take back a statement that is not posted; a disputed line is settled by a new run."""
    statement = take(statement, version)
    _must_be_open(statement)
    if not reason.strip():
        raise Refusal(Words("请写明撤回的原因", "say why it is withdrawn"))
    entry.about, entry.reason = statement, reason
    entry.change(statement, state=CLOSED)
    statement.save()
    words = Words("{what}已撤回：{reason}", "{what} is withdrawn: {reason}")
    _tell_others(actor, statement, words, reason)
    return statement


@action("settlements.dispute", Words("对一行提出异议", "disputed a line"), CONFIRM_SETTLEMENT)
def dispute(
    entry: Entry, *, actor: Actor, statement: Statement, version: int, total: Total, reason: str
) -> Statement:
    """Say that a line is not accepted, and why; the statement is not posted while it stands."""
    statement = take(statement, version)
    _must_be_open(statement)
    if not reason.strip():
        raise Refusal(Words("请写明异议的理由", "say what is wrong with the line"))
    _says(actor, statement, total, DISPUTED, reason)
    entry.about, entry.reason = statement, reason
    entry.after = {"line": str(total), "says": DISPUTED}
    words = Words("{what}有一行被提出异议：{reason}", "a line of {what} is disputed: {reason}")
    _tell_others(actor, statement, words, reason)
    statement.save()
    return statement


@action(
    "settlements.confirm",
    Words("确认了结算书", "confirmed a statement"),
    CONFIRM_SETTLEMENT,
    fresh=True,
)
def confirm(
    entry: Entry,
    *,
    actor: Actor,
    statement: Statement,
    version: int,
    seen: str,
    only: Total | None = None,
) -> Statement:
    """Confirm a line, or every line; the last key posts the year. seen: the result's SHA-256."""
    _, party = actor.at
    statement = take(statement, version)
    _must_be_open(statement)
    if seen != statement.run.result_sha256:
        what = Words("所见的数不是这份结算书的数", "the figures shown are not this statement's")
        raise Refusal(what)
    if party.pk not in holders(statement):
        raise Refusal(Words("本方不是确认方", "this party holds no key"))
    for total in [only] if only else lines_of(statement):
        _says(actor, statement, total, CONFIRMED, "")
    entry.about = statement
    entry.after = {"line": str(only) if only else "*", "result_sha256": seen}
    if all(party in confirmed_by(statement) for party in holders(statement)):
        _post(entry, statement, actor)
        words = Words("{what}双方已确认，已过账", "{what} is confirmed by both sides and posted")
        said = words.fill(what=statement.words)
        notify(statement, said, actor=actor, roles=(FINANCE, LEADER))
    else:
        _tell_others(
            actor, statement, Words("对方确认了 {what}", "the other side confirmed {what}")
        )
    statement.save()
    return statement


def holders(statement: Statement) -> list[int]:
    """Return the parties that must confirm."""
    return [seat.party_id for seat in keyholders(statement.park_id)]


def lines_of(statement: Statement) -> list[Total]:
    """Return the lines of a statement: what every account of its year holds."""
    return list(Total.objects.filter(run=statement.run_id, year=statement.year))


def confirmed_by(statement: Statement) -> list[int]:
    """Return the parties that have confirmed every line."""
    wanted = {total.pk for total in lines_of(statement)}
    said = Mark.objects.filter(statement=statement, says=CONFIRMED)
    marks = list(said.values_list("party_id", "total_id"))
    return [p for p in holders(statement) if wanted <= {t for party, t in marks if party == p}]


def _says(actor: Actor, statement: Statement, total: Total, says: str, reason: str) -> None:
    if total.run_id != statement.run_id or total.year != statement.year:
        raise Refusal(Words("这一行不属于这份结算书", "the line is not of this statement"))
    Mark.objects.update_or_create(
        statement=statement,
        total=total,
        party=actor.party,
        defaults={"says": says, "reason": reason, "by": str(actor.user)},
    )


def _post(entry: Entry, statement: Statement, actor: Actor) -> None:
    """Post the year, if the park's files still give what was confirmed."""
    run = statement.run
    try:
        with computed(run.park_id, run.known_at, _silent) as done:
            if done.result != run.result:
                what = Words(
                    "确认期间数据或协议已有变化，重算的结果不同；请撤回后重新结算",
                    "data or agreement have changed meanwhile: withdraw it and settle again",
                )
                raise Refusal(what)
            path = post(done.folder, statement.year, done.settlement)
            name = str(path.relative_to(done.folder.path))
            statement.file = put(run.park_id, name, path.read_bytes(), actor)
    except Refused as refused:
        what = Words("不能过账", "it cannot be posted")
        raise Refusal(what, refused.problems) from refused
    number, link = end_of_chain()
    entry.change(statement, state=POSTED)
    statement.posted_at = timezone.now()
    statement.anchor = f"{number}:{link}"


def _silent(_stage: str) -> None:
    """Take no note of progress."""


def _must_be_open(statement: Statement) -> None:
    if statement.state != OPEN:
        what = Words("结算书现在是“{now}”，不能这样做", "it is “{now}” now: not possible")
        raise Refusal(what.fill(now=statement.state_words))
