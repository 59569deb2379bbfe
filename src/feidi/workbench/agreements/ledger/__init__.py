"""The ledger: what the agreement asks of whom by which day, and whether it was kept."""
