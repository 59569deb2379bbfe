"""A text is drafted by one side, sound before it is shown, in force when both keys are turned."""

from pathlib import Path

import pytest

from feidi.clauses.document import fingerprint
from feidi.workbench.actions import Refusal, Stale
from feidi.workbench.agreements.actions import confirm, draft, edit, propose
from feidi.workbench.agreements.models import Text
from feidi.workbench.parks.models import Park
from feidi.workbench.stored.models import StoredFile
from workbench.conftest import EXAMPLES, browser_of
from workbench.story import acting

NAME = "agreement.md"


def signed() -> str:
    return (EXAMPLES / "two-clause-park" / NAME).read_text(encoding="utf-8")


def drafted(text: str) -> Text:
    with acting("origin-policy") as one:
        return draft(actor=one, name=NAME, content=text.encode())


def turned(username: str, key: int) -> Text:
    with acting(username) as one:
        text = Text.objects.get(pk=key)
        return confirm(actor=one, text=text, version=text.version, seen=text.fingerprint)


def proposed(text: Text) -> Text:
    with acting("origin-policy") as one:
        return propose(actor=one, text=Text.objects.get(pk=text.pk), version=text.version)


def test_two_keys_put_a_text_in_force_and_into_the_folder(small: Park, tmp_path: Path) -> None:
    content = signed() + "\n<!-- 第二版 -->\n"
    text = proposed(drafted(content))
    assert turned("origin-leader", text.pk).state == "proposed"
    assert turned("host-leader", text.pk).state == "in_force"
    with acting("host-finance"):
        file = StoredFile.objects.get(name=NAME, current=True)
        assert bytes(file.content) == content.encode()
        states = list(Text.objects.filter(name=NAME).values_list("number", "state"))
        assert sorted(states) == [(1, "superseded"), (2, "in_force")]


def test_what_is_proposed_never_changes(small: Park) -> None:
    text = proposed(drafted(signed()))
    with acting("origin-policy") as one:
        with pytest.raises(Refusal):
            edit(actor=one, text=text, content=b"# other", version=text.version)
        held = Text.objects.get(pk=text.pk)
        held.content, held.fingerprint = b"# forged", fingerprint(b"# forged")
        held.save()
        assert bytes(Text.objects.get(pk=text.pk).content) == signed().encode()


def test_a_text_with_errors_is_not_proposed(small: Park) -> None:
    text = drafted(signed().replace("50%", "60%", 1))
    with pytest.raises(Refusal) as refused:
        proposed(text)
    assert any(p.level == "error" and p.at.line for p in refused.value.problems)


def test_a_key_is_for_the_text_that_was_seen(small: Park) -> None:
    text = proposed(drafted(signed()))
    with acting("host-leader") as one, pytest.raises(Refusal, match="指纹"):
        confirm(actor=one, text=text, version=text.version, seen="0" * 64)


def test_one_side_cannot_turn_both_keys(small: Park) -> None:
    text = proposed(drafted(signed()))
    turned("origin-leader", text.pk)
    with pytest.raises(Refusal, match="已经确认"):
        turned("origin-leader", text.pk)


def test_of_two_who_edit_at_once_the_second_keeps_what_he_wrote(small: Park) -> None:
    text = drafted(signed())
    with acting("origin-policy") as one:
        edit(actor=one, text=text, content=b"# first", version=1)
        with pytest.raises(Stale):
            edit(actor=one, text=text, content=b"# second", version=1)
    client = browser_of("origin-policy")
    answer = client.post(f"/agreements/{text.pk}/edit/", {"version": 1, "text": "# second"})
    assert answer.status_code == 409
    assert "# second" in answer.content.decode()
    with acting("origin-policy"):
        assert bytes(Text.objects.get(pk=text.pk).content) == b"# first"


def test_the_live_check_points_at_the_line(small: Park) -> None:
    client = browser_of("origin-policy")
    wrong = signed().replace("50%", "60%", 1)
    said = client.post("/agreements/check/", {"name": NAME, "text": wrong}).content.decode()
    assert f"{NAME}:" in said
    assert "改法" in said
    sound = client.post("/agreements/check/", {"name": NAME, "text": signed()}).content.decode()
    assert "读得通" in sound


def test_changes_are_told_clause_by_clause(small: Park) -> None:
    text = drafted(signed().replace("2026", "2027"))
    page = browser_of("origin-policy").get(f"/agreements/{text.pk}/changes/").content.decode()
    assert ("<ins>" in page and "<del>" in page) or "条款没有不同" in page


def test_every_clause_is_shown_beside_what_is_read(case: Park) -> None:
    client = browser_of("case-origin-leader")
    with acting("case-origin-leader"):
        key = Text.objects.get(name=NAME).pk
    page = client.get(f"/agreements/{key}/").content.decode()
    assert page.count('class="readback"') > 20
    assert page.count("没有规则，不参与计算") < page.count('class="readback"') / 2
