"""Indicator attribution sheets: which part of each statistic counts for whom, agreed by both."""
