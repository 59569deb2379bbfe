"""Stage 2: which industries, which links of a chain, which firms? `match()` and its result.

The verb is loaded when it is asked for: who only reads tables for it waits for no solver.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from feidi.match.matching import Matching, match

__all__ = ["Matching", "match"]


def __getattr__(name: str) -> object:
    """Return `match` or its result type."""
    if name in __all__:
        from feidi.match import matching

        return getattr(matching, name)
    message = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(message)
