"""How fast, and how much memory, as multiples of the physical floor? `python -m bench`."""
