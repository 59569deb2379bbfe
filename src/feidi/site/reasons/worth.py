"""How full is each quota, and what is one more unit of it worth?"""

from dataclasses import dataclass

from feidi.site.plan.plan import Certificate


@dataclass(frozen=True)
class QuotaWorth:
    """One quota of a park, in the year in which it is used most.

    used, limit: in the resource's unit. worth: by how much the certified bound rises for each
    further unit in every year, the dual price of the linear relaxation; it holds while the same
    things stay short, and is no promise to the plan: whole projects fit or do not (§SI22).
    """

    park: str
    resource: str
    year: int
    used: float
    limit: float
    worth: float

    @property
    def share(self) -> float:
        """Return the part of the limit that is used, 1 where the limit is 0."""
        return self.used / self.limit if self.limit else 1.0


def quota_worths(certificate: Certificate) -> tuple[QuotaWorth, ...]:
    """Return every quota that limits and is drawn on, by park and resource, one year each."""
    prices: dict[tuple[str, str], float] = {}
    for park, resource, _, price in certificate.prices.quotas:
        prices[park, resource] = prices.get((park, resource), 0.0) + price
    found: dict[tuple[str, str], QuotaWorth] = {}
    for use in certificate.quotas:
        if use.limit is None or not use.used:
            continue
        key = (use.park, use.resource)
        new = QuotaWorth(
            use.park, use.resource, use.year, use.used, use.limit, prices.get(key, 0.0)
        )
        if key not in found or new.share > found[key].share:
            found[key] = new
    return tuple(found.values())
