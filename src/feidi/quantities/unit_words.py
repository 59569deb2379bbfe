"""How units of statistics are called in both languages; nothing is converted."""

from feidi.quantities.words import Words

# units of statistics as Chinese offices write them -> in English
UNITS = {
    "元": "yuan",
    "元/人": "yuan a person",
    "元/月": "yuan a month",
    "元/吨": "yuan a ton",
    "元/平方米": "yuan/m²",
    "元/立方米": "yuan/m³",
    "元/千瓦时": "yuan/kWh",
    "平方米/人": "m² a person",
    "立方米/人": "m³ a person",
    "平方公里": "km²",
    "公里": "km",
    "小时": "hours",
    "亩": "mu",
    "亩/万人": "mu per 10 000 persons",
    "吨标准煤": "tce",
    "吨标准煤/亿元": "tce per 100 million yuan",
    "吨标准煤/万元": "tce per 10 000 yuan",
    "立方米/吨": "m³ a ton",
    "万立方米": "10 000 m³",
    "万元": "10 000 yuan",
    "万元/年": "10 000 yuan a year",
    "人": "persons",
}


def unit_words(unit: str) -> Words:
    """Return a unit in both languages, as it is written.

    >>> unit_words("元/人").en, unit_words("%").en
    ('yuan a person', '%')
    """
    return Words(unit, UNITS.get(unit, unit))
