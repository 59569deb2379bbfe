"""A dozen invented projects of the demo, in every state a visitor should see; all marked 示例.

Industries are those a mountain county and a new area could share; firms, amounts and numbers are
made up. Days are counted back from the day the demo is opened.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from feidi.records.credit_code import check_character
from feidi.workbench.accounts.actor import Actor
from feidi.workbench.accounts.models import Membership
from feidi.workbench.documents.sniffing import Upload
from feidi.workbench.enterprises.models import Enterprise
from feidi.workbench.parks.models import Park
from feidi.workbench.projects import actions
from feidi.workbench.projects.actions import Lead, Naming, Offer, Shown, Step
from feidi.workbench.projects.models import Claim, Project
from feidi.workbench.projects.stages import CODES, PROOFS, stage_of
from feidi.workbench.scope.acting import Scope, acting_for, everything

WAN, MU = 1_000_000, 10_000
HOST, ORIGIN = 0, 1
CONTACT = ("示某", "项目经理（示例）", "000-0000-0000")


@dataclass(frozen=True)
class Invented:
    """One invented project. side: who brings it. ago: days since each stage was entered."""

    name: str
    industry: str
    investment: int
    area: int
    side: int
    ago: tuple[int, ...]
    skips: tuple[str, ...] = ()
    shared: bool = False
    claim: bool = False
    planned: tuple[tuple[str, int], ...] = ()
    needs: str = ""


PROJECTS = (
    Invented("中药材饮片加工", "2730", 8600, 35, ORIGIN, (95, 60), claim=True,
             planned=(("contract", 45),), needs="蒸汽 2 吨/时；冷库 1500 平方米"),
    Invented("藏羊绒梳理与纱线", "1723", 5200, 28, ORIGIN, (20,), claim=True),
    Invented("菌类罐头与速冻", "1453", 3800, 22, ORIGIN, (150,), claim=True),
    Invented("白龙江山泉水灌装", "1522", 4500, 30, ORIGIN, (200, 170, 120),
             planned=(("contract", -20), ("land", 70)), needs="日取水 300 立方米，已有取水意向"),
    Invented("核桃油冷榨", "1331", 2900, 18, ORIGIN, (130, 100, 70, 40),
             planned=(("land", 30), ("started", 150))),
    Invented("锂电池负极材料二期", "3091", 96_000, 260, ORIGIN, (420, 390, 330, 260, 190, 160),
             planned=(("started", 20), ("completed", 400)),
             needs="110 千伏双回路；年用电 4.2 亿千瓦时"),
    Invented("铜箔分切与涂布", "3251", 41_000, 120, HOST, (500, 460, 400, 320, 250, 200, 60),
             planned=(("in-statistics", 25), ("completed", 260))),
    Invented("数据中心模块化机柜", "3912", 28_000, 90, HOST, (300, 260, 130), skips=("framework",),
             shared=True),
    Invented("医用敷料", "2770", 12_000, 45, HOST, (640, 600, 540, 470, 400, 360, 300, 250),
             planned=(("completed", 120), ("producing", 210))),
    Invented("装配式钢构件", "3311", 15_500, 80, HOST,
             (900, 860, 800, 720, 640, 600, 540, 480, 160, 90),
             planned=(("above-scale", 240),)),
    Invented("高原夏菜冷链分拣", "1371", 6300, 40, ORIGIN, (60, 25), claim=True),
    Invented("半导体封装材料", "3985", 33_000, 110, HOST, (45,), claim=True),
)  # fmt: skip
# the project that is being handed over, the one that was, the one that was lost
OFFERED, ACCEPTED, LOST = "核桃油冷榨", "锂电池负极材料二期", "菌类罐头与速冻"
# investors that the origin also keeps among its firms
FIRMS = {
    "中药材饮片加工": "示例饮片有限公司（虚构）",
    "白龙江山泉水灌装": "示例纯净水有限公司（虚构）",
}
# days until the first claim lapses
LAPSES = 12


def officers(park: Park) -> list[Actor]:
    """Return the investment officers of the host and of the origin."""
    rows = Membership.objects.filter(park=park, role="investment").select_related(
        "user", "park", "party"
    )
    return [Actor(one.user, one, fresh=True) for one in rows.order_by("id")]


def invented_projects(park: Park, day: date) -> list[Project]:
    """Make the demo's projects by the very actions people use; none where nobody is to act."""
    people = officers(park)
    if len(people) <= ORIGIN:
        return []
    made = {}
    for number, one in enumerate(PROJECTS):
        actor = people[one.side]
        with acting_for(_scope(actor)):
            made[one.name] = _project(actor, one, number, day)
    _hand_over(people, made)
    with acting_for(_scope(people[ORIGIN])):
        lost = made[LOST]
        reason = "投资方改在原料产地建厂（示例）"
        actions.close(actor=people[ORIGIN], project=lost, version=lost.version, reason=reason)
    with everything("the demo sets back the day of its first claim"):
        first = Claim.objects.filter(park=park).order_by("number").first()
        if first is not None:
            first.until = day + timedelta(LAPSES)
            first.save()
    return list(made.values())


