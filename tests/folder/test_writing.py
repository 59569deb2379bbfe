"""What the program writes into a folder is whole, inside the folder, and never written over."""

from datetime import date
from pathlib import Path

import pytest

from feidi.folder import Refused, check, new_folder, post, read_folder, settle
from feidi.folder.opening import Root
from feidi.folder.write import write_file
from folder.park import HEADER, ROWS, park, write


@pytest.mark.parametrize(("lang", "origin"), [("zh", "飞出地"), ("en", "origin")])
def test_a_new_folder_checks_clean_and_settles(tmp_path: Path, lang: str, origin: str) -> None:
    place = new_folder(tmp_path / "new", lang)
    assert check(place) == ()
    folder = read_folder(place)
    assert folder.lang == lang
    assert settle(folder).of(2026, origin) == 122115027


def test_a_new_folder_refuses_one_that_is_not_empty(tmp_path: Path) -> None:
    write(tmp_path / "x", "mine")
    with pytest.raises(Refused, match="FO030"):
        new_folder(tmp_path)
    with pytest.raises(Refused, match="FO030"):
        new_folder(tmp_path / "x")
    assert [p.name for p in tmp_path.iterdir()] == ["x"]


def test_an_empty_folder_may_be_filled(tmp_path: Path) -> None:
    assert check(new_folder(tmp_path)) == ()


def test_a_settlement_is_posted_once(tmp_path: Path) -> None:
    folder = read_folder(park(tmp_path))
    place = post(folder, 2026, settle(folder))
    assert place == tmp_path.resolve() / "7-settle/posted/2026-2027-05-31.csv"
    before = place.read_bytes()
    again = read_folder(tmp_path)
    assert sum(row.amount for row in again.posted) == 95001
    for stale in (folder, again):
        with pytest.raises(Refused, match="FO031"):
            post(stale, 2026, settle(folder))
    assert place.read_bytes() == before


def test_what_changes_after_posting_is_a_correction_posted_next(tmp_path: Path) -> None:
    folder = read_folder(park(tmp_path))
    post(folder, 2026, settle(folder))
    late = (
        "r4,E1,北园,增值税,2026-04,2028-03-01,-10.00,退库,\n"
        "r5,E1,北园,增值税,2027,2028-03-01,100.00,入库,\n"
    )
    folder = read_folder(park(tmp_path, receipts_csv=HEADER + ROWS + late))
    settlement = settle(folder)
    assert {c.party: c.difference for c in settlement.corrections} == {
        "飞入地": -600,
        "飞出地": -400,
    }
    assert settlement.of(2026, "飞入地") == 57001
    post(folder, 2027, settlement)
    rows = [(r.of_year, r.party, r.amount) for r in read_folder(tmp_path).posted if r.year == 2027]
    assert sorted(rows) == sorted(
        [
            (2027, "飞入地", 6000),
            (2027, "飞出地", 4000),
            (2026, "飞入地", -600),
            (2026, "飞出地", -400),
        ]
    )


def test_a_settlement_with_errors_is_not_posted(tmp_path: Path) -> None:
    folder = read_folder(
        park(tmp_path, receipts_csv=HEADER + "r1,E9,,增值税,2026,2027-01-01,5,入库,\n")
    )
    with pytest.raises(Refused, match="FO032"):
        post(folder, 2026, settle(folder))


def test_a_year_that_is_not_settled_is_not_posted(tmp_path: Path) -> None:
    folder = read_folder(park(tmp_path))
    with pytest.raises(Refused, match="FO032"):
        post(folder, 2050, settle(folder, known_at=date(2027, 1, 1)))


def test_nothing_is_written_out_of_the_folder(tmp_path: Path) -> None:
    place = park(tmp_path / "park")
    (tmp_path / "outside").mkdir()
    (place / "results").symlink_to(tmp_path / "outside")
    for name in ("results/report.html", "../x", "/tmp/feidi-x"):  # noqa: S108
        with pytest.raises(Refused, match="FO004"):
            write_file(Root(place), name, b"x")
    assert list((tmp_path / "outside").iterdir()) == []


def test_a_failed_write_leaves_the_old_file_and_no_litter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = Root(tmp_path)
    write_file(root, "results/a.txt", b"old")

    def failing(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("feidi.folder.write.os.fsync", failing)
    with pytest.raises(Refused, match=r"FO033.*No space"):
        write_file(root, "results/a.txt", b"new")
    assert [p.name for p in (tmp_path / "results").iterdir()] == ["a.txt"]
    assert (tmp_path / "results/a.txt").read_bytes() == b"old"


@pytest.mark.slow
def test_a_year_asked_for_alone_does_not_correct_later_posted_ones(tmp_path: Path) -> None:
    later = "r5,E1,北园,增值税,2027,2028-03-01,100.00,入库,\n"
    park(tmp_path, receipts_csv=HEADER + ROWS + later)
    for year in (2026, 2027):
        post(read_folder(tmp_path), year, settle(read_folder(tmp_path)))
    told = settle(read_folder(tmp_path), year=2026)
    assert told.corrections == ()
    assert {total.year for total in told.totals} == {2026}
    assert told.of(2026, "飞入地") == settle(read_folder(tmp_path)).of(2026, "飞入地")
