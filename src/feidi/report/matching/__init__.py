"""A matching told: what to go for, with what evidence, which links to fill, whom to call on."""

from feidi.report.matching.briefed import matching_briefing
from feidi.report.matching.to_json import matching_json

__all__ = ["matching_briefing", "matching_json"]
