"""Measuring points of the park and what they have read: in order, never altered."""
