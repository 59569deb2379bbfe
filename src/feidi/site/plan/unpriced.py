"""Parcels without a price where prices count: said before anything is planned (§SI1)."""

from feidi.evidence.problem import Problem
from feidi.quantities.words import Words
from feidi.records.land import Land
from feidi.site.plan.weights import Weights


def unpriced(land: Land, weights: Weights) -> tuple[Problem, ...]:
    """Which parcels have no price although prices count? One SI124 each: none is taken for 0."""
    if not weights.land:
        return ()
    fix = Words(
        "填写地价，或把 [site] 的 land 权重写成 0",
        "state the price, or set the weight land of [site] to 0",
    )
    return tuple(
        Problem(
            "SI124",
            parcel.at,
            Words(
                f"宗地 {parcel.id} 没有地价，而地价按权重 {weights.land:g} 计入",
                f"parcel {parcel.id} has no price, and prices count at a weight of "
                f"{weights.land:g}",
            ),
            fix,
        )
        for parcel in land.parcels
        if parcel.price_fen_mu is None
    )
