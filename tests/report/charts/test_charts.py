"""Charts are drawn alike every time, say what they show, stay in their frame, and ask nobody."""

import re
from itertools import combinations
from typing import Any

import numpy as np
import pytest

from feidi.report.charts import (
    NARROW,
    WIDE,
    Axis,
    Bar,
    Bubble,
    Link,
    Node,
    Scales,
    Stage,
    Step,
    bubbles,
    heat,
    network,
    rows,
    staged,
    svg,
    waterfall,
)
from feidi.report.charts.heat import Line
from feidi.report.charts.network import placed

HOSTILE = "</svg><script>alert(1)</script>&"
BARS = [
    Bar("中药材种植", 0, 4.2, "4.2（2.9—5.8）", low=2.9, high=5.8),
    Bar(HOSTILE, 0, 0.3, "0.3", "plain"),
]
OPTIONS = [
    Bubble(f"产业{n}", n % 5, n % 7, n, n if n < 6 else 0, "second" if n % 2 else "main")
    for n in range(1, 30)
]
RING = [Link(n, (n + 1) % 8, 1 + n % 2) for n in range(8)]
NODES = [Node(f"产业{n}", n, "main", named=True) for n in range(8)]


def drawn(width: int) -> list[dict[str, Any]]:
    return [
        rows(BARS, Axis("区位商", 1.0), "两条", width),
        waterfall(
            [Step("前", 100, "100", True), Step("减", -30, "−30")], Axis("亿元"), "降", width
        ),
        bubbles(OPTIONS, Scales("距离", "复杂度"), "各产业", width),
        network(NODES, RING, "八个产业", width),
        staged(
            NODES, RING, [Stage("上游", (0, 1, 2)), Stage("下游", (3, 4, 5, 6, 7))], "链", width
        ),
        heat([Line("药材", [0.9, 0.1])], ["1", "2"], "排名", "多半第一", width),
    ]


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("which", range(6))
def test_a_chart_is_one_picture_of_its_width_that_says_what_it_shows(
    which: int, width: int
) -> None:
    spec = drawn(width)[which]
    picture = svg(spec, "zh", "题目")
    assert picture == svg(drawn(width)[which], "zh", "题目")
    assert picture.count("<svg") == 1
    name = re.search(r'aria-labelledby="(t\w+) (d\w+)"', picture)
    assert name is not None
    assert f'<title id="{name[1]}">题目</title>' in picture
    assert f'<desc id="{name[2]}">{spec["description"]}</desc>' in picture
    size = re.search(r'width="([\d.]+)" height="([\d.]+)"', picture)
    assert size is not None
    assert float(size[1]) == pytest.approx(width, abs=1)


def test_names_cannot_leave_the_picture() -> None:
    picture = svg(rows(BARS, Axis("x"), HOSTILE), "en", HOSTILE)
    assert "<script" not in picture
    assert picture.count("</svg>") == 1


def test_a_chart_asks_nobody() -> None:
    for spec in drawn(WIDE):
        addresses = re.findall(r"https?://[^\"' ]+", svg(spec, "zh"))
        assert set(addresses) <= {"http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"}


def test_the_bar_of_a_value_is_as_long_as_the_value() -> None:
    picture = svg(rows([Bar("a", 0, 2, ""), Bar("b", 0, 1, "")], Axis("x"), ""), "zh")
    lengths = [float(v) for v in re.findall(r'd="M0,[-\d.]+h([\d.]+)v14', picture)]
    assert lengths[0] == pytest.approx(2 * lengths[1], rel=1e-3)


def test_steps_begin_where_the_one_before_ended() -> None:
    steps = [Step("前", 100, "", True), Step("减", -30, ""), Step("后", 70, "", True)]
    values = waterfall(steps, Axis("x"), "")["data"]["values"]
    assert [(v["start"], v["end"]) for v in values] == [(0, 100), (100, 70), (0, 70)]


def test_names_in_the_bubble_chart_do_not_cover_one_another() -> None:
    spec = bubbles(OPTIONS, Scales("x", "y"), "")
    named = [v for v in spec["data"]["values"] if v["label"]]
    assert named
    boxes = [(v["left"], v["middle"] - 8.5, v["left"] + 30, v["middle"] + 8.5) for v in named]
    for one, other in combinations(boxes, 2):
        assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_options_of_one_place_are_one_point_at_their_true_place_with_all_numbers(
    width: int,
) -> None:
    # nine sectors of one group, two without a number, and one elsewhere
    numbers = (1, 2, 3, 5, 6, 7, 9, 0, 0)
    shared = [Bubble(f"产业{n}", 0.3, 1.5, 1, each) for n, each in enumerate(numbers)]
    options = [*shared, Bubble("别处", 0.6, -0.5, 2, 4, "second")]
    values = bubbles(options, Scales("x", "y"), "", width)["data"]["values"]
    assert {(v["x"], v["y"]) for v in values} == {(0.3, 1.5), (0.6, -0.5)}
    assert len(values) == 2
    one = next(v for v in values if v["x"] == 0.3)
    assert one["numbers"] == "1–3, 5–7, 9"
    assert one["numbers"] in (one["number"], one["label"].split(" 产业")[0])
    assert "+8" in one["label"] or width == NARROW
    assert all(option.name in one["everyone"] for option in shared)
    other = next(v for v in values if v["x"] == 0.6)
    assert (other["number"], other["others"]) == ("4", "")


def test_what_is_linked_lies_nearer_than_what_is_not() -> None:
    at = placed(8, RING)
    far = np.hypot(*(at[:, None, :] - at[None, :, :]).transpose(2, 0, 1))
    linked = [far[k.one, k.other] for k in RING]
    other = [far[a, b] for a, b in combinations(range(8), 2) if b - a not in (1, 7)]
    assert np.mean(linked) < np.mean(other)
    assert at.min() >= 0
    assert at.max() <= 1


def test_an_arrow_runs_from_the_supplier_to_the_user() -> None:
    stages = [Stage("上游", (1,)), Stage("下游", (0,))]
    spec = staged([Node("成药"), Node("药材")], [Link(1, 0)], stages, "", WIDE)
    (line,), (head,), (pills, herbs) = (layer["data"]["values"] for layer in spec["layer"][:3])
    assert (pills["text"], herbs["text"]) == ("成药", "药材")
    assert herbs["x"] < line["x"] < line["x2"] < pills["x"]
    assert (head["x"], head["angle"]) == (line["x2"], 90.0)
    assert [each["text"] for each in spec["layer"][-1]["data"]["values"]] == ["上游", "下游"]


def test_a_chart_of_nothing_is_drawn() -> None:
    for spec in (
        rows([], Axis("x"), ""),
        bubbles([], Scales("x", "y"), ""),
        network([], [], ""),
        staged([], [], [], ""),
    ):
        assert svg(spec, "zh").endswith("</svg>")
