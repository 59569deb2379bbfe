"""Who supplies whom, from an input-output table of the user's or a bundled one."""

import numpy as np

from feidi.records.io_table import InputOutputTable
from feidi.records.supply_edges import SupplyGraph


def graph_of(table: InputOutputTable) -> SupplyGraph:
    """Return the input coefficients of a table as a graph of supply, imports included.

    a[i, j] = z[i, j] / x[j], with z what j uses of i from anywhere: in a noncompetitive table
    local and bought outside are added. A sector without output has no inputs. Coefficients that
    are zero or negative (an office's balancing entries) are no edges.
    """
    used = table.intermediate + (0 if table.imported is None else table.imported)
    made = table.output > 0
    inputs = np.divide(used, table.output, out=np.zeros_like(used), where=made)
    supplier, user = np.nonzero(inputs > 0)
    spots = np.array([table.classification.positions[code] for code in table.codes])
    return SupplyGraph(
        classification=table.classification,
        supplier=spots[supplier],
        user=spots[user],
        coefficient=inputs[supplier, user],
        threshold=0.0,
        year=table.year,
        source=table.source,
    )
