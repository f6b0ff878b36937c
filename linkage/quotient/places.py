"""Where to begin to draw the nodes of a quotient graph; whoever draws it moves them apart from there."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from math import cos, pi, sin

import numpy as np
from numpy.typing import NDArray

SMALLER = 0.35
"""A child's distance from its parent, for each of the parent's from its own."""
OUTWARDS = 1.45
"""Identifiers of one group lie so much farther out than it."""


def places_of_groups(paths: Sequence[str]) -> NDArray[np.float64]:
    """Return a place for each group, shape (n_groups, 2): parts on a circle around where their parent would be."""
    return np.array([_of_path(path) for path in paths], np.float64).reshape(-1, 2)


def places_of_folds(groups: NDArray[np.float64], uses: NDArray[np.int64], names: Sequence[str]) -> NDArray[np.float64]:
    """Return a place for each fold, shape (n_folds, 2): amid the groups that use it."""
    share = uses / np.maximum(uses.sum(axis=0), 1)
    amid = share.T @ groups if len(groups) else np.zeros((len(names), 2))
    one = (uses > 0).sum(axis=0) <= 1
    amid[one] *= OUTWARDS
    aside = np.array([_aside(name) for name in names], np.float64).reshape(-1, 2)
    return np.asarray(np.clip(amid + aside, -1, 1).round(4))


def _of_path(path: str) -> tuple[float, float]:
    x, y, reach = 0.0, 0.0, 0.6
    for number in path.split(".")[1:]:
        angle = 2 * pi * _golden(int(number))
        x, y, reach = x + reach * cos(angle), y + reach * sin(angle), reach * SMALLER
    return round(x, 4), round(y, 4)


def _golden(number: int) -> float:
    """Return a turn for each number such that neighbours lie far apart: the golden angle."""
    return (number * 0.6180339887498949) % 1.0


def _aside(name: str) -> tuple[float, float]:
    """Return a small step that depends on the name alone, so that no two nodes begin at one place."""
    seed = zlib.crc32(name.encode())
    angle, reach = 2 * pi * (seed % 4096) / 4096, 0.05 + 0.1 * (seed >> 12) / 2**20
    return reach * cos(angle), reach * sin(angle)
