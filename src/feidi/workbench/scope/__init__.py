"""Who may see which rows: one rule, used by every list, map, chart, export and search."""
