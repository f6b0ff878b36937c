"""The engines to compare. Each turns the arrays into what its library wants, then works, then hands back labels."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from linkage.detect.graph import BipartiteGraph
from linkage.detect.leiden import leiden
from linkage.detect.networkx_louvain import as_networkx
from linkage.detect.quality import sources

Labels = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Peer:
    """One way to find communities.

    Parameters
    ----------
    objective
        ``cpm`` (at the resolution asked for) or ``modularity`` (at resolution 1).
    convert
        Arrays to the library's graph.
    find
        That graph, the resolution and the seed to labels.
    """

    objective: str
    convert: Callable[[BipartiteGraph], Any]
    find: Callable[[Any, float, int], Labels]


def _edges(graph: BipartiteGraph) -> tuple[Labels, NDArray[np.int32], NDArray[np.float64]]:
    once = slice(0, int(graph.indptr[graph.n_accounts]))
    return sources(graph)[once], graph.indices[once], graph.weights[once]


def _ours(graph: BipartiteGraph) -> BipartiteGraph:
    tiny = BipartiteGraph.from_edges(np.array([0]), np.array([0]), np.array([1.0]), 1, 1)
    leiden(tiny, resolution=1.0)  # compiled, or read from numba's cache, once an installation
    return graph


def _igraph(graph: BipartiteGraph) -> Any:
    import igraph

    account, identifier, weight = _edges(graph)
    found = igraph.Graph(n=graph.n_nodes, edges=np.stack([account, identifier], axis=1))
    found.es["weight"] = weight
    found.vs["size"] = (np.arange(graph.n_nodes) < graph.n_accounts).astype(float).tolist()
    return found


def _igraph_cpm(graph: Any, resolution: float, seed: int) -> Labels:
    random.seed(seed)  # igraph draws from here
    found = graph.community_leiden(
        "CPM", weights="weight", resolution=resolution, node_weights=graph.vs["size"], n_iterations=4
    )
    return np.array(found.membership, np.int64)


def _igraph_modularity(graph: Any, _: float, seed: int) -> Labels:
    random.seed(seed)  # igraph draws from here
    return np.array(graph.community_leiden("modularity", weights="weight", n_iterations=4).membership, np.int64)


def _networkit(threads: int) -> Callable[[BipartiteGraph], Any]:
    def convert(graph: BipartiteGraph) -> Any:
        import networkit

        networkit.setNumberOfThreads(threads)
        account, identifier, weight = _edges(graph)
        pairs = (account, identifier.astype(np.int64))
        return networkit.GraphFromCoo((weight, pairs), n=graph.n_nodes, weighted=True)

    return convert


def _plm(graph: Any, _: float, seed: int) -> Labels:
    import networkit

    networkit.setSeed(seed, False)
    found = networkit.community.PLM(graph, refine=True)
    found.run()
    return np.array(found.getPartition().getVector(), np.int64)


def _python_louvain(graph: Any, _: float, seed: int) -> Labels:
    from community import community_louvain

    label_of = community_louvain.best_partition(graph, random_state=seed)
    return np.array([label_of[node] for node in range(len(label_of))])


def _networkx(graph: Any, _: float, seed: int) -> Labels:
    from networkx.algorithms import community

    labels = np.empty(len(graph), np.int64)
    for label, members in enumerate(community.louvain_communities(graph, seed=seed)):
        labels[list(members)] = label
    return labels


PEERS = {
    "linkage": Peer("cpm", _ours, lambda g, r, s: leiden(g, resolution=r, seed=s).labels),
    "igraph Leiden": Peer("cpm", _igraph, _igraph_cpm),
    "linkage, modularity": Peer(
        "modularity", _ours, lambda g, _, s: leiden(g, resolution=1.0, seed=s, objective="modularity").labels
    ),
    "igraph Leiden, modularity": Peer("modularity", _igraph, _igraph_modularity),
    "networkit PLM, 1 thread": Peer("modularity", _networkit(1), _plm),
    "networkit PLM, 2 threads": Peer("modularity", _networkit(2), _plm),
    "python-louvain": Peer("modularity", as_networkx, _python_louvain),
    "networkx Louvain": Peer("modularity", as_networkx, _networkx),
}
"""By name. Leiden runs four rounds everywhere; the others have their own stop rules."""
