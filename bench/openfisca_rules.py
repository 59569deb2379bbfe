"""The rules in OpenFisca-core: one entity an agreement, one Variable a quantity, one period a year.

What it cannot do is left out and said in the report: read receipts and sum them, hold terms of
5,000 agreements as parameters (they go in as variables), money beyond int32 (its table of types
is changed to int64 here, or results would be wrong).
"""

from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt

from bench.receipts import FIRST_MONTH

Table = npt.NDArray[np.int64]
FIRST_YEAR = FIRST_MONTH // 12


def job(book: Any, pots: Table) -> Callable[[], dict[str, Table]]:
    """Return the job: sums by agreement, year and rule in; what every party gets out."""
    from openfisca_core.simulations import SimulationBuilder

    from bench.sketch import PARTS

    system = _system(len(PARTS))
    years = pots.shape[1]

    def run() -> dict[str, Table]:
        builder = SimulationBuilder()
        builder.set_default_period(str(FIRST_YEAR))
        builder.create_entities(system)
        names = [sketch.name for sketch in book.sketches]
        builder.declare_person_entity("agreement", names)
        simulation = builder.build(system)
        for year in range(years):
            when = str(FIRST_YEAR + year)
            simulation.set_input("base", when, book.arrays.base)
            for i in range(len(PARTS)):
                simulation.set_input(f"pot_{i}", when, pots[:, year, i])
            for k in range(4):
                simulation.set_input(f"num_{k}", when, book.arrays.num[:, year, k])
                simulation.set_input(f"den_{k}", when, book.arrays.den[:, year, k])
        wanted = ("centre", "part_0", "part_1", "part_2", "part_3")
        return {
            name: np.stack(
                [simulation.calculate(name, str(FIRST_YEAR + y)) for y in range(years)], axis=1
            )
            for name in wanted
        }

    return run


def _system(rules: int) -> Any:
    """Return a tax and benefit system of the clauses that all agreements share."""
    from openfisca_core.entities import Entity
    from openfisca_core.periods import DateUnit
    from openfisca_core.taxbenefitsystems import TaxBenefitSystem
    from openfisca_core.variables import Variable, config

    config.VALUE_TYPES[int]["dtype"] = np.int64
    entity = Entity("agreement", "agreements", "An agreement", "")
    system = TaxBenefitSystem([entity])

    def variable(name: str, formula: Any = None) -> None:
        told = {"value_type": int, "entity": entity, "definition_period": DateUnit.YEAR}
        if formula is not None:
            told["formula"] = formula
        system.add_variable(type(name, (Variable,), told))

    for name in ["base", *(f"{n}_{k}" for n in ("num", "den") for k in range(4))]:
        variable(name)
    for i in range(rules):
        variable(f"pot_{i}")

    variable("centre", _centre)
    variable("local", _local)
    variable("left", _left)
    variable("part_0", _host)
    for k in range(1, 4):
        variable(f"part_{k}", _part(k))
    return system


def _centre(them: Any, period: Any) -> Any:
    from bench.sketch import PARTS, down

    return sum(down(them(f"pot_{i}", period), part, 100) for i, part in enumerate(PARTS))


def _local(them: Any, period: Any) -> Any:
    from bench.sketch import PARTS

    return sum(them(f"pot_{i}", period) for i in range(len(PARTS))) - them("centre", period)


def _left(them: Any, period: Any) -> Any:
    local = them("local", period)
    return local - np.minimum(local, them("base", period))


def _host(them: Any, period: Any) -> Any:
    return them("local", period) - sum(them(f"part_{k}", period) for k in range(1, 4))


def _part(k: int) -> Any:
    from bench.sketch import down

    def formula(them: Any, period: Any) -> Table:
        return down(them("left", period), them(f"num_{k}", period), them(f"den_{k}", period))

    return formula
