"""Figures of land as the field writes them."""
