"""The interface for programs: read what a side may see, push receipts and readings."""
