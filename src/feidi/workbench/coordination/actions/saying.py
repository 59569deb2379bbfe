"""What every action of coordination asks for: words said, sides that hold keys, numbers in turn."""

from typing import Any

from django.db.models import Max

from feidi.quantities.words import Words
from feidi.workbench.actions import Refusal
from feidi.workbench.parks.models import Park
from feidi.workbench.parks.queries import keyholders

LONGEST = 4000


def must_say(text: str, what: Words) -> str:
    """Return the words without blanks around them; refuse where there are none, or too many."""
    text = text.strip()
    if not text:
        raise Refusal(Words("请写明{what}", "say {what}").fill(what=what))
    if len(text) > LONGEST:
        many = Words(f"超过 {LONGEST} 字", f"more than {LONGEST} characters")
        raise Refusal(many)
    return text


def must_hold_key(park: int, party: int) -> None:
    """Refuse who is not one of the sides whose confirmation binds."""
    if party not in [seat.party_id for seat in keyholders(park)]:
        raise Refusal(Words("本方不是确认方", "this party holds no key"))


def next_number(rows: Any, park: int, field: str = "number") -> int:
    """Return the next number among rows of a park; others who ask meanwhile wait their turn."""
    Park.objects.select_for_update().get(pk=park)
    last: int | None = rows.aggregate(last=Max(field))["last"]
    return (last or 0) + 1
