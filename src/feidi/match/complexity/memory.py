"""Several arrays in one piece of memory."""

from math import prod
from typing import Any

import numpy as np
import numpy.typing as npt


def carved(*shapes: tuple[int, ...], dtype: npt.DTypeLike = np.float64) -> list[npt.NDArray[Any]]:
    """Return new arrays of these shapes, not filled, cut from one piece.

    NumPy asks for large pages only for pieces of 4 MiB and more; below that, touching new memory
    page by page costs more than the arithmetic done in it.

    >>> [array.shape for array in carved((2, 3), (4,))]
    [(2, 3), (4,)]
    """
    sizes = [prod(shape) for shape in shapes]
    piece = np.empty(sum(sizes), dtype)
    parts = np.split(piece, np.cumsum(sizes)[:-1])
    return [part.reshape(shape) for part, shape in zip(parts, shapes, strict=True)]
