"""A result told to people: a few sentences, then sections with a picture, a reading, a table."""

from feidi.report.briefing.briefing import Briefing, Grid, Section
from feidi.report.briefing.printed import show_briefing
from feidi.report.briefing.to_html import briefing_page

__all__ = ["Briefing", "Grid", "Section", "briefing_page", "show_briefing"]
