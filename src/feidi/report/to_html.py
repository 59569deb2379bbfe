"""A settlement as one HTML page that needs nothing else: to read, to print, to sign.

No script, no request, a content policy that allows neither. Text of the parties is escaped.
"""

from dataclasses import dataclass
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from feidi import __version__
from feidi.clauses.posting import RECEIPTS
from feidi.quantities.money import in_yuan
from feidi.quantities.units import UNITS, number_in
from feidi.quantities.words import Words
from feidi.report import labels
from feidi.report.money_flows import YearFlows, year_flows
from feidi.report.sankey import PHONE, Picture, lay_out
from feidi.report.statement import (
    CLAIMS_SAID,
    abreast,
    adds_up,
    claims,
    corrected,
    counted,
    division,
    open_claims,
    with_all,
)
from feidi.report.trails import Trail, trails_of
from feidi.report.wrapping import shorten
from feidi.report.year_table import YearTable, side_of
from feidi.settle.settlement import Settlement
from feidi.settle.worked_examples import check_examples

LONGEST_TRAIL, LONGEST_OPEN = 120, 6
COLOURS = 6
ABREAST = 5
HTML_LANG = {"zh": "zh-CN", "en": "en"}


@dataclass(frozen=True)
class YearPicture:
    """The flows of a year; pictures: the whole for a page, the short one for a phone, or none."""

    flows: YearFlows
    pictures: tuple[tuple[str, Picture], ...]


def settlement_page(settlement: Settlement, lang: str = "zh") -> str:
    """Return the report of a settlement as a whole HTML page in "zh" or "en".

    Equal settlements give equal pages. Where the settlement has errors, the page says so
    first and holds no amounts.
    """
    return _environment().get_template("settlement.html.j2").render(page=_Page(settlement, lang))


class _Page:
    """What the templates ask for: words in the page's language, amounts, pictures, anchors."""

    def __init__(self, settlement: Settlement, lang: str) -> None:
        self.settlement, self.lang = settlement, lang
        self.agreement = settlement.agreement
        self.known_at = labels.long_day(settlement.known_at).say(lang)
        self.html_lang, self.version = HTML_LANG[lang], __version__
        self.table = YearTable(settlement)
        self.years = self.table.years
        self.errors = [p for p in settlement.problems if p.level == "error"]
        self.warnings = [p for p in settlement.problems if p.level == "warning"]
        self.examples = len(self.agreement.examples)
        self.broken_examples = len({p.at.clause for p in check_examples(self.agreement)})
        self.style = Markup(  # noqa: S704 - our own file
            files("feidi.report").joinpath("style.css").read_text(encoding="utf-8")
        )
        self._headings = {v.clause.id: v.clause.heading for v in self.agreement.versions}

    # ---- words ---------------------------------------------------------------------------

    def say(self, zh: str, en: str) -> str:
        """Return the one of two texts that is in the page's language."""
        return en if self.lang == "en" else zh

    def tell(self, words: Words) -> str:
        """Return words in the page's language."""
        return words.say(self.lang)

    def name(self, account: str) -> str:
        """Return an account's name; a clause's pot by its number and title."""
        heading = self._headings.get(account)
        named = labels.account_of(account).say(self.lang)
        return f"{named} {heading}" if heading and heading != account else named

    def short(self, account: str, room: float) -> str:
        """Return an account's name, cut to the room of a label in pixels."""
        return shorten(self.name(account), int(room))

    def rounded(self, fen: int, about: str | None = None) -> str:
        """Return an amount in the large unit."""
        return labels.rounded(fen, self.lang, about)

    # ---- anchors and colours -------------------------------------------------------------

    def anchor(self, year: int, account: str) -> str:
        """Return the id of a total's trail."""
        return f"why-{year}-{self.table.accounts.index(account)}"

    def clause_anchor(self, number: str, year: int) -> str:
        """Return the id of the version of a clause in force in a year, or nothing."""
        for index, version in enumerate(self.agreement.versions):
            begun = version.since is None or version.since <= year
            going = version.until is None or year <= version.until
            if version.clause.id == number and begun and going:
                return f"clause-{index}"
        return ""

    def colour(self, account: str) -> str:
        """Return the class that colours an account: signatories each their own."""
        if account in self.table.parties:
            return f"party-{self.table.parties.index(account) % COLOURS}"
        if side_of(account) or account.startswith(f"{labels.PAID_IN.zh}/"):
            return self.colour(account.partition("/")[2])
        if account in (RECEIPTS.zh, *labels.SOURCES):
            return "receipts"
        return "pot" if account in self._headings else "other"

    # ---- tables --------------------------------------------------------------------------

    def columns(self) -> list[tuple[int | None, ...]]:
        """Return the years of every table, None for all together, as many abreast as fit."""
        return list(abreast(with_all(self.years), ABREAST))

    # ---- pictures and trails -------------------------------------------------------------

    def pictures(self) -> list[YearPicture]:
        """Return the picture of every year, the latest first."""
        found = []
        for year in reversed(self.years):
            flows = year_flows(year, self.settlement.postings, self.table.parties)
            drawn = (
                (("whole", lay_out(flows.drawn)), ("short", lay_out(flows.in_short, PHONE)))
                if flows.drawn
                else ()
            )
            found.append(YearPicture(flows, drawn))
        return found

    def trails(self) -> list[tuple[int, list[Trail]]]:
        """Return the trails of every total, by year, the latest first."""
        return [(year, list(trails_of(self.settlement, year))) for year in reversed(self.years)]


def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("feidi.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["yuan"] = in_yuan
    environment.filters["minus"] = lambda said: said.replace("-", "−")
    environment.filters["years"] = labels.listed
    environment.filters["px"] = lambda length: f"{length:.1f}"
    environment.globals["longest_trail"] = LONGEST_TRAIL
    environment.globals["longest_open"] = LONGEST_OPEN
    environment.globals["quantity"] = labels.quantity
    for function in (abreast, adds_up, claims, corrected, counted, division, open_claims):
        environment.globals[function.__name__] = function
    environment.globals["claims_said"] = CLAIMS_SAID
    environment.globals["unit_of"] = lambda code: UNITS[code].words
    environment.globals["number_in"] = number_in
    environment.globals["inputs"] = labels.inputs
    environment.globals["heading"] = labels.heading
    environment.globals["in_force"] = labels.in_force
    return environment
