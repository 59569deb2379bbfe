"""The firms of the park and those courted: who they are, who visited them, through whom."""
