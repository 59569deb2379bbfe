"""The best choice of patterns, one for each block, by HiGHS."""

from feidi.site.model.model import HALF, Ints
from feidi.site.solve.decomposed import SAFE
from feidi.site.solve.highs import prove
from feidi.site.solve.outcome import Outcome
from feidi.site.solve.patterns.known import Wishes
from feidi.site.solve.patterns.mixing import Mix, Mixed
from feidi.site.solve.watch import quiet


def choose(mix: Mix, told: Mixed, goal: float, wishes: Wishes) -> tuple[Outcome, Ints | None]:
    """Which patterns make the best point worth `goal` or more, of those a relaxation leaves?

    Returns what HiGHS says, as of a minimum ("infeasible": no point is worth as much), and the
    patterns chosen, if any.
    """
    small, kept = mix.choice(told, goal)
    whole = bool((small.cost == small.cost.round()).all())
    cutoff = -goal + (HALF if whole else SAFE)
    watch = quiet(wishes.watch)
    found = prove(small, watch, gap=wishes.gap, nodes=wishes.nodes, cutoff=cutoff)
    return found, None if found.x is None else kept[found.x > HALF]
