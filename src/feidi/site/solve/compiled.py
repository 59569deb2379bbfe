"""Whether loops can be compiled here."""

from importlib.util import find_spec


def compiled() -> bool:
    """Say whether numba, the optional extra `fast`, is installed."""
    return find_spec("numba") is not None
