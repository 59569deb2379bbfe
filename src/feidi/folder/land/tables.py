"""The CSV tables of 3-site/ -> rows with each id once, and the small records they write."""

from collections.abc import Iterable

from feidi.clauses.values import nearest
from feidi.evidence.problem import Problem
from feidi.evidence.source import At
from feidi.folder.land.map_files import table_name
from feidi.folder.opening import Root
from feidi.folder.table import Row, Table
from feidi.quantities.words import Words
from feidi.records.area import in_mu, in_square_metres
from feidi.records.belonging import Belonging
from feidi.records.park import Quota
from feidi.records.project import Partner, Project
from feidi.records.protected_place import KeptDistance
from feidi.records.resource import resources

# a project that does not say the most land it takes may be given three times the least
MOST_OF_LEAST = 3


class SiteTables:
    """Reads the tables of 3-site/ of one folder; problems are collected in `problems`."""

    def __init__(self, root: Root) -> None:
        self.root = root
        self.problems: list[Problem] = []

    def rows(self, table: str, *, once: bool = True) -> list[Row]:
        """Return the sound rows of a table; with `once`, each id (its first column) once."""
        name = table_name(table)
        if not self.root.exists(name):
            return []
        reader = Table(self.root, name, table)
        rows = list(reader.rows())
        kept = _once_each(rows, reader) if once else rows
        self.problems += reader.findings.all()
        return kept

    def quotas(self) -> list[Quota]:
        """Return the quotas: one of a resource in a park and year (LA052)."""
        found: list[Quota] = []
        for row in self.rows("quotas", once=False):
            v = row.values
            quota = Quota(
                v["park"],
                v["resource"],
                v["amount"],
                v.get("first") or 0,
                v.get("last"),
                v.get("source") or "",
                bool(v.get("assumed")),
                row.at,
            )
            clash = next((q for q in found if _same_years(q, quota)), None)
            if quota.amount < 0 or (quota.last is not None and quota.last < quota.first):
                self._impossible(row, f"{quota.amount:g}, {quota.first}-{quota.last}")
            elif clash is not None:
                self._two_values(row, clash, quota)
            else:
                found.append(quota)
        return found

    def _two_values(self, row: Row, clash: Quota, quota: Quota) -> None:
        words = resources()[quota.resource].words
        what = Words(
            f"{quota.park} 的{words.zh}在同一年有两个数：第 {clash.at.line} 行 {clash.amount:g}，"
            f"这里 {quota.amount:g}",
            f"{words.en} of {quota.park} has two values for one year: {clash.amount:g} on line "
            f"{clash.at.line}, {quota.amount:g} here",
        )
        fix = Words("写明各自的起止年度", "say from which year until which each counts")
        self.problems.append(Problem("LA052", row.at, what, fix, row.said.rstrip()))

    def _impossible(self, row: Row, said: str) -> None:
        what = Words(f"数值不可能：{said}", f"this cannot be: {said}")
        fix = Words("数量不为负，起不晚于止，下限不大于上限", "no negatives; first before last")
        self.problems.append(Problem("LA051", row.at, what, fix, row.said.rstrip()))

    def distances(self) -> tuple[KeptDistance, ...]:
        """Return the distances that classes of neighbours keep."""
        found = []
        for row in self.rows("distances", once=False):
            v = row.values
            if v["metres"] < 0:
                self._impossible(row, f"{v['metres']:g} m")
                continue
            found.append(
                KeptDistance(
                    v["first"],
                    v["second"],
                    v["metres"],
                    v["document"],
                    v.get("since"),
                    v.get("until"),
                    bool(v.get("assumed")),
                    row.at,
                )
            )
        return tuple(found)

    def belongings(self) -> tuple[Belonging, ...]:
        """Return which county or area each park or parcel belongs to, with dates."""
        return tuple(
            Belonging(
                v["subject"],
                v["kind"],
                v["code"],
                v.get("name") or "",
                v.get("since"),
                v.get("until"),
                v.get("source") or "",
                row.at,
            )
            for row in self.rows("belongings", once=False)
            for v in (row.values,)
        )

    def partners(self) -> dict[str, list[Partner]]:
        """Return for each project that sells those it sells to, in the file's order."""
        found: dict[str, list[Partner]] = {}
        for row in self.rows("partners", once=False):
            v = row.values
            weight = 1.0 if v.get("weight") is None else v["weight"]
            if not 0 <= weight <= 1:
                self._impossible(row, f"{weight:g}")
                continue
            found.setdefault(v["project"], []).append(Partner(v["partner"], weight, row.at))
        return found

    def projects(self) -> tuple[Project, ...]:
        """Return the projects by id, each with its partners."""
        partners = self.partners()
        found = []
        for row in self.rows("projects"):
            project = _project(row, tuple(partners.pop(row.values["id"], ())))
            if _possible(project):
                found.append(project)
            else:
                self._impossible(row, _said(project))
        for seller, sold in partners.items():
            self.problems += [unknown_id(p.at, seller, [p.id for p in found]) for p in sold[:1]]
        return tuple(sorted(found, key=lambda p: p.id))


