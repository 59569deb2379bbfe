"""Everything that is written about meetings, duties and tasks."""
