"""The land dashboard: how much land is in which state, what is left, what lies idle."""

from django.db.models import Sum
from django.urls import reverse

from feidi.quantities.words import Words, both
from feidi.workbench.coordination.forms import today
from feidi.workbench.dashboards.board import BAD, GOOD, Board, Figure, Line, Listing
from feidi.workbench.dashboards.boards import per_mu
from feidi.workbench.dashboards.charts import LYING, Cell, Chart, Series
from feidi.workbench.land.models import Parcel
from feidi.workbench.land.statuses import IDLE, PLANNED, STATUSES
from feidi.workbench.parks.models import Park

HEADING = Words("土地看板", "Land dashboard")
MOST = 8
MU = Words("亩", "mu")
EMPTY = (
    Words("还没有宗地", "No parcels yet"),
    Words(
        "先导入地块地图；这里按状态汇总面积，列出闲置低效的宗地。",
        "Bring in a map of parcels first: areas by state and idle parcels show here.",
    ),
    "land",
)


def land(_park: Park) -> Board:
    """Return how much land is left, and where the rest stands."""
    if not Parcel.objects.exists():
        return Board(HEADING, EMPTY[0], empty=EMPTY)
    left, whole = said_mu(area_of(PLANNED)), said_mu(area_of(""))
    answer = Words("还有 {left} 可供，共 {whole}。", "{left} of {whole} are to be had.")
    taxes, held = per_mu.of_areas(today()), per_mu.of_projects()
    return Board(
        HEADING,
        answer.fill(left=left, whole=whole),
        (*figures(), *per_mu.figures(taxes, held)),
        (by_status(), *per_mu.charts(taxes, held)),
        (idle(), *per_mu.missing(held)),
    )


def area_of(status: str) -> float:
    """Return the area of the parcels in a state, in mu; of all where none is named."""
    rows = Parcel.objects.filter(status=status) if status else Parcel.objects.all()
    return float(rows.aggregate(all=Sum("mu"))["all"] or 0)


def said_mu(area: float) -> Words:
    """Return an area as a headline writes it."""
    return Words(f"{area:,.1f} 亩", f"{area:,.1f} mu")


def figures() -> list[Figure]:
    """Return what is left, and what lies idle."""
    place, rows = reverse("parcels"), Parcel.objects.all()
    left, lies = rows.filter(status=PLANNED).count(), rows.filter(status=IDLE).count()
    many = Words("{n} 宗", "{n} parcels")
    return [
        Figure(
            Words("可供土地", "Land to be had"),
            said_mu(area_of(PLANNED)),
            f"{place}?status={PLANNED}",
            many.fill(n=left),
            GOOD if left else BAD,
        ),
        Figure(
            Words("闲置低效", "Idle land"),
            said_mu(area_of(IDLE)),
            f"{place}?status={IDLE}",
            many.fill(n=lies),
            BAD if lies else GOOD,
        ),
    ]


def by_status() -> Chart:
    """Return the area in each state."""
    rows = Parcel.objects.order_by().values("status").annotate(mu=Sum("mu"))
    areas = {row["status"]: row["mu"] for row in rows}
    place = reverse("parcels")
    cells = tuple(
        Cell(
            round(areas.get(key, 0), 1), both(f"{areas.get(key, 0):,.1f}"), f"{place}?status={key}"
        )
        for key in STATUSES
    )
    reading = Words(
        "可供 {left}，闲置低效 {idle}。", "{left} are to be had, {idle} lie idle."
    ).fill(left=said_mu(areas.get(PLANNED, 0)), idle=said_mu(areas.get(IDLE, 0)))
    return Chart(
        "land",
        Words("土地面积，按状态", "Land by state"),
        reading,
        Words("状态", "state"),
        tuple(STATUSES.values()),
        (Series(MU, "blue", cells),),
        LYING,
        MU,
        money=False,
    )


def idle() -> Listing:
    """Return the parcels that lie idle, the largest first."""
    rows = Parcel.objects.filter(status=IDLE).order_by("-mu")[:MOST]
    lines = tuple(
        Line(both(str(one)), said_mu(one.mu), reverse("parcel", args=[one.pk]), BAD) for one in rows
    )
    return Listing(
        Words("闲置低效宗地", "Idle parcels"),
        lines,
        Words("没有闲置低效的宗地。", "No parcel lies idle."),
        f"{reverse('parcels')}?status={IDLE}",
    )
