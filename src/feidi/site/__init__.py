"""Stage 3: which project on which parcel, which household on which site?

The verb is loaded when it is asked for: the checker below it must run without any solver.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from feidi.site.siting import Siting, site

__all__ = ["Siting", "site"]


def __getattr__(name: str) -> object:
    """Return `site` or its result type."""
    if name in __all__:
        from feidi.site import siting

        return getattr(siting, name)
    message = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(message)
