"""Words of land planning with a fixed meaning: use and zone classes, utilities, hazard, status."""

from feidi.quantities.words import Words

# GB 50137-2011, the classes of a town's land use that an industrial park is planned with.
# The industrial classes are in the order of how much they disturb what is around them.
INDUSTRIAL = ("M1", "M2", "M3")
LAND_USES = {
    "M1": Words("一类工业用地", "industrial land, class 1"),
    "M2": Words("二类工业用地", "industrial land, class 2"),
    "M3": Words("三类工业用地", "industrial land, class 3"),
    "W1": Words("一类物流仓储用地", "logistics land, class 1"),
    "W2": Words("二类物流仓储用地", "logistics land, class 2"),
    "W3": Words("三类物流仓储用地", "logistics land, class 3"),
    "R": Words("居住用地", "residential land"),
    "A": Words("公共管理与公共服务用地", "public administration and services"),
    "B": Words("商业服务业设施用地", "commercial and business facilities"),
    "S": Words("道路与交通设施用地", "roads and transport"),
    "U": Words("公用设施用地", "municipal utilities"),
    "G": Words("绿地与广场用地", "green space and squares"),
}
UTILITIES = {
    "water": Words("供水", "water"),
    "power": Words("供电", "power"),
    "gas": Words("燃气", "gas"),
    "steam": Words("蒸汽", "steam"),
    "wastewater": Words("污水", "wastewater"),
    "road": Words("道路", "road"),
    "telecom": Words("通讯", "telecom"),
    "levelled": Words("场地平整", "levelled"),
}
STATUSES = {
    "vacant": Words("可供", "vacant"),
    "raw": Words("生地", "raw"),
    "reserved": Words("预留", "reserved"),
    "occupied": Words("已供", "occupied"),
}
# how dangerous a project is to its neighbours; the distances for each come from distances.csv
HAZARDS = {
    "none": Words("无", "none"),
    "minor": Words("一般", "minor"),
    "major": Words("重大", "major"),
}
# the class of projects that need distance from hazards: food, medicine, precision works
SENSITIVE = "sensitive"
PLACES = {
    "dwelling": Words("居民点", "dwelling"),
    "school": Words("学校", "school"),
    "hospital": Words("医院", "hospital"),
    "water-source": Words("水源地", "water source"),
    "river": Words("河流", "river"),
    "railway": Words("铁路", "railway"),
    "road": Words("公路", "road"),
    "airport": Words("机场", "airport"),
    "pipeline": Words("油气管道", "pipeline"),
    "power-line": Words("高压线", "power line"),
    "ecology": Words("生态保护红线", "ecological redline"),
    "heritage": Words("文物保护单位", "heritage site"),
    "farmland": Words("永久基本农田", "permanent basic farmland"),
}


def admits(zone: str, needed: str) -> bool:
    """Say whether land of a class may take a project that needs a class.

    A higher class of the same letter takes what a lower one may take (GB 50137-2011: M1 to M3
    and W1 to W3 rise with the disturbance they allow).

    >>> admits("M2", "M1"), admits("M1", "M2"), admits("W3", "M1")
    (True, False, False)
    """
    return bool(zone) and zone[:1] == needed[:1] and zone >= needed
