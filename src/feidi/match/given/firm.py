"""Firms to call on, dated facts about them, and which firms did come."""

from dataclasses import dataclass, field
from datetime import date

from feidi.evidence.source import At
from feidi.quantities.words import Words

FACTS = {
    "list": Words("入选名单", "on a list"),
    "revenue": Words("营业收入", "revenue"),
    "patents": Words("专利", "patents"),
    "expansion": Words("近期扩产", "recent expansion"),
    "western_plant": Words("西部工厂", "plant in the west"),
    "partner_in_host": Words("飞入地的链上伙伴", "chain partner in the host"),
}


@dataclass(frozen=True)
class Firm:
    """A firm. makes: links (keys of chains) or sectors it produces. place: where its seat is.

    parent: id of the group it belongs to, "" where none is known.
    """

    id: str
    name: str
    place: str = ""
    makes: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    parent: str = ""
    at: At = field(default=At("enterprises"))


@dataclass(frozen=True)
class FirmFact:
    """One dated fact of a firm. fact: a key of FACTS.

    value: revenue in 万元, patents as a number; list, expansion, western_plant and
    partner_in_host count 1 a row, or 0 for "looked up, there is none". A fact nobody looked
    up has no row and is unknown. day: when it became known. text: which list, which plant.
    """

    firm: str
    fact: str
    value: float
    day: date
    source: str
    text: str = ""
    assumed: bool = False
    at: At = field(default=At("enterprise-facts"))


@dataclass(frozen=True)
class Arrival:
    """That a firm came (to the host or the enclave) on a day: the history of the backtest."""

    firm: str
    day: date
    source: str
    at: At = field(default=At("history"))
