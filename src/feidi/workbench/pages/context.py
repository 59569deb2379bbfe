"""What the frame of every page needs: who acts, for whom, where one may go."""

from functools import cache, lru_cache
from typing import Any, NamedTuple

from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse

from feidi.quantities.words import Words
from feidi.workbench.accounts.actor import Actor
from feidi.workbench.accounts.roles import (
    ACCOUNTS,
    DUTY,
    GRANT,
    HEALTH,
    READ,
    READ_AUDIT,
    TOKENS,
    Right,
)
from feidi.workbench.desk.queries import number_waiting
from feidi.workbench.notifications.queries import number_unread
from feidi.workbench.pages.tongue import language
from feidi.workbench.parks.queries import seats_of


class Entry(NamedTuple):
    """A page one may go to, by the name of its address."""

    place: str
    words: Words
    right: Right = READ


class Group(NamedTuple):
    """An entry of the main navigation: its pages, of which the first allowed one is opened.

    A group without a page one may see is not shown.
    """

    words: Words
    icon: str
    entries: tuple[Entry, ...] = ()


# the order of the work; an app adds its pages to its group
NAVIGATION = (
    Group(Words("我的工作台", "My desk"), "home", (Entry("desk", Words("我的工作台", "My desk")),)),
    Group(
        Words("招商", "Investment"),
        "briefcase",
        (
            Entry("projects", Words("项目", "Projects")),
            Entry("projects-board", Words("看板", "Board")),
            Entry("projects-gantt", Words("甘特图", "Gantt")),
            Entry("claims", Words("首报", "Claims")),
            Entry("enterprises", Words("企业库", "Enterprises")),
            Entry("visits", Words("走访", "Visits")),
            Entry("chambers", Words("商会与协会", "Chambers")),
        ),
    ),
    Group(
        Words("土地", "Land"),
        "map-2",
        (
            Entry("land", Words("一张图", "Map")),
            Entry("parcels", Words("宗地台账", "Register of parcels")),
            Entry("land-matching", Words("项目选地", "Matching")),
            Entry("sitingplans", Words("选址方案", "Siting plans")),
            Entry("land-imports", Words("地图导入", "Maps in")),
        ),
    ),
    Group(
        Words("协议", "Agreements"),
        "file-text",
        (
            Entry("agreements", Words("合作协议", "Agreements")),
            Entry("obligations", Words("履约台账", "Obligations")),
        ),
    ),
    Group(
        Words("结算", "Settlement"),
        "scale",
        (
            Entry("settlements", Words("结算与确认", "Settlements")),
            Entry("imports", Words("数据导入", "Imports")),
            Entry("receipts", Words("入库明细", "Receipts")),
            Entry("attribution", Words("指标分算", "Attribution")),
        ),
    ),
    Group(
        Words("协调", "Coordination"),
        "calendar-event",
        (
            Entry("tasks", Words("督办事项", "Supervised tasks")),
            Entry("tasks-mine", Words("我的任务", "My tasks")),
            Entry("tasks-weekly", Words("督办周报", "Weekly report")),
            Entry("meetings", Words("会议", "Meetings")),
            Entry("duties", Words("职责分工", "Duties")),
        ),
    ),
    Group(
        Words("园区运行", "Operation"), "gauge", (Entry("points", Words("在线监测", "Monitoring")),)
    ),
    Group(
        Words("看板", "Dashboards"),
        "chart-bar",
        (
            Entry("dashboards", Words("总览", "At a glance")),
            Entry("dashboard-investment", Words("招商", "Investment")),
            Entry("dashboard-land", Words("土地", "Land")),
            Entry("dashboard-fiscal", Words("财政", "Fiscal")),
            Entry("dashboard-coordination", Words("协调", "Coordination")),
        ),
    ),
    Group(
        Words("文件", "Documents"),
        "folder",
        (
            Entry("documents", Words("全部附件", "All documents")),
            Entry("notifications", Words("站内消息", "Messages")),
        ),
    ),
    Group(
        Words("监督", "Oversight"),
        "shield-check",
        (
            Entry("history", Words("办理记录", "History")),
            Entry("leaving", Words("离场导出", "Leaving")),
            Entry("oversight", Words("审计链", "Audit trail"), READ_AUDIT),
            Entry("exports", Words("导出记录", "Exports"), READ_AUDIT),
            Entry("access", Words("权限核查", "Access review"), READ_AUDIT),
            Entry("health", Words("系统状况", "System health"), HEALTH),
            Entry("accounts", Words("账号", "Accounts"), ACCOUNTS),
            Entry("grants", Words("授权", "Roles"), GRANT),
            Entry("tokens", Words("接口令牌", "API tokens"), TOKENS),
        ),
    ),
)


class Shown(NamedTuple):
    """A group as one person sees it: its pages with their addresses."""

    group: Group
    place: str
    pages: tuple[tuple[Entry, str], ...]
    current: bool


@cache
def _address(place: str) -> str:
    return reverse(place)


def shown(actor: Actor, path: str) -> tuple[list[Shown], str]:
    """Return the groups a person may go to, and the address of the entry a path belongs to."""
    groups = [
        (group, tuple((e, _address(e.place)) for e in group.entries if actor.may(e.right)))
        for group in NAVIGATION
    ]
    places = [place for _, pages in groups for _, place in pages]
    # the desk is the root of every path, and holds none but its own page
    here = max((p for p in places if path == p or (p != "/" and path.startswith(p))), key=len,
               default="")  # fmt: skip
    return [
        Shown(group, pages[0][1], pages, any(place == here for _, place in pages))
        for group, pages in groups
        if pages
    ], here


# of every role, at every entry, in both languages
@lru_cache(1000)
def _drawn(groups: tuple[Shown, ...], here: str, _language: str) -> tuple[str, str]:
    """Return the main navigation and that of its current group: the same for very many pages."""
    context = {"navigation": groups, "here": here}
    names = ("pages/groups.html", "pages/under.html")
    groups_drawn, under_drawn = (render_to_string(name, context) for name in names)
    return groups_drawn, under_drawn


def frame(request: HttpRequest) -> dict[str, Any]:
    """Return what the layout asks for, worked out once though a page is drawn in parts."""
    found: dict[str, Any] | None = getattr(request, "frame", None)
    if found is None:
        found = _frame(request)
        request.frame = found  # type: ignore[attr-defined]
    return found


def _frame(request: HttpRequest) -> dict[str, Any]:
    actor: Actor | None = getattr(request, "actor", None)
    found: dict[str, Any] = {"actor": actor, "demo": settings.DEMO, "lang": language()}
    if actor is None or actor.user is None:
        return found
    groups, here = shown(actor, request.path)
    found["groups"], found["under"] = _drawn(tuple(groups), here, language())
    found["theme"] = "dark" if actor.role == DUTY else "light"
    if actor.may(READ):
        found["unread"] = number_unread(actor)
    found["memberships"] = getattr(request, "memberships", ())
    if actor.park and actor.party:
        seats = seats_of(actor.park.pk)
        found["seat"] = next((s for s in seats if s.party_id == actor.party.pk), None)
        # the place of a side in the agreement gives its colour
        found["sides"] = {seat.party_id: place for place, seat in enumerate(seats)}
        found["side_colour"] = found["sides"].get(actor.party.pk, 0)
        found["number_waiting"] = number_waiting(actor)
    return found
