"""Stage 1: what holds the place back, and what does it live on? `diagnose()` and its result."""

from feidi.diagnose.diagnose import diagnose
from feidi.diagnose.diagnosis import Diagnosis
from feidi.diagnose.inputs import Inputs

__all__ = ["Diagnosis", "Inputs", "diagnose"]
