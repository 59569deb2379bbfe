"""How anything is written: one transaction, one audit row, an actor by keyword."""

from feidi.workbench.actions.framework import Refusal, Stale, Twice, action, registered, take

__all__ = ["Refusal", "Stale", "Twice", "action", "registered", "take"]
