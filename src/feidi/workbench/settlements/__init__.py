"""Settlements: computed as jobs, looked into down to the receipt, confirmed by both, posted."""
