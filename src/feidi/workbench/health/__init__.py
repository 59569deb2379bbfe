"""Whether the site is well: what its system administrator looks at first, and nothing else."""
