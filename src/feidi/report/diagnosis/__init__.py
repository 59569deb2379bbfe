"""A diagnosis told: what a place lives on, why it grew or not, what leaks, what holds it back."""

from feidi.report.diagnosis.briefed import About, diagnosis_briefing

__all__ = ["About", "diagnosis_briefing"]