def link_firms(park: Park) -> None:
    """Link projects to the firms that invest in them, as far as both are there."""
    for actor in officers(park):
        with acting_for(_scope(actor)):
            firms = {firm.name: firm for firm in Enterprise.objects.filter(name__in=FIRMS.values())}
            for project in Project.objects.filter(investor__in=firms, enterprise=None):
                firm = firms[project.investor]
                actions.link(actor=actor, project=project, version=project.version, firm=firm)


def _scope(actor: Actor) -> Scope:
    assert actor.scope is not None  # noqa: S101 - an officer acts for a side
    return actor.scope


def _project(actor: Actor, one: Invented, number: int, day: date) -> Project:
    investor = FIRMS.get(one.name, f"示例{one.name[:4]}有限公司")
    project = actions.register(
        actor=actor,
        lead=Lead(
            name=f"{one.name}（示例）",
            investor=investor,
            industry=one.industry,
            investment=one.investment * WAN,
            output=one.investment * WAN * 3 // 2,
            tax=one.investment * WAN // 25,
            area=one.area * MU,
            needs=one.needs,
        ),
        contact=CONTACT,
        since=day - timedelta(one.ago[0]),
        naming=Naming(investor, grounds="首次拜访纪要（示例）") if one.claim else None,
    )
    stages = [code for code in CODES[1:] if code not in one.skips]
    for code, ago in zip(stages, one.ago[1:], strict=False):
        on = day - timedelta(ago)
        step = Step(code, on, shown=_shown(code, number, on))
        project = actions.move(actor=actor, project=project, version=project.version, step=step)
    if one.planned:
        days = {stage: day + timedelta(ahead) for stage, ahead in one.planned}
        project = actions.plan(actor=actor, project=project, version=project.version, days=days)
    if one.shared:
        project = actions.share(actor=actor, project=project, version=project.version)
    return project


def _shown(code: str, number: int, on: date) -> tuple[Shown, ...]:
    return tuple(_proof(need.proofs[0], number, on) for need in stage_of(code).needs)


def _proof(kind: str, number: int, on: date) -> Shown:
    said = f"示例〔{on.year}〕{number + 1:03d} 号"
    if kind == "licence":
        said = _invented_code(number)
    file = None
    if PROOFS[kind].file:
        text = f"示例文件，不是真实的{PROOFS[kind].words.zh}。\n{said}\n"
        file = Upload(f"{PROOFS[kind].words.zh}-{number + 1:03d}.txt", text.encode())
    return Shown(kind, said, on, "示例单位", file)


def _invented_code(number: int) -> str:
    """Return a code of an area that does not exist, with the character it should end with."""
    first = f"91999999MA000{number:04d}"
    return first + check_character(first)


def _hand_over(people: list[Actor], made: dict[str, Project]) -> None:
    giver, taker = people[ORIGIN], people[HOST]
    for name in (ACCEPTED, OFFERED):
        project = made[name]
        with acting_for(_scope(giver)):
            given = Offer(
                taker.at[1].pk, "项目建议书、框架协议、投资合同（示例）", "两周内对接（示例）"
            )
            offer = actions.offer(
                actor=giver, project=project, version=project.version, given=given
            )
        if name == ACCEPTED:
            with acting_for(_scope(taker)):
                made[name] = actions.accept(actor=taker, handover=offer, version=offer.version)
