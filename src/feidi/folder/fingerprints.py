"""The fingerprints of everything a settlement was computed from, beside the agreement itself."""

from feidi.folder import layout
from feidi.folder.opening import Root
from feidi.folder.receipts import digest

READ_FROM = (layout.POLICIES, layout.SETTLE, layout.POSTED)
ENDINGS = (".md", ".csv", ".parquet")


def fingerprints(root: Root) -> tuple[tuple[str, str], ...]:
    """Return (file, SHA-256) of every policy, table, receipts file and posted settlement.

    With the agreement's own fingerprint they say what to settle again to get the same result
    (§R8): any byte changed gives another fingerprint.
    """
    names = [name for folder in READ_FROM for name in root.names(folder)]
    return tuple((name, digest(root, name)) for name in sorted(names) if name.endswith(ENDINGS))
