"""How good a partition is, and how alike two of them are."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from linkage.detect.graph import BipartiteGraph, Partition


def cpm(graph: BipartiteGraph, partition: Partition, resolution: float) -> float:
    """Return the quality of the constant Potts model over accounts.

    Weight of the edges inside communities, less ``resolution`` for each pair of accounts held together.

    Parameters
    ----------
    graph, partition
        Of the same nodes.
    resolution
        >= 0, in units of edge weight.
    """
    accounts = np.bincount(partition.labels[: graph.n_accounts], minlength=partition.count).astype(np.float64)
    return _inside(graph, partition) - resolution * float((accounts * (accounts - 1)).sum()) / 2


def modularity(graph: BipartiteGraph, partition: Partition, resolution: float = 1.0) -> float:
    """Return the weighted modularity, at most 1; 0 for a graph without edges.

    Parameters
    ----------
    graph, partition
        Of the same nodes.
    resolution
        >= 0; above 1 favours smaller communities, as in networkx.
    """
    twice_total = float(graph.weights.sum())
    if twice_total == 0:
        return 0.0
    degrees = np.bincount(partition.labels[sources(graph)], graph.weights, partition.count)
    return 2 * _inside(graph, partition) / twice_total - resolution * float(((degrees / twice_total) ** 2).sum())


def modularity_resolution(graph: BipartiteGraph, resolution: float) -> float:
    """Return the modularity resolution under which the whole graph in one community costs what it costs under CPM.

    Modularity has a price per pair of edge ends, CPM per pair of accounts; this makes the two comparable.

    Parameters
    ----------
    graph
        N accounts, edges of total weight m.
    resolution
        Of the constant Potts model, >= 0.

    Returns
    -------
    resolution * N**2 / (2 * m); 1 for a graph without edges.
    """
    twice_total = float(graph.weights.sum())
    return resolution * graph.n_accounts**2 / twice_total if twice_total else 1.0


def adjusted_rand(one: Partition, other: Partition) -> float:
    """Return how alike two partitions of the same nodes are: 1 for equal ones, about 0 for unrelated ones.

    References
    ----------
    L. Hubert, P. Arabie, "Comparing partitions", Journal of Classification 2 (1985), doi:10.1007/BF01908075.
    """
    n = len(one.labels)
    both = _pairs(np.unique(one.labels * max(other.count, 1) + other.labels, return_counts=True)[1])
    left, right = _pairs(np.bincount(one.labels)), _pairs(np.bincount(other.labels))
    chance = left * right / max(n * (n - 1) / 2, 1)
    best = (left + right) / 2
    return 1.0 if best == chance else (both - chance) / (best - chance)


def sources(graph: BipartiteGraph) -> NDArray[np.int64]:
    """Return the node at whose row each entry of ``graph.indices`` stands; int64, shape (2 * n_edges,)."""
    return np.repeat(np.arange(graph.n_nodes), np.diff(graph.indptr))


def _inside(graph: BipartiteGraph, partition: Partition) -> float:
    together = partition.labels[sources(graph)] == partition.labels[graph.indices]
    return float(graph.weights[together].sum()) / 2


def _pairs(counts: NDArray[np.integer]) -> float:
    sizes = counts.astype(np.float64)
    return float((sizes * (sizes - 1)).sum()) / 2
