"""A ring is found by the community that matches it best."""

from __future__ import annotations

import numpy as np

from benchmarks.performance.rings import best_f, matched


def test_best_f() -> None:
    """A whole ring has 1; one among as many others has two thirds; a split one has its best part."""
    ring = np.array([0, 0, 1, 1, -1, -1, 2, 2, 2, 2])
    labels = np.array([0, 0, 1, 1, 1, 1, 2, 2, 2, 3])
    assert np.allclose(best_f(ring, labels), [1.0, 2 / 3, 6 / 7])


def test_matched() -> None:
    """Rings with F >= 0.8 count as found, and the mean is over all of them."""
    ring = np.array([0, 0, 1, 1, -1, -1])
    found = matched(ring, np.array([0, 0, 1, 1, 1, 1]))
    assert (found.rings, found.found) == (2, 1)
    assert np.isclose(found.f1, (1 + 2 / 3) / 2)


def test_no_rings() -> None:
    """A world without rings has none to find."""
    assert matched(np.array([-1, -1]), np.array([0, 1])).rings == 0
