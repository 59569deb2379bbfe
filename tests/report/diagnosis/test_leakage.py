"""What a place buys outside is told as a whole, and what of it could be made at home."""

from dataclasses import replace

from feidi.diagnose.chains import ChainDiagnosis, chain_diagnosis
from feidi.quantities.words import both
from feidi.report.diagnosis.chains import leakage_reading, leakage_section
from industry_cases import gansu


def chain() -> ChainDiagnosis:
    found = chain_diagnosis(gansu(2017))
    assert isinstance(found, ChainDiagnosis)
    return found


def test_the_sentence_gives_the_whole_and_what_is_made_here_to_half() -> None:
    said = leakage_reading(chain(), both)
    assert "从外面买了 5,206 亿元，其中 3,507 亿元" in said.zh
    assert "本地产出已达用量一半的 23 种产品（共 34 种）" in said.zh
    assert "23 of 34 products" in said.en


def test_final_uses_stand_among_the_buyers() -> None:
    grid = leakage_section(chain(), both).grid
    assert grid is not None
    building = next(row for row in grid.rows if row[0].zh == "建筑")
    assert gansu(2017).final_names[3].zh in building[2].zh


def test_small_sums_are_not_told_in_billions() -> None:
    whole = chain()
    small = tuple(
        replace(leak, by_sectors=leak.by_sectors / 1e4, by_final_use=leak.by_final_use / 1e4)
        for leak in whole.leakage
    )
    said = leakage_reading(replace(whole, leakage=small), both)
    assert "买了 5,206 万元，其中 3,507 万元" in said.zh
    assert "for 52 million yuan, 35 of it" in said.en
