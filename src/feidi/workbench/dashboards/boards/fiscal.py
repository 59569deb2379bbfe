"""The fiscal dashboard: who gets how much by year, from which taxes, what is paid, what changed."""

from django.urls import reverse

from feidi.clauses.posting import RECEIVABLE, RECEIVED
from feidi.quantities.words import Words, both
from feidi.records.tax import taxes
from feidi.report.changes import money_change, percent
from feidi.report.labels import account_of
from feidi.workbench.dashboards.board import BAD, WAIT, Board, Figure, Line, Listing
from feidi.workbench.dashboards.charts import LYING, STACKED, Chart, Series, in_short, money
from feidi.workbench.dashboards.shared_money import (
    cash,
    claims,
    entitled,
    figure_of,
    in_all,
    years_of,
)
from feidi.workbench.imports.queries import sums_by_tax
from feidi.workbench.parks.models import Park, Seat
from feidi.workbench.parks.queries import keyholders
from feidi.workbench.settlements.models import OPEN, Correction, Run, Statement
from feidi.workbench.settlements.queries import last_run

HEADING = Words("财政看板", "Fiscal dashboard")
YEAR, TAX = Words("年度", "year"), Words("税种", "tax")
BEFORE = Words("上年", "the year before")
TONES = ("host", "origin")
EMPTY = (
    Words("还没有结算", "Nothing is settled yet"),
    Words(
        "先导入入库数据，再计算结算；算好以后这里就有各方应得、税种和往来。",
        "Import receipts, then settle: what each side gets, the taxes and the cash show here.",
    ),
    "settlements",
)


def fiscal(_park: Park) -> Board:
    """Return how the money is shared, year by year."""
    run = last_run()
    if run is None or not years_of(run):
        return Board(HEADING, EMPTY[0], empty=EMPTY)
    last = years_of(run)[-1]
    answer = Words(
        "{year} 年两地共分享 {all}，{change}。", "In {year} the two sides shared {all}; {change}."
    ).fill(
        year=last,
        all=in_short(in_all(run, last)),
        change=money_change(in_all(run, last), in_all(run, last - 1), BEFORE),
    )
    charts = [by_year(run), by_tax(), *cash_charts(run)]
    return Board(
        HEADING, answer, tuple(figures(run, last)), tuple(charts), (changed(run), statements())
    )


def figures(run: Run, last: int) -> list[Figure]:
    """Return what each side gets of the last year, and what is still to be paid."""
    totals = entitled(run)
    found = []
    for place, seat in enumerate(keyholders(run.park_id)):
        total, before = totals.get((seat.role, last)), totals.get((seat.role, last - 1))
        if total is None:
            continue
        change = money_change(total.amount, before.amount, BEFORE) if before else None
        label = Words(
            f"{seat.party.short} {last} 年应得", f"{seat.party.short}: entitled in {last}"
        )
        said, address = in_short(total.amount), figure_of(run, total)
        found.append(Figure(label, said, address, change, f"side-{place}"))
    found += [
        Figure(
            Words(f"{one.seat.party.short} 应收未收", f"{one.seat.party.short}: still to receive"),
            in_short(one.total.amount),
            figure_of(run, one.total),
            Words(f"截至 {one.total.year} 年末", f"at the end of {one.total.year}"),
            WAIT,
        )
        for one in claims(run)
    ]
    return found


def by_year(run: Run) -> Chart:
    """Return what each side gets, year by year."""
    years, totals, seats = years_of(run), entitled(run), keyholders(run.park_id)
    series = tuple(
        Series(
            both(seat.party.short),
            TONES[place % 2],
            tuple(
                money(total.amount, figure_of(run, total)) if total else money(0)
                for total in (totals.get((seat.role, year)) for year in years)
            ),
        )
        for place, seat in enumerate(seats)
    )
    reading = Words(
        "{first}—{last} 年两地合计分享 {all}。", "From {first} to {last} the sides shared {all}."
    ).fill(first=years[0], last=years[-1], all=in_short(in_all(run)))
    heading = Words("各方应得，按年度", "What each side gets, by year")
    return Chart("entitled", heading, reading, YEAR, _points(years), series)


