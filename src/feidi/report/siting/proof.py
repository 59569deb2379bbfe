"""The certificate of a plan: value, bound, gap, and what was checked."""

from feidi.quantities.words import Words, both
from feidi.report.briefing import Grid, Section
from feidi.report.siting.said import money, percent
from feidi.site import Siting

CHECKED = {
    True: Words("全部重算，相符", "counted again, agrees"),
    False: Words("重算不符，方案不可用", "counted again and differs: not to be used"),
}


def lead_proof(siting: Siting) -> Words:
    """Return how good the plan is in one sentence."""
    said = siting.plan.certificate
    value, bound = money(said.value), money(said.best_bound)
    gap = said.searched_gap
    if gap is not None and gap <= 0:
        return Words(
            f"总值 {value.zh}，已证明最优：没有更好的方案。",
            f"It is worth {value.en}, proven: no plan is worth more.",
        )
    return Words(
        f"总值 {value.zh}；任何方案都不超过 {bound.zh}，差距 {percent(gap)}。",
        f"It is worth {value.en}; no plan is worth more than {bound.en}, a gap of {percent(gap)}.",
    )


def proof_section(siting: Siting) -> Section:
    """Return the certificate as a section."""
    said = siting.plan.certificate
    searched = both("–") if said.searched is None else money(said.searched)
    kept = sum(rule.pairs for rule in said.distances)
    broken = sum(rule.broken for rule in said.distances)
    lines = (
        (Words("总值", "value"), money(said.value)),
        (Words("上界（任何人可重算）", "bound that anyone can recompute"), money(said.bound)),
        (Words("差距（按可重算的上界）", "gap by that bound"), both(percent(said.gap))),
        (Words("上界（求解器证明）", "bound by the solver"), searched),
        (
            Words("差距（按求解器的上界）", "gap by the sharper bound"),
            both(percent(said.searched_gap)),
        ),
        (Words("限额（逐年逐项）", "quotas, each year"), both(str(len(said.quotas)))),
        (Words("距离（对数，不足的）", "distances: pairs, broken"), both(f"{kept:,}, {broken}")),
        (Words("独立校验（不用求解器）", "independent check, no solver"), CHECKED[siting.checked]),
        (Words("随机种子", "seed"), both(str(said.seed))),
    )
    return Section(
        key="proof",
        title=Words("凭什么说这是好方案", "Why this plan can be trusted"),
        reading=lead_proof(siting),
        grid=Grid((Words("项", "Item"), Words("数", "Figure")), lines, at_first=12),
        notes=(
            Words(
                "方案、价格和限额都在 plan.json；feidi site DIR --verify plan.json 重算一遍。",
                "Plan, prices and quotas stand in plan.json; feidi site DIR --verify plan.json "
                "counts all of it again.",
            ),
        ),
    )
