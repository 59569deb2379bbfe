"""The audit trail and the state of its chain, for auditors; accounts, for their administrators."""
