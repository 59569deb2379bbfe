"""A Sankey picture laid out: where every bar, band and label of a flow of money stands.

Layered drawing (Sugiyama, Tagawa and Toda 1981): columns by longest path, bands over several
columns led through places of their own, order by barycentres, heights relaxed toward the
neighbours. Lengths are pixels of the picture. Labels have their own room beside each bar, so
they cannot meet one another, a bar, or the border.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from feidi.report.money_flows import FlowLine

BAR = 12.0
PAGE = 960.0
PHONE = 324.0
NARROW, LABEL = 140.0, 144.0
BESIDE = 8.0
LABEL_HEIGHT = 44.0
GAP = 16.0
MARGIN = 10.0
TALLEST = 300.0
THINNEST = 1.0
SWEEPS = 12


@dataclass
class Place:
    """One bar, or the way of a band through a column it does not stop in (name empty)."""

    name: str
    column: int
    x: float
    amount: int
    height: float
    y: float = 0.0
    before: list["Place"] = field(default_factory=list)
    after: list["Place"] = field(default_factory=list)

    @property
    def room(self) -> float:
        """The height kept free for the bar and its label."""
        return max(self.height, LABEL_HEIGHT) if self.name else self.height

    @property
    def middle(self) -> float:
        """The height of its centre."""
        return self.y + self.room / 2

    @property
    def top(self) -> float:
        """Where the bar begins, centred in its room."""
        return self.middle - self.height / 2


@dataclass(frozen=True)
class Band:
    """One flow: the places it goes through and how thick it is."""

    line: FlowLine
    places: tuple[Place, ...]
    thickness: float


@dataclass(frozen=True)
class Picture:
    """A laid-out flow. columns: their places from top to bottom; pitch: from one to the next."""

    columns: tuple[tuple[Place, ...], ...]
    bands: tuple[Band, ...]
    pitch: float

    @property
    def bars(self) -> tuple[Place, ...]:
        """The places with a name."""
        return tuple(place for column in self.columns for place in column if place.name)

    @property
    def width(self) -> float:
        """The width of the picture, the last column's labels included."""
        return 2 * MARGIN + (len(self.columns) - 1) * self.pitch + BAR + BESIDE + LABEL

    def label(self, bar: Place) -> float:
        """The width kept free for the label beside a bar."""
        return LABEL if bar.column == len(self.columns) - 1 else self.pitch - BAR - 2 * BESIDE

    def beside(self, bar: Place) -> float:
        """Return at which height the label of a bar stands: within its thickest band if it can.

        So it does not lie across the edge between two bands.
        """
        own = [i for i, band in enumerate(self.bands) if band.places[0] is bar]
        widest = max(own, key=lambda i: self.bands[i].thickness, default=None)
        if widest is None or self.bands[widest].thickness < LABEL_HEIGHT:
            return bar.middle
        return self._ports[0][widest]

    @cached_property
    def height(self) -> float:
        """The height of the picture."""
        return 2 * MARGIN + max(_stacked(column) for column in self.columns)

    @cached_property
    def paths(self) -> tuple[tuple[Band, str], ...]:
        """Every band with its way as SVG path data."""
        leaving, entering = self._ports
        return tuple(
            (band, _path(band, leaving[index], entering[index]))
            for index, band in enumerate(self.bands)
        )

    @cached_property
    def _ports(self) -> tuple[dict[int, float], dict[int, float]]:
        """Return at which height each band leaves its first bar and enters its last."""
        ports: tuple[dict[int, float], dict[int, float]] = ({}, {})
        for end, neighbour, found in ((0, 1, ports[0]), (-1, -2, ports[1])):
            for bar in self.bars:
                own = [i for i, band in enumerate(self.bands) if band.places[end] is bar]
                own.sort(key=lambda i: self.bands[i].places[neighbour].middle)
                y = bar.top
                for index in own:
                    found[index] = y + self.bands[index].thickness / 2
                    y += self.bands[index].thickness
        return ports


