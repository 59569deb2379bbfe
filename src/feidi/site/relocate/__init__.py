"""Which households move to which site, in which phase, and how good is that plan?"""

from feidi.site.relocate.checking import check_relocation, check_relocation_file
from feidi.site.relocate.plan import Move, RelocationPlan
from feidi.site.relocate.relocating import relocate
from feidi.site.relocate.shortage import Shortage

__all__ = [
    "Move",
    "RelocationPlan",
    "Shortage",
    "check_relocation",
    "check_relocation_file",
    "relocate",
]