def by_tax() -> Chart:
    """Return the receipts by tax, the largest first."""
    summed = sorted(sums_by_tax().items(), key=lambda one: (-one[1], one[0]))
    entire = sum(amount for _, amount in summed)
    names = taxes()
    place = reverse("receipts")
    cells = tuple(money(amount, f"{place}?tax={tax}") for tax, amount in summed)
    series = (Series(Words("入库", "receipts"), "blue", cells),)
    reading = Words("还没有入库。", "No receipts yet.")
    if summed:
        tax, most = summed[0]
        reading = Words(
            "入库 {all}，其中{tax}最多，占 {share}。",
            "{all} came in; most of it is {tax}: {share}.",
        ).fill(all=in_short(entire), tax=names[tax], share=percent(most, entire))
    heading = Words("入库，按税种", "Receipts by tax")
    points = tuple(names[tax] for tax, _ in summed)
    return Chart("taxes", heading, reading, TAX, points, series, LYING)


def cash_charts(run: Run) -> list[Chart]:
    """Return for each side that has claims what it received and what it still waits for."""
    return [_cash_chart(run, seat) for seat in keyholders(run.park_id) if cash(run, seat)]


def _cash_chart(run: Run, seat: Seat) -> Chart:
    years, found = years_of(run), cash(run, seat)
    series = []
    for account, tone in ((RECEIVED, "good-line"), (RECEIVABLE, "wait-line")):
        totals = (found.get((account.zh, year)) for year in years)
        cells = tuple(money(one.amount, figure_of(run, one)) if one else money(0) for one in totals)
        words = {"已收": Words("已收", "received"), "应收": Words("应收未收", "still to receive")}
        series.append(Series(words[account.zh], tone, cells))
    waits = found.get((RECEIVABLE.zh, years[-1]))
    short = seat.party.short
    reading = Words(f"{short}没有应收未收的钱。", f"{short} has nothing still to receive.")
    if waits is not None and waits.amount:
        reading = Words(
            f"截至 {years[-1]} 年末，{short}还应收 {{much}}。",
            f"At the end of {years[-1]} {short} still has {{much}} to receive.",
        ).fill(much=in_short(waits.amount))
    heading = Words(f"{short}的往来：已收和应收未收", f"{short}: received and still to receive")
    return Chart(f"cash-{seat.pk}", heading, reading, YEAR, _points(years), tuple(series), STACKED)


def changed(run: Run) -> Listing:
    """Return the corrections of posted years the run makes."""
    lines = tuple(
        Line(
            Words("{year} 年 {who}", "{year}, {who}").fill(
                year=one.year, who=account_of(one.party)
            ),
            Words("更正 {much}，计入 {with_} 年", "corrected by {much}, with {with_}").fill(
                much=in_short(one.difference), with_=one.settled_with
            ),
            reverse("correction", args=[run.number, one.pk]),
            WAIT,
        )
        for one in Correction.objects.filter(run=run)
    )
    return Listing(
        Words("对已过账年度的更正", "Corrections of posted years"),
        lines,
        Words("没有更正。", "No corrections."),
        reverse("run", args=[run.number]),
    )


def statements() -> Listing:
    """Return the statements of years that wait for a key."""
    lines = tuple(
        Line(one.words, one.state_words, reverse("statement", args=[one.pk]), BAD)
        for one in Statement.objects.filter(state=OPEN)
    )
    return Listing(
        Words("等双方确认的年度结算书", "Statements to be confirmed"),
        lines,
        Words(
            "没有等确认的结算书。打开一次结算，选一个已结束的年度提交双方。",
            "None waits. Open a settlement and put a year that has ended to both sides.",
        ),
        reverse("settlements"),
    )


def _points(years: list[int]) -> tuple[Words, ...]:
    return tuple(both(str(year)) for year in years)