def _once_each(rows: Iterable[Row], reader: Table) -> list[Row]:
    kept: dict[str, Row] = {}
    key = reader.columns[0].field
    for row in rows:
        first = kept.setdefault(row.values[key], row)
        if first is not row:
            what = Words(
                f"编号 {row.values[key]} 在第 {first.at.line} 行已有",
                f"the id {row.values[key]} stands on line {first.at.line} already",
            )
            fix = Words("改正编号，或删去一行", "correct the id, or delete a row")
            reader.findings.row("LA003", row.at, row.said, (what, fix))
    return list(kept.values())


def _same_years(one: Quota, other: Quota) -> bool:
    if (one.park, one.resource) != (other.park, other.resource):
        return False
    return (one.last is None or other.first <= one.last) and (
        other.last is None or one.first <= other.last
    )


def _project(row: Row, partners: tuple[Partner, ...]) -> Project:
    v = row.values
    least = in_square_metres(v["area_min"])
    most = (
        in_square_metres(v["area_max"]) if v.get("area_max") is not None else least * MOST_OF_LEAST
    )
    needs = tuple((code, v[code]) for code in resources() if v.get(code))
    return Project(
        v["id"],
        v["name"],
        v.get("industry") or "",
        v.get("edition") or "",
        v["zone"],
        least,
        most,
        row.at,
        needs=needs,
        sensitive=bool(v.get("sensitive")),
        chemical=bool(v.get("chemical")),
        utilities=v.get("utilities") or frozenset(),
        investment_fen=v.get("investment") or 0,
        tax_fen_mu=v.get("tax") or 0,
        output_fen_mu=v.get("output") or 0,
        partners=partners,
        parks=v.get("parks") or (),
        fixed_on=v.get("fixed_on") or (),
        source=v.get("source") or "",
        assumed=bool(v.get("assumed")),
        hazard=v.get("hazard") or "none",
        plot_ratio=v.get("plot_ratio"),
        building_coefficient=v.get("building_coefficient"),
        green_rate=v.get("green_rate"),
        earliest=v.get("earliest") or 0,
        latest=v.get("latest"),
    )


def _possible(project: Project) -> bool:
    return (
        0 < project.area_min_m2 <= project.area_max_m2
        and all(amount >= 0 for _, amount in project.needs)
        and min(project.investment_fen, project.tax_fen_mu, project.output_fen_mu) >= 0
        and (project.latest is None or project.earliest <= project.latest)
    )


def _said(project: Project) -> str:
    return (
        f"{in_mu(project.area_min_m2):g}–{in_mu(project.area_max_m2):g} mu, "
        f"{project.earliest}–{project.latest or ''}, "
        f"{min([amount for _, amount in project.needs], default=0):g}"
    )


def unknown_id(at: At, said: str, known: list[str]) -> Problem:
    """Return the problem of an id that nothing defines (LA050)."""
    what = Words(f"没有编号“{said}”", f"nothing has the id “{said}”")
    return Problem("LA050", at, what, nearest(said, known))
