"""1-diagnose/plants.csv -> how large the plants of an industry are against each other."""

from collections import defaultdict

from feidi.diagnose.dispersion import plant_herfindahl
from feidi.evidence.problem import Problem
from feidi.folder.opening import Root
from feidi.folder.statistics.sheet import Sheet
from feidi.quantities.words import Words
from feidi.records.classification import classification

# (edition, code) -> Herfindahl index of the sizes of its plants
Plants = dict[tuple[str, str], float]


def read_plants(root: Root, name: str) -> tuple[Plants, list[Problem]]:
    """Return the Herfindahl index of each industry's plants, for Ellison-Glaeser.

    All plants of an industry are to be listed, those too small to count left out. Problems:
    DI002 a code that is not of the edition, DI004 a size that is not above 0.
    """
    sheet = Sheet(root, name, "plants")
    sizes: defaultdict[tuple[str, str], list[float]] = defaultdict(list)
    for row in sheet.rows():
        v = row.values
        edition = classification(v["edition"])
        if v["code"] not in edition:
            what = Words(f"{edition.id} 没有“{v['code']}”", f"{edition.id} has no “{v['code']}”")
            fix = Words("核对代码和版本", "check the code and the edition")
            sheet.findings.row("DI002", row.at, row.said, (what, fix))
        elif not v["size"] > 0:
            what = Words(
                f"规模为 {v['size']:g}，不大于 0", f"the size is {v['size']:g}, not above 0"
            )
            fix = Words(
                "写从业人员或产出；没有的单位不列", "give persons or output, or leave it out"
            )
            sheet.findings.row("DI004", row.at, row.said, (what, fix))
        else:
            sizes[v["edition"], v["code"]].append(v["size"])
    return {key: plant_herfindahl(found) for key, found in sizes.items()}, sheet.findings.all()
