"""Which industries are gathered in few places."""

from collections.abc import Sequence

from feidi.diagnose.dispersion import Concentration, Gathered
from feidi.quantities.words import Words
from feidi.report.briefing import Grid, Section
from feidi.report.briefing.amounts import plain
from feidi.report.diagnosis.naming import measure_words

HEADS = (
    Words("行业", "industry"),
    Words("区位基尼系数", "locational Gini"),
    Words("各地占比的赫芬达尔指数", "Herfindahl of places' shares"),
    Words("Ellison–Glaeser 指数", "Ellison-Glaeser index"),
)
METHOD = Words(
    "区位基尼：行业在各地的占比与全部行业的占比相比，0 为处处相同；"
    "Ellison–Glaeser (1997) 再除去单位大小造成的集中，要 plants.csv 里的单位规模",
    "locational Gini: shares of places in the industry against their shares in all, 0 for the same "
    "everywhere; Ellison-Glaeser (1997) also takes out what a few large plants make, and needs the "
    "sizes in plants.csv",
)
NEEDS = Words("缺单位规模", "sizes of plants are not given")


# the measure that says most of where an industry stands comes first
BEST = ("employment", "value added", "output", "pay", "revenue")


def gathered_section(results: Sequence[Concentration]) -> Section | None:
    """Return where industries stand by the best measure there is, most gathered first."""
    known = [one for one in results if one.rows]
    if not known:
        return None
    # a measure of the user's own comes after those there are words for
    found = min(known, key=lambda one: (*BEST, one.measure).index(one.measure))
    first, count = found.rows[0], len(found.places)
    reading = Words(
        f"{found.year} 年 {count} 个并列地区的{measure_words(found.measure).zh}里，"
        f"最聚集的是{first.name.zh}（基尼系数 {first.gini:.2f}）。",
        f"Of the {measure_words(found.measure).en} of {count} places side by side in {found.year}, "
        f"{first.name.en} is gathered most (Gini {first.gini:.2f}).",
    )
    return Section(
        "gathered",
        Words("哪些行业聚集在少数地区", "Which industries are gathered in few places"),
        reading,
        Grid(HEADS, tuple(_row(row) for row in found.rows)),
        notes=(METHOD,),
        left_out=tuple((one.name, one.why) for one in found.dropped),
        evidence=True,
    )


def _row(row: Gathered) -> tuple[Words, ...]:
    index = row.ellison_glaeser
    return (
        row.name,
        plain(row.gini, 3),
        plain(row.herfindahl, 3),
        NEEDS if index is None else plain(index, 3),
    )
