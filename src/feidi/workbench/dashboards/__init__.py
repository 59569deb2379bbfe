"""Dashboards: where the park stands, each number opening the rows it was counted from."""
