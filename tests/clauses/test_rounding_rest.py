"""What rounding leaves over is a posting of its own, so that every share can be checked."""

from documents import HALVES, ROUNDING, SCOPE, TERM, document, receipts, settled, signed


def test_the_odd_fen_is_posted_apart_to_its_owner() -> None:
    agreement = signed(document(TERM, ROUNDING, SCOPE, HALVES))
    result = settled(agreement, receipts(("vat", "2026", 101)))
    lines = [(p.target, p.amount, p.because.zh) for p in result.postings if p.source == "第四条"]
    assert lines == [
        ("飞入地", 50, "1.01 元的 50%"),
        ("飞出地", 50, "1.01 元的 50%"),
        ("飞入地", 1, "取整尾差 0.01 元"),
    ]
