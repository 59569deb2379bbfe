"""A signatory of an agreement, or a beneficiary behind one."""

from dataclasses import dataclass

from feidi.evidence.source import At


@dataclass(frozen=True)
class Party:
    """One account holder of the agreement.

    role: the short name rules use (飞入地, 飞出地 ...). name: the signatory in full.
    behind: the role of the party it stands behind as a beneficiary, or empty.
    """

    role: str
    name: str
    behind: str
    at: At
