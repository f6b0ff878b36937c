"""Reference engine: Louvain as networkx has it. For small graphs: a hundred times slower than the default engine."""

from __future__ import annotations

from typing import Any

import numpy as np

from linkage.detect.components import split
from linkage.detect.graph import BipartiteGraph, Partition
from linkage.detect.quality import modularity_resolution, sources
from linkage.errors import MissingExtra


def networkx_louvain(graph: BipartiteGraph, resolution: float, seed: int) -> Partition:
    """Return connected communities of high modularity; the same for the same graph and seed.

    Parameters
    ----------
    graph
        Weighted account-identifier graph.
    resolution
        As the default engine's, >= 0: translated by ``modularity_resolution``.
    seed
        Any integer.

    Raises
    ------
    MissingExtra
        networkx is not installed.
    """
    found = as_networkx(graph)
    communities = _community().louvain_communities(
        found, weight="weight", resolution=modularity_resolution(graph, resolution), seed=seed
    )
    labels = np.empty(graph.n_nodes, np.int64)
    for label, members in enumerate(communities):
        labels[list(members)] = label
    return split(graph, labels)


def as_networkx(graph: BipartiteGraph) -> Any:
    """Return the graph as a ``networkx.Graph``: nodes 0, 1, … in order, edges in order, attribute ``weight``.

    Raises
    ------
    MissingExtra
        networkx is not installed.
    """
    try:
        import networkx  # noqa: PLC0415  an optional extra
    except ImportError:
        raise MissingExtra("networkx", "networkx") from None
    result = networkx.Graph()
    result.add_nodes_from(range(graph.n_nodes))
    once = slice(0, int(graph.indptr[graph.n_accounts]))
    account, identifier = sources(graph)[once].tolist(), graph.indices[once].tolist()
    result.add_weighted_edges_from(zip(account, identifier, graph.weights[once].tolist(), strict=True))
    return result


def _community() -> Any:
    from networkx.algorithms import community  # noqa: PLC0415  an optional extra, seen to be there

    return community
