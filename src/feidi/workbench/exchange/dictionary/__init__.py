"""Words of the tables and columns that leave with a side."""
