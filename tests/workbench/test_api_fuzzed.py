"""The interface asked by a machine that reads its description: nothing breaks, nothing is odd."""

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.config import SchemathesisConfig
from schemathesis.specs.openapi.checks import positive_data_acceptance

from feidi.workbench.project.wsgi import application
from feidi.workbench.readings.actions import register
from workbench.api_door import V1, token_of
from workbench.story import person

EXAMPLES = 8


@pytest.fixture
def _one_connection() -> Iterator[None]:
    """The application itself gives its connection back after each answer; the test is in one."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.slow
@pytest.mark.usefixtures("_one_connection")
def test_whatever_is_asked_is_answered_as_described(small: object, settings: Any) -> None:
    settings.API_REQUESTS_A_MINUTE = 1_000_000
    register(actor=person("host-park"), code="W1", name="W1", unit="kW", joint=True)
    headers = {"Authorization": f"Bearer {token_of('host-finance')}"}
    schema: Any = schemathesis.openapi.from_wsgi(
        f"{V1}/openapi.json", application, config=SchemathesisConfig.discover()
    )
    asked = 0
    for found in schema.get_all_operations():
        asked += fuzzed(found.ok(), headers)
    assert asked > EXAMPLES * 10


def fuzzed(operation: Any, headers: dict[str, str]) -> int:
    """Ask one operation with generated requests; return how many."""
    count = 0

    @given(case=operation.as_strategy())
    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    def ask(case: Any) -> None:
        nonlocal count
        count += 1
        # a row may be of the right form and still be wrong: an unknown enterprise, a time to come
        beside = [positive_data_acceptance] if case.method == "POST" else []
        case.call_and_validate(headers=headers, excluded_checks=beside)

    ask()
    return count
