"""Facts -> what is well, what is not, and what to do about it.

The limits below are the program's own planning figures; the page prints them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from feidi.quantities.words import Words, both
from feidi.workbench.health.facts import Facts

GOOD, WAIT, BAD = "good", "wait", "bad"
UNITS = ((86400, Words("天", "days")), (3600, Words("小时", "h")), (60, Words("分钟", "min")))
STATES = {GOOD: Words("正常", "well"), WAIT: Words("留意", "look"), BAD: Words("要处理", "act")}
# a queue that is longer, a disk that is fuller (free, of the whole), a backup that is older
LONG_QUEUE = 20
SCARCE, FULL = 5, 20
OLD_BACKUP, LOST_BACKUP = timedelta(days=1), timedelta(days=7)
LIMITS = Words(
    f"界限：任务排队超过 {LONG_QUEUE} 个，磁盘剩余不足二十分之一（要处理）、五分之一（留意），"
    f"备份超过 {LOST_BACKUP.days} 天（要处理）、{OLD_BACKUP.days} 天（留意），"
    "后台进程 {s} 秒没有心跳。",
    f"Limits: more than {LONG_QUEUE} jobs waiting; less than a twentieth (act) or a fifth (look) "
    f"of the disk free; no backup for {LOST_BACKUP.days} days (act) or {OLD_BACKUP.days} (look); "
    "no sign of life of the worker for {s} seconds.",
)


@dataclass(frozen=True)
class Check:
    """One thing looked at. tone: good, wait, bad. then: what to do where it is not well."""

    name: Words
    said: Words
    tone: str = GOOD
    then: Words | None = None

    @property
    def state_words(self) -> Words:
        """How it is, in words."""
        return STATES[self.tone]


def checks(found: Facts, now: datetime, silence: timedelta) -> list[Check]:
    """Return how each part of the site is. silence: after how long a worker counts as dead."""
    return [
        worker(found, now, silence),
        queue(found, now, silence),
        *failed(found),
        backup(found, now),
        disk(found),
        tables(found),
        database(found),
    ]


def worker(found: Facts, now: datetime, silence: timedelta) -> Check:
    """Say whether somebody does the jobs."""
    name, one = Words("后台进程", "worker"), found.beat
    then = Words(
        "用 feidi workbench serve 运行网站，它同时看护后台进程；停了会自动重启。",
        "run the site by feidi workbench serve: it keeps a worker beside it and restarts it.",
    )
    if one is None:
        return Check(name, Words("从来没有心跳", "never a sign of life"), BAD, then)
    ago = span(now - one.at)
    said = Words("心跳在 {ago}前，启动过 {n} 次", "seen {ago} ago, started {n} times")
    late = now - one.at > silence
    tone = BAD if late else GOOD
    return Check(name, said.fill(ago=ago, n=one.started), tone, then if late else None)


def queue(found: Facts, now: datetime, silence: timedelta) -> Check:
    """Say whether jobs wait too long."""
    name, jobs = Words("任务队列", "queue"), found.jobs
    said = Words("{n} 个排队，{r} 个在办", "{n} waiting, {r} running").fill(
        n=jobs.waiting, r=jobs.running
    )
    if jobs.oldest is None:
        return Check(name, said)
    waits = now - jobs.oldest
    whole = Words("{said}，最早的等了 {for_}", "{said}, the first for {for_}")
    if waits <= silence and jobs.waiting <= LONG_QUEUE:
        return Check(name, whole.fill(said=said, for_=span(waits)))
    then = Words("看后台进程是否在运行。", "see whether the worker runs.")
    return Check(name, whole.fill(said=said, for_=span(waits)), BAD, then)


def failed(found: Facts) -> Iterator[Check]:
    """Say how many jobs ended in an error of the program."""
    name, many = Words("失败的任务", "failed jobs"), found.jobs.failed
    if not many:
        yield Check(name, Words("没有", "none"))
        return
    then = Words(
        "把出错的类别（见下表）和服务器日志交给维护人员；失败的结算由财政人员重新计算。",
        "give the kind of error (below) and the server's log to the maintainer; the finance "
        "officer settles again.",
    )
    yield Check(name, Words(f"{many} 个", f"{many}"), WAIT, then)


def backup(found: Facts, now: datetime) -> Check:
    """Say when the last backup was."""
    name = Words("备份", "backup")
    then = Words(
        "运行 feidi workbench backup FILE，并把文件移到另一台机器；每天一次，用系统的定时任务。",
        "run feidi workbench backup FILE, daily by the machine's scheduler, and keep it elsewhere.",
    )
    if not found.backups:
        return Check(name, Words("还没有备份过", "never made"), BAD, then)
    old = now - found.backups[0].at
    said = Words("{ago}前", "{ago} ago").fill(ago=span(old))
    if old > LOST_BACKUP:
        return Check(name, said, BAD, then)
    return Check(name, said, WAIT, then) if old > OLD_BACKUP else Check(name, said)


def disk(found: Facts) -> Check:
    """Say whether there is room left."""
    name, one = Words("磁盘", "disk"), found.disk
    said = Words("剩余 {free}，共 {whole}", "{free} free of {whole}").fill(
        free=size(one.free), whole=size(one.whole)
    )
    then = Words(
        "把旧备份移走，或换更大的磁盘；满了以后什么也存不进去。",
        "move old backups away or give it a larger disk: a full one takes nothing more.",
    )
    if one.free * FULL < one.whole:
        return Check(name, said, BAD, then)
    return Check(name, said, WAIT, then) if one.free * SCARCE < one.whole else Check(name, said)


def tables(found: Facts) -> Check:
    """Say whether the tables are those the program wants."""
    name, one = Words("表结构", "tables"), found.tables
    if not one.ahead:
        last = f"{one.last:%Y-%m-%d}" if one.last else "—"
        said = Words("{n} 步都已执行，最近一次 {day}", "all {n} steps made, the last on {day}")
        return Check(name, said.fill(n=one.done, day=last))
    then = Words(
        "先备份，再运行 feidi workbench migrate。", "back up, then feidi workbench migrate."
    )
    said = Words("{n} 步没有执行：{which}", "{n} steps to be made: {which}")
    return Check(name, said.fill(n=len(one.ahead), which=", ".join(one.ahead[:3])), BAD, then)


def database(found: Facts) -> Check:
    """Say what keeps the rows."""
    one = found.database
    said = Words("{kind} {version}，{size}", "{kind} {version}, {size}")
    return Check(
        Words("数据库", "database"),
        said.fill(kind=one.kind, version=one.version, size=size(one.size)),
    )


def answer(found: list[Check]) -> Words:
    """Say in one sentence how the site is."""
    bad = [one.name for one in found if one.tone == BAD]
    look = [one.name for one in found if one.tone == WAIT]
    if not bad and not look:
        return Words("各项正常。", "Everything is well.")
    said = [
        Words("{what}要处理", "act on: {what}").fill(what=listed(bad)) if bad else both(""),
        Words("{what}要留意", "look at: {what}").fill(what=listed(look)) if look else both(""),
    ]
    some = [one for one in said if one.zh]
    return Words(
        "；".join(w.zh for w in some) + "。", "; ".join(w.en for w in some).capitalize() + "."
    )


def listed(names: list[Words]) -> Words:
    """Return several names as one."""
    return Words("、".join(w.zh for w in names), ", ".join(w.en for w in names))


def size(count: int) -> Words:
    """Return a number of bytes as people read it.

    >>> size(3 << 29).en, size(2048).en, size(10).en
    ('1.5 GB', '2.0 KB', '10 B')
    """
    for unit, each in (("TB", 1 << 40), ("GB", 1 << 30), ("MB", 1 << 20), ("KB", 1 << 10)):
        if count >= each:
            return both(f"{count / each:,.1f} {unit}")
    return both(f"{count} B")


def span(time: timedelta) -> Words:
    """Return how long something lasts, in its largest unit.

    >>> span(timedelta(days=3, hours=5)).zh, span(timedelta(seconds=90)).en
    ('3 天', '1 min')
    """
    seconds = max(int(time.total_seconds()), 0)
    for each, unit in (
        (86400, Words("天", "days")),
        (3600, Words("小时", "h")),
        (60, Words("分钟", "min")),
    ):
        if seconds >= each:
            return Words("{n} {unit}", "{n} {unit}").fill(n=seconds // each, unit=unit)
    return Words(f"{seconds} 秒", f"{seconds} s")
