"""Meetings of both sides, what they decide, the tasks that follow, who is in charge of what."""
