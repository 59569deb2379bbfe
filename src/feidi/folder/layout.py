"""Which file of a project folder means what, and how large it may be."""

AGREEMENT = "agreement.md"
SETTINGS = "park.toml"
SUPPLEMENTS = "supplements"
POLICIES = "policies"
DIAGNOSE = "1-diagnose"
MATCH = "2-match"
SITE = "3-site"
SETTLE = "7-settle"
POSTED = "7-settle/posted"
RESULTS = "results"
SOURCES = "sources.md"

ENTERPRISES = "7-settle/enterprises.csv"
FACTS = "7-settle/facts.csv"
EVENTS = "7-settle/events.csv"
PAYMENTS = "7-settle/payments.csv"
CONTROL_TOTALS = "7-settle/control-totals.csv"
TABLES = (ENTERPRISES, FACTS, EVENTS, PAYMENTS, CONTROL_TOTALS)

RECEIPTS_PREFIX = "receipts"
RECEIPTS_ENDINGS = (".csv", ".parquet")

# a longer line is no row of a table: it is refused before it is held in memory
LONGEST_LINE = 1 << 20
# documents and settings are read whole, and every line of a rule is answered
LARGEST_DOCUMENT = 1 << 21
# of one file, this many row problems are listed one by one
MOST_PROBLEMS = 50


def is_receipts(name: str) -> bool:
    """Say whether a file's name in 7-settle/ makes it a file of receipts.

    >>> is_receipts("receipts-2031.csv"), is_receipts("facts.csv")
    (True, False)
    """
    return name.startswith(RECEIPTS_PREFIX) and name.endswith(RECEIPTS_ENDINGS)
