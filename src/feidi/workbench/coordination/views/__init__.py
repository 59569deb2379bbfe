"""The pages of coordination."""
