"""Which group every enterprise belongs to, where single enterprises do not matter."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from feidi.records.cells import Codes


@dataclass(frozen=True)
class Grouping:
    """Enterprise -> group: the agreement it stands under, or the park it is in.

    enterprises: their ids as the receipts write them, text or whole numbers, each once.
    group: for each of them a code into `names`. Receipts of others go to the group "".
    """

    enterprises: npt.NDArray[Any]
    group: Codes
    names: tuple[str, ...]

    @classmethod
    def of(cls, groups: Mapping[str, str]) -> "Grouping":
        """Return the grouping that a mapping of ids to names says.

        >>> Grouping.of({"E1": "north", "E2": "south", "E3": "north"}).group
        array([0, 1, 0], dtype=int32)
        """
        code = {name: i for i, name in enumerate(dict.fromkeys(groups.values()))}
        return cls(
            np.array(list(groups), np.object_),
            np.array([code[name] for name in groups.values()], np.int32),
            tuple(code),
        )
