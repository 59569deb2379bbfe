"""How complex, how near, what is gained? Economic complexity in both published conventions."""

from feidi.match.complexity.advantage import rca, rpop
from feidi.match.complexity.conventions import FEIDI, PYTHON, STATA, Convention
from feidi.match.complexity.fitness import Fitness, fitness
from feidi.match.complexity.long_rows import Named, ReadTables, value_tables
from feidi.match.complexity.outside import Outside, Projection
from feidi.match.complexity.projecting import project
from feidi.match.complexity.reflections import reflections
from feidi.match.complexity.relatedness import density, proximity
from feidi.match.complexity.result import Complexity
from feidi.match.complexity.size import SizeFilter
from feidi.match.complexity.value_table import ValueTable
from feidi.match.complexity.year import complexities, complexity

__all__ = [
    "FEIDI",
    "PYTHON",
    "STATA",
    "Complexity",
    "Convention",
    "Fitness",
    "Named",
    "Outside",
    "Projection",
    "ReadTables",
    "SizeFilter",
    "ValueTable",
    "complexities",
    "complexity",
    "density",
    "fitness",
    "project",
    "proximity",
    "rca",
    "reflections",
    "rpop",
    "value_tables",
]
