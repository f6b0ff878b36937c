"""How well communities match the rings that are known to be there."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

FOUND = 0.8
"""The F at which a ring counts as found."""


@dataclass(frozen=True, slots=True)
class Matched:
    """Rings, those of them found, and the mean over rings of the best F."""

    rings: int
    found: int
    f1: float


def matched(ring: NDArray[np.int64], labels: NDArray[np.int64]) -> Matched:
    """Return how the communities match.

    Parameters
    ----------
    ring
        int64, shape (n_accounts,): ring of each account, -1 for none.
    labels
        int64, shape (n_accounts,): community of each account, >= 0.
    """
    best = best_f(ring, labels)
    return Matched(len(best), int((best >= FOUND).sum()), float(best.mean()) if len(best) else 0.0)


def best_f(ring: NDArray[np.int64], labels: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return, for each ring, the best F of a community's accounts with it; float64, shape (n_rings,)."""
    size, members = np.bincount(labels), np.flatnonzero(ring >= 0)
    cells, both = np.unique(ring[members] * len(size) + labels[members], return_counts=True)
    which, community = cells // len(size), cells % len(size)
    of_ring = np.bincount(ring[members])
    best = np.zeros(len(of_ring))
    np.maximum.at(best, which, 2 * both / (of_ring[which] + size[community]))
    return best
