"""What a place buys outside is told as a whole, and what of it could be made at home."""

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
