"""The three maps and three lists of every chain."""

from feidi.match.books.book import (
    STATES,
    Call,
    ChainBook,
    Flow,
    Found,
    ProjectRow,
    Seat,
    Trouble,
    chain_books,
)

__all__ = [
    "STATES",
    "Call",
    "ChainBook",
    "Flow",
    "Found",
    "ProjectRow",
    "Seat",
    "Trouble",
    "chain_books",
]
