"""Stage 1: what holds the place back, and what does it live on? `diagnose()` and its result."""
