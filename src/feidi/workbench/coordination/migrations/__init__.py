"""Tables of coordination."""
