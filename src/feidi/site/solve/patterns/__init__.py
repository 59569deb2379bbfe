"""Proof by patterns: whole fillings of knapsacks, listed, and the best choice among them."""
