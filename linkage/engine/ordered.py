"""Values in an order without repeats: where each belongs, and whether it is there."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray


def looked_up(ordered: NDArray[Any], values: NDArray[Any]) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Return before which of the ordered values each one belongs, and whether it is that one; both of shape (n,).

    Notes
    -----
    O(n log m) time in values looked up and ordered ones.
    """
    place = np.searchsorted(ordered, values)
    if not len(ordered):
        return place, np.zeros(len(values), np.bool_)
    return place, np.asarray(ordered[np.minimum(place, len(ordered) - 1)] == values, np.bool_)
