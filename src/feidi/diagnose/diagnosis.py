"""The result of a diagnosis: every section with its evidence, and why a section is empty."""

from dataclasses import dataclass
from typing import Any

from feidi.diagnose.bottlenecks import Bottlenecks
from feidi.diagnose.chains import ChainDiagnosis
from feidi.diagnose.concentration import Specialisation
from feidi.diagnose.dispersion import Concentration
from feidi.diagnose.export_base import ExportBase
from feidi.diagnose.location_quotient import LocationQuotients
from feidi.diagnose.regionalise import Regionalised
from feidi.diagnose.shift_share import ShiftShare
from feidi.evidence.problem import Problem
from feidi.quantities.words import Words


@dataclass(frozen=True)
class Absent:
    """A section that is empty, or a table that was not used: its name, and why."""

    section: str
    name: Words
    why: Words

    def as_json(self) -> dict[str, Any]:
        """Return the same values for machines."""
        return {"section": self.section, "name": self.name._asdict(), "why": self.why._asdict()}


@dataclass(frozen=True, eq=False)
class Diagnosis:
    """What a place lives on, why it grew or did not, what leaks away, what holds it back.

    quotients, specialisation, export_bases: of the county, the host and the province, newest
    year of each measure. concentration: where industries are gathered. shift_shares: by
    measure and place, classic model first. chains: one an input-output table, newest first.
    regional: the county's estimate, None where it cannot be made. bottlenecks: None where no
    figure was given. problems: what is wrong with the data; nothing was computed from a table
    with errors. absent: empty sections.
    """

    place: str
    host: str
    province: str
    reference: str
    quotients: tuple[LocationQuotients, ...]
    specialisation: tuple[Specialisation, ...]
    concentration: tuple[Concentration, ...]
    shift_shares: tuple[ShiftShare, ...]
    export_bases: tuple[ExportBase, ...]
    chains: tuple[ChainDiagnosis, ...]
    regional: Regionalised | None
    bottlenecks: Bottlenecks | None
    problems: tuple[Problem, ...]
    absent: tuple[Absent, ...]

    def as_json(self) -> dict[str, Any]:
        """Return the same values for machines."""
        return {
            "place": self.place,
            "host": self.host,
            "province": self.province,
            "reference": self.reference,
            "location_quotients": [one.as_json() for one in self.quotients],
            "specialisation": [one.as_json() for one in self.specialisation],
            "concentration": [one.as_json() for one in self.concentration],
            "shift_share": [one.as_json() for one in self.shift_shares],
            "export_base": [one.as_json() for one in self.export_bases],
            "chains": [one.as_json() for one in self.chains],
            "regionalised": self.regional.as_json() if self.regional else None,
            "bottlenecks": self.bottlenecks.as_json() if self.bottlenecks else None,
            "absent": [one.as_json() for one in self.absent],
            "problems": [problem.as_json() for problem in self.problems],
        }
