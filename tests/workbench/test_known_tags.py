"""What templates say and link to: as Django's own tags would, and remembered."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.template import TemplateSyntaxError, engines
from django.urls import NoReverseMatch
from django.utils import translation

MIDNIGHT_PASSED = datetime(2031, 5, 19, 16, 30, tzinfo=ZoneInfo("UTC"))


def shown(source: str, **given: Any) -> str:
    return str(engines["django"].from_string(source).render(given))


def test_a_text_is_said_in_the_language_of_the_page() -> None:
    source = "{% say '灯' 'Light' %}{% say '一<二' name as kept %}[{{ kept }}]{% say name name %}"
    with translation.override("zh-hans"):
        assert shown(source, name="<b>") == "灯[一<二]&lt;b&gt;"
    with translation.override("en"):
        assert shown(source, name="<b>") == "Light[&lt;b&gt;]&lt;b&gt;"


@pytest.mark.parametrize("wrong", ["say 'a'", "say 'a' 'b' as", "say 'a' 'b' 'c' d", "say"])
def test_a_text_in_one_language_is_refused(wrong: str) -> None:
    with pytest.raises(TemplateSyntaxError, match="Chinese and an English"):
        shown(f"{{% {wrong} %}}")


def test_an_address_is_what_its_page_says() -> None:
    assert shown("{% url 'task' key %} {% url 'tasks' as at %}[{{ at }}]", key=7) == (
        "/coordination/tasks/7/ [/coordination/tasks/]"
    )
    assert shown("{% url 'task' key=key %}", key=8) == "/coordination/tasks/8/"
    assert shown("{% url 'nowhere' as at %}[{{ at }}]") == "[]"
    with pytest.raises(NoReverseMatch):
        shown("{% url 'nowhere' %}")


def test_a_file_of_the_site_lies_where_django_says() -> None:
    own = "{% static 'site/site.css' %}{% static name as at %}[{{ at }}]"
    assert shown(own, name="a b.svg") == "/static/site/site.css[/static/a%20b.svg]"
    assert shown("{% load static %}" + own, name="a b.svg") == shown(own, name="a b.svg")


def test_days_and_moments_are_those_of_the_clock_here() -> None:
    given = {"on": date(2031, 5, 20), "at": MIDNIGHT_PASSED, "never": None}
    assert shown("{{ on|day }} {{ at|day }} {{ at|minute }}", **given) == (
        "2031-05-20 2031-05-20 2031-05-20 00:30"
    )
    assert shown("[{{ never|day }}{{ never|minute }}]", **given) == "[]"
