"""Cutting a number of accounts into places, rings or crowds of uneven size."""

from __future__ import annotations

import numpy as np

from linkage.simulate.draft import Ints


def pieces(rng: np.random.Generator, total: int, low: int, high: int) -> list[int]:
    """Return sizes that add up to the total, each at least ``low``, spread evenly on a log scale up to ``high``.

    A total below ``low`` gives no piece at all; a last piece may exceed ``high`` by less than ``low``.
    """
    sizes: list[int] = []
    left = total
    while left >= low:
        size = min(left, int(np.exp(rng.uniform(np.log(low), np.log(high + 1)))))
        if left - size < low:
            size = left
        sizes.append(size)
        left -= size
    return sizes


def parted(rng: np.random.Generator, accounts: Ints, low: int, high: int) -> list[Ints]:
    """Return the accounts cut into neighbouring pieces of such sizes; too few for one piece stay one piece."""
    sizes = pieces(rng, len(accounts), low, high) or [len(accounts)]
    return [part for part in np.split(accounts, np.cumsum(sizes)[:-1]) if len(part)]
