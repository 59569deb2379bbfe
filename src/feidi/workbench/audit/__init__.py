"""The audit trail: one append-only chain of everything anybody did."""
