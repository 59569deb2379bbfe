"""People, what they may do, and for which side they act."""
