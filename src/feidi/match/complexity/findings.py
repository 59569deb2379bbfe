"""What a table must be for its places to be ordered, and what must be said of the order."""

from collections.abc import Iterator

import numpy as np

from feidi.evidence.problem import Problem
from feidi.match.complexity.islands import islands
from feidi.match.complexity.part import Part
from feidi.match.complexity.solving import Solved
from feidi.match.complexity.value_table import Counts, ValueTable, told
from feidi.quantities.words import Words

# below this correlation with diversity the sign is a toss; a third eigenvalue within this part
# of the second lets small changes turn the order, and within the last one there is no order
WEAK_SIGN, CLOSE, SAME = 0.2, 0.05, 1e-9


def empty(table: ValueTable, solvable: Part) -> Iterator[Problem]:
    """Say which places and industries have nothing present (§M3)."""
    kinds = (
        (table.places, solvable.place_state, Words("地方", "places")),
        (table.industries, solvable.industry_state, Words("行业", "industries")),
    )
    for labels, states, kind in kinds:
        which = [name for name, state in zip(labels, states, strict=True) if state == "empty"]
        if which:
            what = Words(
                f"{len(which)} 个{kind.zh}没有任何一项达到门槛，指数留空：{told(which)}",
                f"{len(which)} {kind.en} have nothing present and no indices: {told(which)}",
            )
            fix = Words("核对数据，或剔除", "check the data, or leave them out")
            yield Problem("MA006", table.at, what, fix)


def unsolvable(table: ValueTable, solvable: Part) -> Iterator[Problem]:
    """Say why a presence without empty rows and columns cannot be ordered, if it cannot (§M3)."""
    presence = solvable.presence
    if min(presence.shape) < 2 or presence.all():
        n, m = presence.shape
        what = Words(
            f"{n} 个地方、{m} 个行业之间没有可以排序的差别",
            f"{n} places and {m} industries leave no difference to order",
        )
        fix = Words("加入更多地方或更细的行业", "take more places or finer industries")
        yield Problem("MA012", table.at, what, fix)
        return
    of_place, of_industry = islands(presence)
    if of_place.any():
        places = solvable.names(table.places, solvable.places)
        industries = solvable.names(table.industries, solvable.industries)
        yield _islands(table, of_place, of_industry, (places, industries))


def _islands(
    table: ValueTable, of_place: Counts, of_industry: Counts, names: tuple[list[str], list[str]]
) -> Problem:
    """Name everything that is cut off from the largest component."""
    sizes = np.bincount(of_place)
    main = int(np.argmax(sizes))
    cut = [name for name, island in zip(names[0], of_place, strict=True) if island != main]
    lost = [name for name, island in zip(names[1], of_industry, strict=True) if island != main]
    what = Words(
        f"分成互不相连的 {len(sizes)} 块，不能排序；与最大一块（{sizes[main]} 个地方）不相连的"
        f"地方：{told(cut)}；行业：{told(lost)}",
        f"{len(sizes)} islands that share nothing cannot be ordered; cut off from the largest "
        f"({sizes[main]} places) are the places {told(cut)} and the industries {told(lost)}",
    )
    fix = Words(
        "点名剔除这些地方（SizeFilter(without=…)），或用更粗的行业分类",
        "leave these places out by name (SizeFilter(without=…)), or take coarser industries",
    )
    return Problem("MA007", table.at, what, fix)


def doubts(table: ValueTable, solved: Solved) -> Iterator[Problem]:
    """Say what makes an order doubtful: near eigenvalues, a sign that hangs on little (§M3)."""
    second, third = solved.eigenvalues
    if second - third <= CLOSE * second:
        lost = second - third <= SAME * second
        what = Words(
            f"第二、第三特征值 {second:.6f} 与 {third:.6f} {'相同' if lost else '相近'}",
            f"the second and third eigenvalue, {second:.6f} and {third:.6f}, are "
            f"{'the same' if lost else 'close'}",
        )
        fix = Words(
            "排序可能随微小改动而变，看适合度作为第二意见",
            "small changes may turn the order; take fitness as a second opinion",
        )
        yield Problem("MA009" if lost else "MA008", table.at, what, fix)
    if not solved.sign >= WEAK_SIGN:
        what = Words(
            f"ECI 与多样性的相关系数只有 {solved.sign:.3f}，低于 {WEAK_SIGN}，正负方向没有依据",
            f"ECI and diversity correlate at {solved.sign:.3f}, below {WEAK_SIGN}: "
            "which end is complex is arbitrary",
        )
        fix = Words("不要据此说谁更复杂", "do not say from this who is the more complex")
        yield Problem("MA013", table.at, what, fix)
