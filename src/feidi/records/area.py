"""Areas: square metres and mu. One mu is 10,000/15 square metres, exactly 2,000/3."""

M2_IN_3_MU = 2000
MU_IN_2000_M2 = 3


def in_mu(square_metres: float) -> float:
    """Return an area in mu.

    >>> in_mu(2000), in_mu(10000)
    (3.0, 15.0)
    """
    return square_metres * MU_IN_2000_M2 / M2_IN_3_MU


def in_square_metres(mu: float) -> float:
    """Return an area in square metres.

    >>> in_square_metres(3), in_square_metres(15)
    (2000.0, 10000.0)
    """
    return mu * M2_IN_3_MU / MU_IN_2000_M2
