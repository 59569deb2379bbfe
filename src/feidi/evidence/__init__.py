"""Where a number came from, and what is wrong with it."""
