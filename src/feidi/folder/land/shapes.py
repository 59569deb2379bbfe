"""Layers of one folder, laid out on one ground, and tested for GCJ-02 (§LA2, §LA3)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import shapely

from feidi.evidence.problem import Problem
from feidi.evidence.source import At
from feidi.folder.land.border import Border, datum_of, read_border
from feidi.folder.land.coordinates import system_name
from feidi.folder.land.feature import Layer
from feidi.folder.land.ground import Ground, Points, ground_of, in_degrees
from feidi.folder.land.map_files import LAYERS, read_layer
from feidi.folder.land.setting import LandSettings
from feidi.folder.layout import SETTINGS
from feidi.folder.opening import Root
from feidi.quantities.words import Words


@dataclass(frozen=True)
class Laid:
    """All layers in metres of one zone. ground: None where no layer could be laid out.

    systems: of each layer, the coordinate system its numbers were read in.
    """

    ground: Ground | None
    layers: dict[str, Layer]
    border: Border | None
    systems: dict[str, str] = field(default_factory=dict)


def lay_out(root: Root, settings: LandSettings) -> tuple[Laid, list[Problem]]:
    """Return the layers of 3-site/ in metres of one zone, and what is wrong with them."""
    problems = [_no_file(name) for name in settings.gcj02 if not root.exists(name)]
    layers: dict[str, Layer] = {}
    systems: dict[str, str] = {}
    for stem in LAYERS:
        layer, found = read_layer(root, stem, settings)
        problems += found
        if layer is not None:
            systems[stem] = system_name(layer.crs or settings.crs)
            layer, found = in_degrees(layer, settings)
            problems += found
        if layer is not None:
            layers[stem] = layer
    degrees = _degrees(list(layers.values()))
    if not len(degrees):
        return Laid(None, layers, None, systems), problems
    ground = ground_of(degrees)
    border = None
    if settings.border:
        border, found = read_border(root, settings.border, ground, degrees)
        problems += found
    laid = {stem: _on(ground, layer) for stem, layer in layers.items()}
    problems += _datums(list(laid.values()), border, ground, settings)
    return Laid(ground, laid, border, systems), problems


def _no_file(name: str) -> Problem:
    what = Words(f"gcj02 里的“{name}”不存在", f"gcj02 names “{name}”, which does not exist")
    fix = Words(
        "写 3-site/ 里的文件名，如 3-site/parcels.kml", "name it such as 3-site/parcels.kml"
    )
    return Problem("LA007", At(SETTINGS), what, fix)


def _degrees(layers: Sequence[Layer]) -> Points:
    shapes = [f.shape for layer in layers for f in layer.features if f.shape is not None]
    return np.asarray(shapely.get_coordinates(shapes))


def _on(ground: Ground, layer: Layer) -> Layer:
    if not layer.features:
        return layer
    shapes = ground.lay([f.shape for f in layer.features])
    features = tuple(replace(f, shape=s) for f, s in zip(layer.features, shapes, strict=True))
    return replace(layer, features=features, crs=f"EPSG:{ground.epsg}")


def _datums(
    layers: Sequence[Layer], border: Border | None, ground: Ground, settings: LandSettings
) -> Iterator[Problem]:
    """Hold each layer against the border; without one, say that nothing was held against it."""
    if settings.datum:
        return
    for layer in layers:
        shapes = [f.shape for f in layer.features if f.shape is not None]
        if border is None:
            if shapes and layer.name not in settings.gcj02:
                yield _untested(layer.name)
            continue
        datum = datum_of(shapes, border, ground)
        numbers = Words(
            f"{datum.vertices} 个顶点到 {border.source} 的距离中位数 {datum.as_is:.0f} 米，"
            f"由 GCJ-02 换算后 {datum.converted:.0f} 米",
            f"the median distance of {datum.vertices} vertices to {border.source} is "
            f"{datum.as_is:.0f} m, and {datum.converted:.0f} m when converted from GCJ-02",
        )
        if datum.verdict == "gcj02":
            yield _shifted(layer.name, numbers, converted=layer.name in settings.gcj02)
        elif datum.verdict == "open" and layer.name not in settings.gcj02:
            yield _untested(layer.name, numbers if datum.vertices else None)


def _shifted(name: str, numbers: Words, *, converted: bool) -> Problem:
    if converted:
        fix = Words("从 gcj02 里删去它", "take it out of gcj02")
        what = Words(f"换算后反而要再换算：{numbers.zh}", f"conversion was wrong: {numbers.en}")
        return Problem("LA023", At(name), what, fix)
    fix = Words(
        f'换成测绘成果；或在 [land] 写 gcj02 = ["{name}"]，要求换算',
        f'put survey data in its place; or write gcj02 = ["{name}"] in [land] to convert it',
    )
    return Problem("LA020", At(name), numbers, fix)


def _untested(name: str, numbers: Words | None = None) -> Problem:
    more = Words(f"（{numbers.zh}）", f" ({numbers.en})") if numbers else Words("", "")
    return Problem(
        "LA022",
        At(name),
        Words(
            f"没有可信的边界可比，是不是 GCJ-02 没有检验{more.zh}",
            f"no trusted border meets it, so GCJ-02 could not be ruled out{more.en}",
        ),
        Words(
            "在 [land] 写 border，或写 datum 说明坐标怎样核对过",
            "name a border in [land], or say in datum how the coordinates were held to the ground",
        ),
    )
