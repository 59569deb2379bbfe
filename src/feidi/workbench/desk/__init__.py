"""What waits for me, for the other side, what is overdue; search; what both sides have done."""
