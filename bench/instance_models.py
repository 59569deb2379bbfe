"""Every family of instances written with the model layer that siting uses."""

import numpy as np

from bench.instances import Floats, Instance
from feidi.site.model import Assembly, Model


def model_of(instance: Instance, strong: bool = True) -> Model:
    """Return the model of an instance. strong: with the rows that tighten fixed costs."""
    made = Assembly()
    if instance.family == "gap":
        _gap(made, instance.data, instance.sense)
    elif instance.family == "mkp":
        _mkp(made, instance.data)
    elif instance.family == "cwl":
        _cwl(made, instance.data, strong)
    elif instance.family == "pmed":
        _pmed(made, instance.data)
    else:
        _qap(made, instance.data)
    return made.model("max" if instance.sense == "max" else "min")


def _gap(made: Assembly, data: dict[str, Floats], _sense: str) -> None:
    """Add: every job to exactly one agent, every agent within its capacity."""
    agents, jobs = data["cost"].shape
    agent, job = np.divmod(np.arange(agents * jobs), jobs)
    x = made.columns(agents * jobs, cost=data["cost"].ravel(), block=agent)
    made.rows(job, x, 1.0, lower=np.ones(jobs), upper=1.0, fact="one agent each")
    made.rows(agent, x, data["use"].ravel(), upper=data["capacity"], fact="capacity")


def _mkp(made: Assembly, data: dict[str, Floats]) -> None:
    """Add: projects under several quotas."""
    quotas, count = data["use"].shape
    x = made.columns(count, cost=data["profit"])
    row, column = np.divmod(np.arange(quotas * count), count)
    made.rows(row, x[column], data["use"].ravel(), upper=data["capacity"], fact="quota")


def _cwl(made: Assembly, data: dict[str, Floats], strong: bool) -> None:
    """Add: sites opened at a cost, shares of customers' demand served from them."""
    sites, customers = data["cost"].shape
    site, customer = np.divmod(np.arange(sites * customers), customers)
    y = made.columns(sites, cost=data["opening"], block=np.arange(sites))
    x = made.columns(sites * customers, cost=data["cost"].ravel(), whole=False, block=site)
    made.rows(customer, x, 1.0, lower=np.ones(customers), upper=1.0, fact="all demand")
    owner = np.concatenate([site, np.arange(sites)])
    entries = np.concatenate([data["demand"][customer], -data["capacity"]])
    made.rows(owner, np.concatenate([x, y]), entries, upper=np.zeros(sites), fact="capacity")
    made.rows(np.zeros(sites, int), y, data["capacity"], lower=data["demand"].sum(), fact="enough")
    if strong:
        owner = np.tile(np.arange(len(x)), 2)
        signs = np.repeat([1.0, -1.0], len(x))
        made.rows(owner, np.concatenate([x, y[site]]), signs, upper=0.0, fact="open")


def _pmed(made: Assembly, data: dict[str, Floats]) -> None:
    """Add: so many sites, every vertex served by one that is open."""
    far, sites = data["far"], float(data["sites"][0])
    count = len(far)
    site, vertex = np.divmod(np.arange(count * count), count)
    y = made.columns(count, block=np.arange(count))
    x = made.columns(count * count, cost=far.ravel(), whole=False, block=site)
    made.rows(np.zeros(count, int), y, 1.0, lower=sites, upper=sites, fact="sites")
    made.rows(vertex, x, 1.0, lower=np.ones(count), upper=1.0, fact="served")
    other = site != vertex
    owner = np.tile(np.arange(other.sum()), 2)
    signs = np.repeat([1.0, -1.0], other.sum())
    made.rows(owner, np.concatenate([x[other], y[site[other]]]), signs, upper=0.0, fact="open")
    same = np.flatnonzero(~other)
    made.rows(np.tile(np.arange(count), 2), np.concatenate([x[same], y]),
              np.repeat([1.0, -1.0], count), upper=0.0, fact="open")  # fmt: skip


def _qap(made: Assembly, data: dict[str, Floats]) -> None:
    """Add: facilities to places; z[i,k,j,l] is 1 where i is at k and j at l (Adams, Johnson 1994).

    For i < j alone. For every i and k the z over the places of every other facility sum to
    x[i,k], and so do those over the facilities at every other place.
    """
    flow, far = data["flow"], data["distance"]
    n = len(flow)
    i, k = np.divmod(np.arange(n * n), n)
    x = made.columns(n * n, cost=np.diag(flow)[i] * np.diag(far)[k])
    made.rows(i, x, 1.0, lower=np.ones(n), upper=1.0, fact="one place each")
    made.rows(k, x, 1.0, lower=np.ones(n), upper=1.0, fact="one facility each")
    a, ka, b, kb = (part.ravel() for part in np.indices((n, n, n, n)))
    kept = (a < b) & (ka != kb)
    a, ka, b, kb = a[kept], ka[kept], b[kept], kb[kept]
    cost = flow[a, b] * far[ka, kb] + flow[b, a] * far[kb, ka]
    z = made.columns(len(a), cost=cost, whole=False)
    whole = np.concatenate([a * n + ka, b * n + kb])
    for other in (np.concatenate([b, a]), np.concatenate([kb, ka])):
        used, owner = np.unique(whole * n + other, return_inverse=True)
        entries = np.concatenate([np.ones(len(whole)), -np.ones(len(used))])
        columns = np.concatenate([z, z, x[used // n]])
        owners = np.concatenate([owner, np.arange(len(used))])
        made.rows(owners, columns, entries, lower=np.zeros(len(used)), upper=0.0, fact="both")
