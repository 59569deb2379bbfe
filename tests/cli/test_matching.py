"""feidi match: what it prints, what it writes, and what a solver must not print into it."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from feidi.cli import main
from feidi.folder import new_folder

EXAMPLE = Path(__file__).parents[2] / "examples" / "zhouqu-lanzhou"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, list(arguments), env={"COLUMNS": "100"})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "park"
    shutil.copytree(EXAMPLE, place, ignore=shutil.ignore_patterns("results"))
    return place


@pytest.mark.slow
def test_it_prints_the_answers_and_writes_the_page(folder: Path) -> None:
    done = run("match", str(folder), "--backtest", "2021-06-30")
    assert done.exit_code == 0, done.output
    for said in ("不能据以招商", "佛慈制药", "NDCG", "一票否决", "医药制品"):
        assert said in done.output, said
    said = "".join(done.output.split())
    assert "另有3家已经来了，不在拜访之列" in said
    assert "其中十万吨负极材料的否决未定，先查再定；不算否决未定的，取三十万吨镀锌" in said
    portfolio = said[said.index("资源有限") :]
    assert "不取它，总效益减少" in portfolio
    assert "万元/年" not in portfolio
    assert "产出、缺口按环节所在的整个部门计" in said
    assert "得0分的" in said
    assert "已在飞入地的企业：佛慈制药（2023-03-22）、宝武碳业（2021-12-17）、格瑞芬" in said
    page = (folder / "results" / "match.html").read_text(encoding="utf-8")
    for said in (
        "三图",
        "自己写的",
        "省内其他企业",
        "所在地未知",
        "三清单",
        "哪些数是假设的",
        "Hidalgo",
    ):
        assert said in page, said


@pytest.mark.slow
def test_the_output_is_json_and_nothing_else(folder: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "feidi", "match", str(folder), "--json"],
        capture_output=True,
        check=False,
    )
    values = json.loads(done.stdout)
    assert done.returncode == 0
    assert values["portfolio"]["gap"] == 0.0
    assert all(one["assumed"] for one in values["ranking"]["order"])
    assert [v["kind"] for v in values["portfolio"]["undecided"]["C1"]] == ["energy"]
    assert "C1" not in [c["id"] for c in values["portfolio"]["sure"]["taken"]]
    assert next(f for f in values["firms"] if f["firm"]["name"] == "方大炭素")["undecided"]
    here = {f["firm"]["name"]: f for f in values["firms"] if f["came"]}
    assert {f["came"]["day"] for f in here.values()} == {"2021-12-17", "2023-03-22", "2023-05-06"}
    assert {f["score"] for f in here.values()} == {None}
    assert values["backtest"]["reason"]["en"].startswith("there is no history")
    assert values["product_space"]["places"] == 30
    assert not (folder / "results").exists()


@pytest.mark.slow
def test_a_new_folder_is_matched_without_its_agreement(tmp_path: Path) -> None:
    place = new_folder(tmp_path / "new", "en")
    (place / "agreement.md").unlink()
    done = run("match", str(place))
    assert done.exit_code == 0, done.output
    assert "Example Medicine" in done.output
    said = " ".join(done.output.split())
    assert "no table of outside places" in said
    # only the layers that were there are named, with their weights and where they come from
    assert "By linkages and complementarity the 5 most acceptable" in said
    assert "stated weights (shares): inputs available in the pair 0%–100%" in said
    assert "seed 2026" in said
    assert "source: " in said
    unanswered = said[said.index("What cannot be answered") :]
    for layer in ("relatedness density", "product complexity"):
        assert f"{layer}: there is no table of outside places (provinces): supply" in unanswered


def test_an_error_stops_it_before_anything_is_written(folder: Path) -> None:
    with (folder / "2-match" / "limits.csv").open("a", encoding="utf-8") as file:
        file.write("heat,热,heat,很多,吨,1,局,\n")
    done = run("match", str(folder))
    assert done.exit_code == 1
    assert "很多" in done.output
    assert not (folder / "results").exists()


@pytest.mark.slow
def test_firms_are_called_for_the_link_that_is_missing_and_no_other(tmp_path: Path) -> None:
    new = new_folder(tmp_path / "new")
    said = run("match", str(new)).output.replace("\n", "")
    assert "最该补的环节是药用玻璃；" in said
    assert "3 家企业里有 1 家能补缺口，先拜访示例玻璃。" in said


@pytest.mark.slow
def test_where_both_make_enough_no_link_and_no_firm_is_proposed(tmp_path: Path) -> None:
    new = new_folder(tmp_path / "new")
    table = new / "2-match" / "industries.csv"
    text = table.read_text(encoding="utf-8")
    table.write_text(text.replace("057,总产出,1200,", "057,总产出,9000,"), encoding="utf-8")
    said = run("match", str(new)).output.replace("\n", "")
    assert "排得出的 4 个环节都不缺" in said
    assert "名单里没有能补缺口的企业。" in said


@pytest.mark.slow
def test_a_users_own_history_is_tested(tmp_path: Path) -> None:
    new = new_folder(tmp_path / "new")
    firms = ["编号,名称,所在地,产品,别名,来源"]
    facts = ["企业,事实,数值,说明,日期,来源,状态"]
    for i in range(1, 9):
        firms.append(f"F{i},示例企业{i},外省,{'slices' if i % 2 else 'bottles'},,假设")
        facts.append(f"F{i},营业收入,{i * 1000},,2023-12-31,假设,假设")
    came = ["企业,日期,来源", "F8,2025-03-01,假设", "F1,2023-01-01,假设"]
    for name, lines in (("target-enterprises", firms), ("target-facts", facts), ("history", came)):
        text = "\n".join(lines) + "\n"
        (new / "2-match" / f"{name}.csv").write_text(text, encoding="utf-8")
    said = run("match", str(new), "--backtest", "2024-06-30").output.replace("\n", "")
    assert "用 2024-06-30 以前的事实排 7 家，之后来了 1 家：NDCG 1.00（只按规模 1.00" in said
