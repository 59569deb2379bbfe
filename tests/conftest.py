"""Options shared by all tests, and the order in which they are run."""

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--accept",
        action="store_true",
        default=False,
        help="rewrite expected outputs; then read the diff",
    )


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the tests that take long: at the end, what is left can be shared out evenly."""
    items.sort(key=_how_soon)


def _how_soon(item: pytest.Item) -> int:
    return 0 if _marked(item, "browser") else 1 if _marked(item, "slow") else 2


def _marked(item: pytest.Item, name: str) -> bool:
    return item.get_closest_marker(name) is not None
