"""Exact small values: money in whole fen, fractions, months and years, units. Knows nobody."""
