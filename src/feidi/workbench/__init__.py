"""The workbench: the Django site on which two governments run one park day by day.

Nothing outside this package knows Django; in it, only `actions.py` and `queries.py` call the core.
"""
