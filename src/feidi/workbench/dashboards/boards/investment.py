"""The investment dashboard: projects by stage, the longest stuck, claims that lapse soon."""

from django.db.models import Count, Sum
from django.urls import reverse
from django.utils import timezone

from feidi.quantities.words import Words, both
from feidi.workbench.dashboards.board import BAD, GOOD, WAIT, Board, Figure, Line, Listing
from feidi.workbench.dashboards.charts import LYING, Chart, Series, in_short, number
from feidi.workbench.parks.models import Park
from feidi.workbench.projects.claims import expiring
from feidi.workbench.projects.queries import projects, standings, stuck, totals
from feidi.workbench.projects.stages import STAGES

HEADING = Words("招商看板", "Investment dashboard")
MOST = 8
EMPTY = (
    Words("还没有项目", "No projects yet"),
    Words(
        "先登记一条线索；这里按阶段汇总项目，列出停滞最久的和快到期的首报。",
        "Register a lead first: projects by stage, the longest stuck and claims about to lapse "
        "show here.",
    ),
    "projects",
)


def investment(_park: Park) -> Board:
    """Return how many projects are where, and which do not move."""
    summed = totals(projects({}))
    if not summed["count"]:
        return Board(HEADING, EMPTY[0], empty=EMPTY)
    answer = Words(
        "在谈在建 {n} 个项目，计划投资 {sum}；{stuck} 个停滞。",
        "{n} projects are open, {sum} of planned investment; {stuck} are stuck.",
    ).fill(n=summed["count"], sum=in_short(summed["investment"] or 0), stuck=number_stuck())
    return Board(HEADING, answer, tuple(figures()), (by_stage(),), (stuck_longest(), lapsing()))


def number_stuck() -> int:
    """Return how many projects have been in their stage for longer than is typical."""
    return projects({}).filter(stuck(timezone.localdate())).count()


def figures() -> list[Figure]:
    """Return how many projects there are, what they plan to invest, how many are stuck."""
    summed, many, place = totals(projects({})), number_stuck(), reverse("projects")
    invested = Words("计划投资 {sum}", "{sum} planned").fill(
        sum=in_short(summed["investment"] or 0)
    )
    return [
        Figure(
            Words("在谈在建项目", "Open projects"),
            Words(f"{summed['count']} 个", f"{summed['count']}"),
            place,
            invested,
        ),
        Figure(
            Words("停滞项目", "Stuck projects"),
            Words(f"{many} 个", f"{many}"),
            f"{place}?health=stuck&sort=since",
            Words("在一个阶段停留超过常见天数", "longer in a stage than is typical"),
            BAD if many else GOOD,
        ),
    ]


def by_stage() -> Chart:
    """Return how many projects are in each stage."""
    rows = projects({}).order_by().values_list("stage").annotate(n=Count("pk"), s=Sum("investment"))
    counted = {stage: (many, invested or 0) for stage, many, invested in rows}
    place = reverse("projects")
    cells = tuple(
        number(counted.get(stage.code, (0, 0))[0], f"{place}?stage={stage.code}")
        for stage in STAGES
    )
    most = max(STAGES, key=lambda stage: counted.get(stage.code, (0, 0))[0])
    reading = Words("最多的在“{stage}”：{n} 个。", "Most are in “{stage}”: {n}.").fill(
        stage=most.words, n=counted.get(most.code, (0, 0))[0]
    )
    return Chart(
        "stages",
        Words("项目，按阶段", "Projects by stage"),
        reading,
        Words("阶段", "stage"),
        tuple(stage.words for stage in STAGES),
        (Series(Words("项目", "projects"), "blue", cells),),
        LYING,
        Words("个", "projects"),
        money=False,
    )


def stuck_longest() -> Listing:
    """Return the projects that have been stuck for longest."""
    rows = standings(projects({"health": "stuck", "sort": "since"})[:MOST])
    lines = tuple(
        Line(
            both(one.project.name),
            Words("在“{stage}”已 {days} 天", "in “{stage}” for {days} days").fill(
                stage=one.project.at_stage.words, days=one.days
            ),
            reverse("project", args=[one.project.pk]),
            BAD,
        )
        for one in rows
    )
    return Listing(
        Words("停滞最久的项目", "Projects stuck longest"),
        lines,
        Words("没有停滞的项目。", "No project is stuck."),
        f"{reverse('projects')}?health=stuck&sort=since",
    )


def lapsing() -> Listing:
    """Return the claims that lapse soon."""
    lines = tuple(
        Line(
            both(str(claim)),
            Words("{side} · {until} 到期", "{side} · lapses on {until}").fill(
                side=str(claim.side), until=claim.until
            ),
            reverse("claims"),
            WAIT,
        )
        for claim in expiring(timezone.localdate())[:MOST]
    )
    return Listing(
        Words("快到期的首报", "Claims about to lapse"),
        lines,
        Words("没有快到期的首报。", "No claim is about to lapse."),
        reverse("claims"),
    )
