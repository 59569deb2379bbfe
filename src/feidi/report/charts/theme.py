"""One look for every chart: ink on paper, the colours of style.css, letters for both languages."""

from typing import Any

INK, SOFT, LINE, WASH = "#1c2530", "#55616e", "#d9dee4", "#f5f7f9"
# what a mark means -> its colour; they differ in lightness too, and words always say it again
TONES = {
    "main": "#0b5f9e",
    "second": "#b34a00",
    "third": "#00775a",
    "fourth": "#8d4a85",
    "fifth": "#7a6a00",
    "plain": "#8c98a4",
    "faint": "#c3cad1",
    "loss": "#b34a00",
    "gain": "#00775a",
    "total": "#38444f",
}
# from nothing to everything, for shares
SCALE = ("#f5f7f9", "#cfe0ee", "#8db8da", "#3f86bd", "#0b5f9e", "#083f69")
LETTERS = {
    "zh": '"PingFang SC", "Source Han Sans SC", "Noto Sans CJK SC", "Microsoft YaHei", sans-serif',
    "en": '"Segoe UI", "Helvetica Neue", "Noto Sans CJK SC", "PingFang SC", sans-serif',
}
SIZE, SMALL = 13, 12
WIDE, NARROW = 920, 346


def settings(lang: str) -> dict[str, Any]:
    """Return the Vega-Lite configuration: nothing in it depends on how wide letters are."""
    letters = LETTERS[lang]
    axis = {
        "labelFont": letters,
        "labelFontSize": SMALL,
        "labelColor": SOFT,
        "labelOverlap": False,
        "labelLimit": 0,
        "labelBound": False,
        "titleFont": letters,
        "titleFontSize": SMALL,
        "titleFontWeight": "normal",
        "titleColor": SOFT,
        "titleLimit": 0,
        "gridColor": LINE,
        "domainColor": LINE,
        "tickColor": LINE,
    }
    return {
        "aria": False,
        "background": None,
        "font": letters,
        "view": {"stroke": None},
        "axis": axis,
        "text": {"font": letters, "fontSize": SIZE, "color": INK, "limit": 0},
        "bar": {"color": TONES["main"]},
        "rule": {"color": INK},
    }
