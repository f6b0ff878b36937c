"""How far two partitions agree: B-cubed and the adjusted Rand index."""

from __future__ import annotations

import numpy as np

from linkage.evaluate.case import Ints
from linkage.evaluate.overlap import overlap


def bcubed(unit: Ints, cluster: Ints) -> tuple[float, float] | None:
    """Return B-cubed precision and recall over the accounts that are in a unit or in a cluster; None for none.

    An account in no unit is a unit by itself, and one in no cluster a cluster by itself: an innocent in a large
    cluster costs precision, a ring member left out costs recall.

    Parameters
    ----------
    unit, cluster
        Numbers of the true unit and of the cluster, -1 for none; shape (n,).

    Returns
    -------
    tuple of float
        Precision and recall, 0 to 1 each.

    References
    ----------
    Bagga and Baldwin, "Entity-based cross-document coreferencing", 1998. doi:10.3115/980845.980859

    Examples
    --------
    >>> bcubed(np.array([0, 0, -1, -1]), np.array([0, 0, 0, 0]))  # two members and two innocents together
    (0.375, 1.0)
    """
    counted = (unit >= 0) | (cluster >= 0)
    if not counted.any():
        return None
    units, clusters = _alone(unit[counted]), _alone(cluster[counted])
    pairs = overlap(units, clusters)
    squares = pairs.common.astype(np.float64) ** 2
    total = int(counted.sum())
    precision = float((squares / pairs.cluster_size[pairs.cluster]).sum() / total)
    recall = float((squares / pairs.unit_size[pairs.unit]).sum() / total)
    return precision, recall


def _alone(part: Ints) -> Ints:
    """Return the partition with a number of its own for every account that has none."""
    numbered = part.copy()
    none = part < 0
    numbered[none] = int(part.max(initial=-1)) + 1 + np.arange(int(none.sum()))
    return numbered


def adjusted_rand(one: Ints, other: Ints) -> float:
    """Return the Rand index corrected for chance: 1 for equal partitions, about 0 for unrelated ones.

    Two partitions that are both one whole, or both all singles, agree fully and give 1.

    References
    ----------
    Hubert and Arabie, "Comparing partitions", 1985. doi:10.1007/BF01908075

    Examples
    --------
    >>> adjusted_rand(np.array([0, 0, 1, 1]), np.array([5, 5, 3, 3]))
    1.0
    """
    pairs = overlap(one, other)
    together = _pairs(pairs.common)
    ones, others = _pairs(pairs.unit_size), _pairs(pairs.cluster_size)
    all_pairs = _pairs(np.array([len(one)]))
    expected = ones * others / all_pairs if all_pairs else 0.0
    most = (ones + others) / 2
    return 1.0 if most == expected else float((together - expected) / (most - expected))


def _pairs(sizes: Ints) -> float:
    size = sizes.astype(np.float64)
    return float((size * (size - 1) / 2).sum())
