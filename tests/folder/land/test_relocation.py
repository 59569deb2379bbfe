"""Who moves, where to and by which policy is read, and what cannot be is located."""

from pathlib import Path

import numpy as np
import pytest

from feidi.folder.land import read_relocation
from feidi.folder.land.ground import Ground
from feidi.records.relocation import RelocationWeights

HAMLETS = (
    "编号,名称,村,乡镇,户数,人数,紧急程度,经度,纬度,耕地经度,耕地纬度,耕地,宗族,来源,是否假设\n"
    "H2,乙组,甲村,某镇,20,81,2,104.37,33.78,,,60,,假设,是\n"
    "H1,甲组,甲村,某镇,30,120,1,104.36,33.79,104.35,33.79,90,张,假设,是\n"
)
SITES = (
    "编号,名称,所在地,可安置户数,可安置人数,建设用地,可分耕地,坡度,隐患等级,开设成本,户均成本,"
    "可用年度,经度,纬度,就业经度,就业纬度,是否假设\n"
    "S1,一点,皋兰县石洞镇,,300,60,600,4,0,500,12.5,2027,103.9,36.35,103.95,36.35,是\n"
)
PHASES = "阶段,年度,人数,来源\n1,2027,100,假设\n2,2028,,假设\n"
TOML = "[relocation]\nfields_yuan_km = 100\nsplit_village_yuan = 20000\n"
POLICY = """# 搬迁办法

| 文号 | 假设（assumed） |
|---|---|

## 第一条 补助
```规则
条款: 避险搬迁
自: 2022-01
户均补助: 100,000 元
人均宅基地: 60 平方米
人均耕地: 2 亩
坡度上限: 15 度
隐患等级上限: 0
```
"""


def folder(place: Path, hamlets: str = HAMLETS, sites: str = SITES, toml: str = TOML) -> Path:
    for name, text in (
        ("3-site/hamlets.csv", hamlets),
        ("3-site/resettlement-sites.csv", sites),
        ("3-site/phases.csv", PHASES),
        ("policies/relocation.md", POLICY),
        ("park.toml", toml),
    ):
        path = place / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return place


def test_a_relocation_reads_in_metres_fen_and_order(tmp_path: Path) -> None:
    read = read_relocation(folder(tmp_path))
    assert read.problems == ()
    case = read.relocation
    assert case.epsg == 4544
    first, second = case.hamlets
    assert (first.id, first.households, first.people, first.kin) == ("H1", 30, 120, "张")
    ground = Ground(4544)
    spot, fields = ground.metres(np.array([(104.36, 33.79), (104.35, 33.79)]))
    assert (first.x, first.y) == pytest.approx(tuple(spot))
    assert (first.fields_x, first.fields_y) == pytest.approx(tuple(fields))
    assert (second.fields_x, second.fields_y) == (second.x, second.y)
    (site,) = case.sites
    assert (site.capacity_people, site.capacity_households) == (300, None)
    assert [site.land_m2, site.farmland_mu] == pytest.approx([40000, 600])
    assert (site.opening_cost_fen, site.cost_household_fen) == (500_000_000, 12_500_000)
    assert site.jobs_distance_m == pytest.approx(4490, abs=20)
    assert (site.slope_deg, site.hazard, site.opens_in) == (4, 0, 2027)
    assert case.weights == RelocationWeights(fields_fen_km=10_000, split_village_fen=2_000_000)
    assert [(p.id, p.year, p.people) for p in case.phases] == [("1", 2027, 100), ("2", 2028, None)]
    (policy,) = case.policies
    assert (policy.grant_household_fen, policy.homestead_m2_head) == (10_000_000, 60)
    assert (policy.farmland_mu_head, policy.slope_max_deg, policy.hazard_max) == (2, 15, 0)
    assert policy.assumed


@pytest.mark.parametrize(
    ("said", "instead", "codes"),
    [
        ("20,81,2", "0,81,2", ["LA051"]),
        ("20,81,2", "20,19,2", ["LA051"]),
        ("20,81,2", "20,81,0", ["LA051"]),
        ("20,81,2", "20.5,81,2", ["RE002"]),
        ("104.37,33.78", "33.78,104.37", ["LA016"]),
        ("104.37,33.78", "379000,4041000", ["LA012"]),
        ("104.35,33.79", "104.35,", ["LA016"]),
        ("H2,", "H1,", ["LA003"]),
        (",60,,假设", ",-60,,假设", ["LA051"]),
    ],
)
def test_a_hamlet_that_cannot_be_is_refused(
    tmp_path: Path, said: str, instead: str, codes: list[str]
) -> None:
    read = read_relocation(folder(tmp_path, HAMLETS.replace(said, instead)))
    assert [p.code for p in read.problems] == codes


@pytest.mark.parametrize(
    ("said", "instead", "codes"),
    [
        (",,300,60,", ",,,60,", ["LA090"]),
        (",600,4", ",-600,4", ["LA051"]),
        ("500,12.5", "-500,12.5", ["LA051"]),
    ],
)
def test_a_site_that_cannot_be_is_refused(
    tmp_path: Path, said: str, instead: str, codes: list[str]
) -> None:
    read = read_relocation(folder(tmp_path, sites=SITES.replace(said, instead)))
    assert [p.code for p in read.problems] == codes


def test_points_of_web_maps_are_converted_when_asked(tmp_path: Path) -> None:
    straight = read_relocation(folder(tmp_path / "a")).relocation
    toml = TOML + '[land]\ngcj02 = ["3-site/hamlets.csv"]\n'
    read = read_relocation(folder(tmp_path / "b", toml=toml))
    assert [p.code for p in read.problems] == ["LA021"]
    moved = read.relocation.hamlets[0].x - straight.hamlets[0].x
    assert 100 < abs(moved) < 700
    assert read.relocation.sites == straight.sites


def test_weights_are_whole_yuan(tmp_path: Path) -> None:
    toml = "[relocation]\nfields_yuan_km = -1\nwork = 3\nsplit_kin_yuan = 1.5\n"
    read = read_relocation(folder(tmp_path, toml=toml))
    assert [p.code for p in read.problems] == ["LA007"] * 3


def test_a_folder_without_relocation_has_none(tmp_path: Path) -> None:
    read = read_relocation(tmp_path)
    assert read.problems == ()
    assert not read.relocation.hamlets
    assert [p.code for p in read_relocation(tmp_path / "x").problems] == ["FO001"]


def test_slope_and_hazard_of_a_site_come_from_the_rasters_where_unsaid(tmp_path: Path) -> None:
    import rasterio

    folder(tmp_path, sites=SITES.replace(",600,4,0,", ",600,,,"))
    assert read_relocation(tmp_path).relocation.sites[0].slope_deg is None
    where = rasterio.Affine(0.02, 0, 103.8, 0, -0.02, 36.45)
    for name, value in (("slope", 12.0), ("hazard", 2.0)):
        with rasterio.open(
            tmp_path / f"3-site/{name}.tif", "w", driver="GTiff", height=9, width=9, count=1,
            dtype="float32", crs="EPSG:4490", transform=where,
        ) as file:  # fmt: skip
            file.write(np.full((9, 9), value, dtype=np.float32), 1)
    (site,) = read_relocation(tmp_path).relocation.sites
    assert (site.slope_deg, site.hazard) == (12.0, 2)
