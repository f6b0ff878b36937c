"""How many accounts each true unit and each cluster have in common."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from linkage.evaluate.case import Ints


@dataclass(frozen=True, slots=True)
class Overlap:
    """Common accounts of units and clusters, one row per pair that has any; shape (n_pairs,) each.

    Parameters
    ----------
    unit, cluster
        Numbers of the pair.
    common
        Accounts in both.
    unit_size, cluster_size
        Accounts of every unit and every cluster, indexed by number.
    """

    unit: Ints
    cluster: Ints
    common: Ints
    unit_size: Ints
    cluster_size: Ints

    def f(self) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
        """Return the F measure of each pair: twice the common accounts over both sizes."""
        return np.asarray(2 * self.common / (self.unit_size[self.unit] + self.cluster_size[self.cluster]))


def overlap(unit: Ints, cluster: Ints) -> Overlap:
    """Return the overlap of two partitions of the same accounts, -1 meaning in none.

    Costs O(n log n) for n accounts.
    """
    both = (unit >= 0) & (cluster >= 0)
    clusters = int(cluster.max(initial=-1)) + 1
    pairs, common = np.unique(unit[both] * max(clusters, 1) + cluster[both], return_counts=True)
    return Overlap(
        unit=pairs // max(clusters, 1),
        cluster=pairs % max(clusters, 1),
        common=common.astype(np.int64),
        unit_size=np.bincount(unit[unit >= 0]).astype(np.int64),
        cluster_size=np.bincount(cluster[cluster >= 0], minlength=clusters).astype(np.int64),
    )
