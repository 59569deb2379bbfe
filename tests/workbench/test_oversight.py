"""What auditors see: who took what out, who may do what; nobody else sees it."""

import pytest

from feidi.workbench.audit.models import Event
from feidi.workbench.parks.models import Park
from feidi.workbench.scope.acting import everything
from workbench.api_door import token_of
from workbench.conftest import actor_user, browser_of

PAGES = ("/oversight/", "/oversight/exports/", "/oversight/access/")


def test_what_is_taken_out_is_on_record(small: Park) -> None:
    for place in ("/settlements/1/paper.xlsx", "/agreements/1/text.md"):
        assert browser_of("host-finance").get(place).status_code == 200
    said = browser_of("auditor").get("/oversight/exports/").content.decode()
    assert "settlement-1.xlsx" in said
    assert "agreement.md" in said
    with everything("the test looks at the trail"):
        actors = [e.actor for e in Event.objects.filter(verb="exports.file")]
        assert actors == [str(actor_user("host-finance"))] * 2


def test_the_review_names_roles_factors_and_tokens(small: Park) -> None:
    token_of("host-finance")
    said = browser_of("auditor").get("/oversight/access/").content.decode()
    for wanted in ("host-finance", "origin-leader", "审计管理员", "未设", "feidi_", "有效至"):
        assert wanted in said


@pytest.mark.parametrize("username", ["system", "security", "host-leader", "origin-finance"])
def test_nobody_but_auditors_sees_it(small: Park, username: str) -> None:
    client = browser_of(username)
    for place in PAGES:
        assert client.get(place).status_code == 403
