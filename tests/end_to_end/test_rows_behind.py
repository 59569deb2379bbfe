"""The rows told as standing behind a figure are the rows it was made of."""

from collections import defaultdict
from pathlib import Path

import pytest

from feidi import read_folder, settle
from feidi.clauses.posting import RECEIPTS

pytestmark = pytest.mark.slow

EXAMPLES = sorted(p.parent for p in (Path(__file__).parents[2] / "examples").glob("*/agreement.md"))


@pytest.mark.parametrize("place", EXAMPLES, ids=lambda p: p.name)
def test_rows_add_up_to_what_a_scope_took_in(place: Path) -> None:
    folder = read_folder(place)
    settlement = settle(folder)
    posted = {row.year: row.known_at for row in folder.posted}
    taken = [p for p in settlement.postings if p.source == RECEIPTS.zh and p.kind != "correction"]
    assert taken
    sums: defaultdict[tuple[str, str], int] = defaultdict(int)
    for posting in taken:
        sums[posting.period, posting.clause] += posting.amount
    for posting in taken:
        rows = folder.receipts_of(posting, posted.get(posting.year, settlement.known_at))
        assert sum(row.amount for row in rows) == sums[posting.period, posting.clause], posting
