"""The leaders' dashboard: shared so far, due to whom, projects, land left, what is red."""

from django.urls import reverse

from feidi.coordinate.lights import RED
from feidi.quantities.words import Words
from feidi.report.changes import money_change
from feidi.workbench.coordination.forms import today
from feidi.workbench.coordination.task_lists import open_on
from feidi.workbench.dashboards.board import BAD, GOOD, WAIT, Board, Figure, Listing
from feidi.workbench.dashboards.boards import coordination, fiscal, investment, land
from feidi.workbench.dashboards.charts import Chart, in_short
from feidi.workbench.dashboards.shared_money import (
    claims,
    figure_of,
    in_all,
    shared_so_far,
    years_of,
)
from feidi.workbench.land.models import Parcel
from feidi.workbench.parks.models import Park
from feidi.workbench.parks.queries import keyholders
from feidi.workbench.projects.queries import projects
from feidi.workbench.settlements.models import Run
from feidi.workbench.settlements.queries import last_run

HEADING = Words("园区总览", "The park at a glance")


def leaders(park: Park) -> Board:
    """Return the five figures a leader asks for first, and what they rest on."""
    run = last_run()
    found = [*money_figures(run), *investment.figures()[:1], *land.figures()[:1], *task_figures()]
    charts: list[Chart] = [fiscal.by_year(run)] if run and years_of(run) else []
    if projects({}).exists():
        charts.append(investment.by_stage())
    if Parcel.objects.exists():
        charts.append(land.by_status())
    living = open_on(today())
    if living:
        charts.append(coordination.by_side(living, park.pk))
    lists: tuple[Listing, ...] = (coordination.reds(living), investment.stuck_longest())
    return Board(HEADING, answer(run), tuple(found), tuple(charts), lists)


def answer(run: Run | None) -> Words:
    """Return in one sentence what the two sides have shared, and how."""
    if run is None or not years_of(run):
        return Words("还没有结算。", "Nothing is settled yet.")
    years, parts = years_of(run), shared_so_far(run)
    said = [
        Words("{who} {much}", "{who} {much}").fill(
            who=seat.party.short, much=in_short(parts.get(seat.role, 0))
        )
        for seat in keyholders(run.park_id)
    ]
    whole = Words(
        "{first}—{last} 年两地共分享 {all}：{parts}。",
        "From {first} to {last} the two sides shared {all}: {parts}.",
    )
    parts_said = Words("，".join(w.zh for w in said), ", ".join(w.en for w in said))
    return whole.fill(first=years[0], last=years[-1], all=in_short(in_all(run)), parts=parts_said)


def money_figures(run: Run | None) -> list[Figure]:
    """Return what was shared last year, and what is due to whom."""
    if run is None or not years_of(run):
        return []
    last = years_of(run)[-1]
    shared = Figure(
        Words(f"{last} 年两地分享", f"Shared in {last}"),
        in_short(in_all(run, last)),
        reverse("dashboard-fiscal"),
        money_change(in_all(run, last), in_all(run, last - 1), fiscal.BEFORE),
        GOOD,
    )
    due = [
        Figure(
            Words(f"应付给{one.seat.party.short}", f"Due to {one.seat.party.short}"),
            in_short(one.total.amount),
            figure_of(run, one.total),
            Words(f"截至 {one.total.year} 年末还没有付", f"unpaid at the end of {one.total.year}"),
            WAIT,
        )
        for one in claims(run)
    ]
    nothing = Figure(
        Words("两地往来", "Between the sides"),
        Words("已结清", "settled"),
        figure_of_cash(run),
        Words("没有应收未收", "nothing is due"),
        GOOD,
    )
    return [shared, *(due or [nothing])]


def figure_of_cash(run: Run) -> str:
    """Return where claims and cash between the parties stand."""
    return reverse("run", args=[run.number])


def task_figures() -> list[Figure]:
    """Return how many tasks are red."""
    living = open_on(today())
    red = coordination.number_of(living, RED)
    note = Words("在办 {n} 件", "of {n} open").fill(n=len(living))
    return [
        Figure(
            Words("红灯督办", "Red tasks"),
            Words(f"{red} 件", f"{red}"),
            f"{reverse('tasks')}?light={RED}",
            note,
            BAD if red else GOOD,
        )
    ]
