"""What a page of parcels is asked for, and what a form says of a parcel, read with care."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from django.http import HttpRequest, QueryDict

from feidi.quantities.money import read_money
from feidi.quantities.ratio import read_ratio
from feidi.quantities.words import Unreadable, Words
from feidi.records.land_use import LAND_USES, UTILITIES
from feidi.records.resource import resources
from feidi.workbench.actions import Refusal
from feidi.workbench.land.models import Parcel
from feidi.workbench.land.queries import Asked
from feidi.workbench.land.templatetags.land_said import NOTHING, ratio, share, wan

LABELS = {
    "name": Words("名称", "name"),
    "investment_fen_mu": Words("亩均投资强度", "investment per mu"),
    "tax_fen_mu": Words("亩均税收", "tax per mu"),
    "output_fen_mu": Words("亩均产值", "output per mu"),
    "price_fen_mu": Words("地价", "price"),
    "plot_ratio_min": Words("容积率下限", "least plot ratio"),
    "plot_ratio_max": Words("容积率上限", "greatest plot ratio"),
    "building_coefficient": Words("建筑系数", "building coefficient"),
    "green_rate": Words("绿地率", "green rate"),
    "slope_deg": Words("坡度", "slope"),
    "hazard": Words("灾害等级", "hazard"),
    "available_from": Words("可用年度", "available from"),
    "exception": Words("例外文件", "excepted by"),
    "source": Words("来源", "source"),
}
WAN = Words("万元/亩", "10,000 yuan per mu")
HINTS = {
    **dict.fromkeys(("investment_fen_mu", "price_fen_mu"), WAN),
    **dict.fromkeys(
        ("tax_fen_mu", "output_fen_mu"), Words("万元/亩·年", "10,000 yuan per mu and year")
    ),
    **dict.fromkeys(
        ("building_coefficient", "green_rate"), Words("写成 30%", "write it such as 30%")
    ),
    "slope_deg": Words("度", "degrees"),
    "hazard": Words("0 为无，数大为重", "0 for none, the greater the worse"),
    "exception": Words(
        "指标低于现行政策时，写准予例外的文件",
        "the document that excepts it from the policy in force",
    ),
}
MONEY = ("investment_fen_mu", "tax_fen_mu", "output_fen_mu", "price_fen_mu")
NUMBERS = ("plot_ratio_min", "plot_ratio_max", "slope_deg")
SHARES = ("building_coefficient", "green_rate")
MOST_HAZARD, LAST_YEAR = 9, 2200


def asked_of(request: HttpRequest) -> Asked:
    """Return the filters of a request; what cannot be read is not asked for."""
    given = request.GET
    return Asked(
        given.get("q", "").strip()[:100],
        given.get("status", "")[:12],
        given.get("use", "")[:4],
        given.get("area", "")[:60],
        _number(given.get("least", "")),
        _number(given.get("most", "")),
        tuple(u for u in given.getlist("utility") if u in UTILITIES),
        given.get("sort", "code"),
    )


def whole_or_none(form: QueryDict, name: str) -> float | None:
    """Return a number of a form that is not negative, none where there is none."""
    value = _number(form.get(name, ""))
    return value if value is not None and value >= 0 else None


def _number(text: str) -> float | None:
    try:
        value = Decimal(text.strip())
    except InvalidOperation:
        return None
    return float(value) if value.is_finite() else None


def parcel_said(form: QueryDict) -> dict[str, Any]:
    """Return what a form says of a parcel; `Refusal` names the field that cannot be read."""
    use = form.get("use", "")
    if use not in LAND_USES:
        raise Refusal(Words("请选规划用途", "choose the planned use"))
    said: dict[str, Any] = {
        "use": use,
        "name": form.get("name", "").strip()[:200],
        "exception": form.get("exception", "").strip()[:200],
        "source": form.get("source", "").strip()[:500],
        "raw": form.get("raw") == "on",
        "available_from": _whole(form, "available_from", LAST_YEAR) or 0,
        "hazard": _whole(form, "hazard", MOST_HAZARD),
        "utilities": _utilities(form),
    }
    said |= {name: _read(form, name, _wan) for name in MONEY}
    said |= {name: _read(form, name, _amount) for name in NUMBERS}
    return said | {name: _read(form, name, _share) for name in SHARES}


def _utilities(form: QueryDict) -> dict[str, float | None]:
    found: dict[str, float | None] = {}
    for code in UTILITIES:
        if form.get(f"has-{code}") == "on":
            words = UTILITIES[code]
            text = form.get(f"capacity-{code}", "").strip() if code in resources() else ""
            found[code] = _amount(text, words) if text else None
    return found


def _read(form: QueryDict, name: str, reader: Callable[[str, Words], Any]) -> Any:
    text = form.get(name, "").strip()
    return reader(text, LABELS[name]) if text else None


def _wan(text: str, label: Words) -> int:
    """Return an amount written in 万元 as fen."""
    try:
        return read_money(f"{text} 万元")
    except Unreadable as error:
        raise _unreadable(label, text) from error


def _amount(text: str, label: Words) -> float:
    value = _number(text)
    if value is None or value < 0:
        raise _unreadable(label, text)
    return value


def _share(text: str, label: Words) -> float:
    """Return a share written in per cent or as a fraction, not above the whole."""
    try:
        value = float(read_ratio(text))
    except Unreadable as error:
        raise _unreadable(label, text) from error
    if not 0 <= value <= 1:
        raise _unreadable(label, text)
    return value


def _whole(form: QueryDict, name: str, most: int) -> int | None:
    text = form.get(name, "").strip()
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and int(text) <= most):
        raise _unreadable(LABELS[name], text)
    return int(text)


def _unreadable(label: Words, text: str) -> Refusal:
    what = Words("{label}写成“{text}”，读不懂", "{label} is “{text}”, which cannot be read")
    return Refusal(what.fill(label=label, text=text[:40]))


@dataclass(frozen=True)
class Field:
    """One field of the form of a parcel, with what stands in it."""

    name: str
    words: Words
    value: str
    hint: Words | None


@dataclass(frozen=True)
class Connected:
    """One utility of the form. unit: of its capacity, none where it has no capacity."""

    code: str
    words: Words
    unit: Words | None
    there: bool
    capacity: str


def form_of(parcel: Parcel, typed: QueryDict | None) -> dict[str, Any]:
    """Return what the form shows: what was typed where it was refused, else what is kept."""
    fields = [
        Field(name, words, typed.get(name, "") if typed else _kept(parcel, name), HINTS.get(name))
        for name, words in LABELS.items()
    ]
    return {
        "fields": fields,
        "connected": [_connected(parcel, typed, code) for code in UTILITIES],
        "chosen_use": typed.get("use", "") if typed else parcel.use,
        "chosen_raw": typed.get("raw") == "on" if typed else parcel.raw,
    }


def _kept(parcel: Parcel, name: str) -> str:
    value = getattr(parcel, name)
    if name in MONEY:
        said = wan(value)
    elif name in NUMBERS:
        said = ratio(value)
    elif name in SHARES:
        said = share(value)
    else:
        said = str(value) if value or (value == 0 and name == "hazard") else ""
    return "" if said == NOTHING else said


def _connected(parcel: Parcel, typed: QueryDict | None, code: str) -> Connected:
    known = resources().get(code)
    if typed:
        there, capacity = typed.get(f"has-{code}") == "on", typed.get(f"capacity-{code}", "")
    else:
        amount = parcel.utilities.get(code)
        there, capacity = code in parcel.utilities, "" if amount is None else ratio(amount)
    return Connected(code, UTILITIES[code], known.unit if known else None, there, capacity)
