"""Invented visits, chambers and facts of firms for the demo; every one says that it is invented."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from feidi.records.credit_code import check_character
from feidi.workbench.accounts.actor import Actor
from feidi.workbench.accounts.models import Membership
from feidi.workbench.accounts.roles import INVESTMENT
from feidi.workbench.documents.actions import attach
from feidi.workbench.documents.sniffing import Upload
from feidi.workbench.enterprises.actions import add_chamber, add_visit, edit, register
from feidi.workbench.enterprises.models import Chamber, Enterprise
from feidi.workbench.parks.models import Park, Seat
from feidi.workbench.parks.queries import keyholders
from feidi.workbench.scope.acting import acting_for

SOURCE = "示例，虚构 invented"
# no authority has this region: such a code is nobody's
NOBODY = "91999999MA0000"
PROSPECTS = (
    ("示例饮片有限公司（虚构）", "2730", "饮片加工，要蒸汽和仓储"),
    ("示例纯净水有限公司（虚构）", "1522", "先看水源地再谈"),
)
CHAMBERS = (
    ("示例异地商会（虚构）", "regional", "兰州", "药材、餐饮"),
    ("示例中药材行业协会（虚构）", "trade", "兰州", "中药饮片、中成药"),
)
RECORD = "示例（虚构）走访记录\r\n地点：企业会议室\r\n事项：用电、用工、仓储\r\n"


def furnish(park: Park) -> None:
    """Give invented facts to the invented firms of a park's roster; courting, visits, chambers."""
    host, origin = keyholders(park.pk)[:2]
    today = timezone.localdate()
    actor = _officer(origin)
    if actor is None or actor.scope is None:
        return
    with acting_for(actor.scope):
        firms = [_told(actor, firm, number) for number, firm in enumerate(_invented(park))]
        for number, (name, industry, note) in enumerate(PROSPECTS):
            told = {"name": name, "industry": industry, "note": note, "source": SOURCE}
            register(actor=actor, values=told | _contact(number), joint=False)
        clubs = [_chamber(actor, one) for one in CHAMBERS]
        _visits(actor, firms, clubs, today)
    _courtesy(_officer(host), park, today)


def _officer(seat: Seat) -> Actor | None:
    found = Membership.objects.select_related("user", "park", "party").filter(
        park=seat.park_id, party=seat.party_id, role=INVESTMENT
    )
    one = found.first()
    return Actor(one.user, one, "demo") if one else None


def _invented(park: Park) -> list[Enterprise]:
    rows = Enterprise.objects.filter(park=park, owner=None).exclude(roster="")
    return list(rows.filter(name__contains="虚构").order_by("roster")[:4])


def _contact(number: int) -> dict[str, str]:
    return {"contact_post": "总经理", "contact_name": f"示例联系人{number + 1}",
            "contact_phone": f"000-0000-00{number:02d}"}  # fmt: skip


def _told(actor: Actor, firm: Enterprise, number: int) -> Enterprise:
    """Add invented facts to an invented firm of the roster."""
    first = f"{NOBODY}{number + 1:03d}"
    told: dict[str, Any] = {
        "code": first + check_character(first),
        "industry": ("2730", "2740", "1371", "3091")[number],
        "registered_at": "兰州新区（示例）",
        "taxed_at": "兰州新区（示例）",
        "tenant_since": date(2024, 1, 10),
        "note": SOURCE,
    } | _contact(number)
    if number == 0:
        told["above_scale_since"] = date(2025, 1, 1)
    edit(actor=actor, enterprise=firm, version=firm.version, values=told)
    firm.refresh_from_db()
    return firm


def _chamber(actor: Actor, one: tuple[str, str, str, str]) -> Chamber:
    name, kind, place, industries = one
    told = {"name": name, "kind": kind, "place": place, "industries": industries, "note": SOURCE}
    return add_chamber(actor=actor, values=told | _contact(7), joint=True)


def _visits(actor: Actor, firms: list[Enterprise], clubs: list[Chamber], today: date) -> None:
    whom: list[Any] = [*firms[:2], *clubs]
    told = (
        ("service", "企业反映用电负荷不足、招工难", "协调供电公司增容方案", 4),
        ("service", "仓储周转不够，想租标准厂房", "请园区办提供可租清单", -3),
        ("chamber", "约定下月组织会员来园区考察", "发考察邀请函", 12),
        ("chamber", "了解饮片企业外迁意向", "", 0),
    )
    for number, (one, (purpose, outcome, step, days)) in enumerate(zip(whom, told, strict=False)):
        values: dict[str, Any] = {
            "on": today - timedelta(days=9 * (number + 1)),
            "place": "兰州新区（示例）",
            "purpose": purpose,
            "ours": "招商局、园区办（示例）",
            "theirs": "总经理、财务负责人（示例）" if purpose == "service" else "秘书长（示例）",
            "outcome": f"{outcome}（示例）",
            "next_step": step,
            "next_due": today + timedelta(days=days) if step else None,
        }
        visit = add_visit(actor=actor, whom=one, values=values, joint=number != 1)
        if number == 0:
            upload = Upload("走访记录（示例）.txt", RECORD.encode())
            attach(actor=actor, about=visit, upload=upload, purpose="visit")


def _courtesy(actor: Actor | None, park: Park, today: date) -> None:
    """Let the host look after a firm too."""
    if actor is None or actor.scope is None:
        return
    with acting_for(actor.scope):
        firms = _invented(park)
        if firms:
            values = {"on": today - timedelta(days=5), "purpose": "service",
                      "ours": "园区办（示例）", "theirs": "厂长（示例）",
                      "outcome": "环评手续已齐，等待验收（示例）"}  # fmt: skip
            add_visit(actor=actor, whom=firms[0], values=values, joint=True)
