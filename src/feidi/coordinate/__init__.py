"""Stage 8, coordination: how what two sides have promised one another stands on a given day."""

from feidi.coordinate.lights import DECLARED, Dates, Light, Rule, Thresholds, light_on, rules_by
from feidi.coordinate.recurring import returns

__all__ = ["DECLARED", "Dates", "Light", "Rule", "Thresholds", "light_on", "returns", "rules_by"]
