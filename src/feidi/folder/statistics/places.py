"""1-diagnose/places.csv: which places are looked at, and what each is in the matter."""

from dataclasses import dataclass, field

from feidi.evidence.problem import Problem
from feidi.evidence.source import At
from feidi.folder.opening import Root
from feidi.folder.statistics.sheet import Sheet
from feidi.quantities.words import Words

ROLES_NEEDED = {
    "origin": Words("飞出地", "origin"),
    "host": Words("飞入地", "host"),
    "province": Words("全省", "province"),
}


@dataclass(frozen=True)
class Place:
    """One place. role: origin, host, province, nation, peer or neighbour (of the origin)."""

    name: str
    role: str
    english: str = ""
    note: str = ""
    at: At = field(default=At("places"))

    @property
    def words(self) -> Words:
        """How the place is called."""
        return Words(self.name, self.english or self.name)


@dataclass(frozen=True)
class Places:
    """The places of a folder, in the file's order."""

    every: tuple[Place, ...] = ()

    def with_role(self, role: str) -> str:
        """Return the name of the place in a role that one place has, "" where none has it."""
        return next((place.name for place in self.every if place.role == role), "")

    @property
    def origin(self) -> str:
        """The sending county."""
        return self.with_role("origin")

    @property
    def host(self) -> str:
        """The receiving place."""
        return self.with_role("host")

    @property
    def province(self) -> str:
        """The province both are compared with."""
        return self.with_role("province")

    def holding(self, name: str) -> tuple[str, ...]:
        """Return the places that a place lies within: the nation, and the origin's province.

        The receiving place may lie in another province.
        """
        province = (self.province,) if name == self.origin else ()
        every = (*province, self.with_role("nation"))
        return tuple(one for one in every if one and name and one != name)

    def words(self, name: str) -> Words:
        """Return how a place is called in both languages."""
        return next((p.words for p in self.every if p.name == name), Words(name, name))

    def __contains__(self, name: object) -> bool:
        return any(place.name == name for place in self.every)


def read_places(root: Root, name: str) -> tuple[Places, list[Problem]]:
    """Return the places of a folder; ST001 where a name or a single role stands twice."""
    sheet = Sheet(root, name, "places")
    found: dict[str, Place] = {}
    single: dict[str, Place] = {}
    for row in sheet.rows():
        v = row.values
        place = Place(v["place"], v["role"], v.get("english") or "", v.get("note") or "", row.at)
        earlier = found.get(place.name) or (
            single.get(place.role) if place.role in ROLES_NEEDED else None
        )
        if earlier:
            what = Words(
                f"第 {earlier.at.line} 行已有“{earlier.name}”（{_role(earlier)}）",
                f"“{earlier.name}” stands on line {earlier.at.line} already ({earlier.role})",
            )
            fix = Words(
                "每个地区一行；飞出地、飞入地、全省各一个",
                "one row a place; one origin, one host, one province",
            )
            sheet.findings.row("ST001", row.at, row.said, (what, fix))
            continue
        found[place.name] = single[place.role] = place
    return Places(tuple(found.values())), sheet.findings.all()


def _role(place: Place) -> str:
    known = ROLES_NEEDED.get(place.role)
    return known.zh if known else place.role
