"""The statistics of a folder: what stages 1 and 2 count, as records, and what is wrong with it."""

from feidi.folder.statistics.diagnosing import diagnosed, inputs_of
from feidi.folder.statistics.matching import Asked, given_of, matched
from feidi.folder.statistics.statistics import Statistics, read_statistics
from feidi.folder.statistics.templates import write_template

__all__ = [
    "Asked",
    "Statistics",
    "diagnosed",
    "given_of",
    "inputs_of",
    "matched",
    "read_statistics",
    "write_template",
]