def lay_out(lines: Sequence[FlowLine], width: float = PAGE) -> Picture:
    """Return the picture of some flows, which must be positive and free of circles.

    It is `width` wide, or wider where its columns would not have room for their labels.

    >>> lines = [FlowLine("入库税款", who, fen, ()) for who, fen in (("飞入地", 3), ("飞出地", 1))]
    >>> picture = lay_out(lines)
    >>> [(bar.name, bar.column, bar.height) for bar in picture.bars]
    [('入库税款', 0, 300.0), ('飞入地', 1, 225.0), ('飞出地', 1, 75.0)]
    """
    columns = _columns(lines)
    sums = _through(lines)
    scale = TALLEST / _fullest(lines, columns, sums)
    layers: list[list[Place]] = [[] for _ in range(max(columns.values()) + 1)]
    around = 2 * MARGIN + BAR + BESIDE
    pitch = max((width - around - LABEL) / (len(layers) - 1), NARROW)

    def place(name: str, column: int, amount: int) -> Place:
        x = MARGIN + column * pitch
        found = Place(name, column, x, amount, max(amount * scale, THINNEST))
        layers[column].append(found)
        return found

    bars = {name: place(name, column, sums[name]) for name, column in columns.items()}
    bands = []
    for line in lines:
        between = range(columns[line.source] + 1, columns[line.target])
        way = [place("", column, line.amount) for column in between]
        places = (bars[line.source], *way, bars[line.target])
        for left, right in pairwise(places):
            left.after.append(right)
            right.before.append(left)
        bands.append(Band(line, places, max(line.amount * scale, THINNEST)))
    _arrange(layers)
    return Picture(tuple(map(tuple, layers)), tuple(bands), pitch)


def _columns(lines: Sequence[FlowLine]) -> dict[str, int]:
    """Return each account's column: its longest path, those who only get in the last.

    Givers stand just before whom they give.
    """
    names = dict.fromkeys(name for line in lines for name in (line.source, line.target))
    columns = dict.fromkeys(names, 0)
    for _ in names:
        for line in lines:
            columns[line.target] = max(columns[line.target], columns[line.source] + 1)
    fed, giving = {line.target for line in lines}, {line.source for line in lines}
    last = max(columns.values())
    columns |= {name: last for name in names if name not in giving}
    for name in names:
        if name not in fed:
            columns[name] = min(columns[line.target] for line in lines if line.source == name) - 1
    return columns


def _through(lines: Sequence[FlowLine]) -> dict[str, int]:
    """Return what passes each account: the larger of what comes in and what goes out."""
    came: dict[str, int] = {}
    went: dict[str, int] = {}
    for line in lines:
        went[line.source] = went.get(line.source, 0) + line.amount
        came[line.target] = came.get(line.target, 0) + line.amount
    return {name: max(came.get(name, 0), went.get(name, 0)) for name in came | went}


def _fullest(lines: Sequence[FlowLine], columns: dict[str, int], sums: dict[str, int]) -> int:
    """Return what the fullest column holds, bands passing through included."""
    held = [0] * (max(columns.values()) + 1)
    for name, column in columns.items():
        held[column] += sums[name]
    for line in lines:
        for column in range(columns[line.source] + 1, columns[line.target]):
            held[column] += line.amount
    return max(held)


def _arrange(layers: list[list[Place]]) -> None:
    """Order the places of every column and give them their heights."""
    height = max(_stacked(layer) for layer in layers)
    for layer in layers:
        _settle_down(layer, height)
    for sweep in range(SWEEPS):
        forward = sweep % 2 == 0
        for layer in layers if forward else layers[::-1]:
            wanted = {id(place): _wanted(place, forward) for place in layer}
            if sweep < SWEEPS // 2:
                layer.sort(key=lambda place: wanted[id(place)])
            for place in layer:
                place.y = wanted[id(place)] - place.room / 2
            _settle_down(layer, height, moved=True)


def _wanted(place: Place, forward: bool) -> float:
    """Return where a place would like its middle: the mean of its neighbours, by thickness."""
    near = (place.before if forward else place.after) or place.before or place.after
    weight = sum(n.height for n in near)
    return sum(n.middle * n.height for n in near) / weight if weight else place.middle


def _settle_down(layer: list[Place], height: float, moved: bool = False) -> None:
    """Push places apart, keeping their order, until none overlap and all are in the picture."""
    edge = MARGIN
    for place in layer:
        place.y = max(place.y, edge) if moved else edge
        edge = place.y + place.room + GAP
    edge = MARGIN + height
    for place in reversed(layer):
        place.y = min(place.y, edge - place.room)
        edge = place.y - GAP


def _stacked(layer: Sequence[Place]) -> float:
    return sum(place.room for place in layer) + GAP * (len(layer) - 1)


def _path(band: Band, start: float, end: float) -> str:
    """Return the middle line of a band: level at every column, curved between them."""
    first, *through, last = band.places
    points = [(first.x + BAR, start)]
    for place in through:
        points += [(place.x, place.middle), (place.x + BAR, place.middle)]
    points.append((last.x, end))
    data = [f"M{points[0][0]:.1f} {points[0][1]:.1f}"]
    for (x0, y0), (x1, y1) in pairwise(points):
        half = (x0 + x1) / 2
        data.append(f"C{half:.1f} {y0:.1f} {half:.1f} {y1:.1f} {x1:.1f} {y1:.1f}")
    return " ".join(data)
