"""The engines to compare. Each turns the arrays into what its library wants, then works, then hands back labels."""

from __future__ import annotations

import importlib
import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.performance import gds_peers
from linkage.detect.graph import BipartiteGraph
from linkage.detect.leiden import leiden
from linkage.detect.networkx_louvain import as_networkx
from linkage.detect.quality import sources

Labels = NDArray[np.int64]
CPM_RESOLUTION = 0.0003
"""Evidence that an account brings a community for each account already there, if it is to stay."""
ROUNDS = 4
"""Leiden's, from single nodes up, everywhere."""


@dataclass(frozen=True, slots=True)
class Peer:
    """One way to find communities.

    Parameters
    ----------
    objective
        ``cpm`` (at ``CPM_RESOLUTION``) or ``modularity`` (at resolution 1).
    ready
        Imports the library, compiles what is compiled: paid once a process, on no graph.
    convert
        Arrays to the library's graph.
    find
        That graph and the seed to labels.
    package
        What is installed for it; its version goes on the page.
    on_server
        Whether it needs a Neo4j server with GDS.
    """

    objective: str
    ready: Callable[[], object]
    convert: Callable[[BipartiteGraph], Any]
    find: Callable[[Any, int], Labels]
    package: str
    on_server: bool = False


def _imported(*names: str) -> Callable[[], object]:
    return lambda: [importlib.import_module(name) for name in names]


def _edges(graph: BipartiteGraph) -> tuple[Labels, NDArray[np.int32], NDArray[np.float64]]:
    once = slice(0, int(graph.indptr[graph.n_accounts]))
    return sources(graph)[once], graph.indices[once], graph.weights[once]


def _compiled() -> None:
    tiny = BipartiteGraph.from_edges(np.array([0]), np.array([0]), np.array([1.0]), 1, 1)
    leiden(tiny, resolution=1.0)  # or read from numba's cache, once an installation


def _as_it_is(graph: BipartiteGraph) -> BipartiteGraph:
    return graph


def _cpm(graph: BipartiteGraph, seed: int) -> Labels:
    return leiden(graph, resolution=CPM_RESOLUTION, seed=seed).labels


def _modularity(graph: BipartiteGraph, seed: int) -> Labels:
    return leiden(graph, resolution=1.0, seed=seed, objective="modularity").labels


def _igraph(graph: BipartiteGraph) -> Any:
    import igraph

    account, identifier, weight = _edges(graph)
    found = igraph.Graph(n=graph.n_nodes, edges=np.stack([account, identifier], axis=1))
    found.es["weight"] = weight
    found.vs["size"] = (np.arange(graph.n_nodes) < graph.n_accounts).astype(float).tolist()
    return found


def _igraph_cpm(graph: Any, seed: int) -> Labels:
    random.seed(seed)  # igraph draws from here
    found = graph.community_leiden(
        "CPM", weights="weight", resolution=CPM_RESOLUTION, node_weights=graph.vs["size"], n_iterations=ROUNDS
    )
    return np.array(found.membership, np.int64)


def _igraph_modularity(graph: Any, seed: int) -> Labels:
    random.seed(seed)  # igraph draws from here
    return np.array(graph.community_leiden("modularity", weights="weight", n_iterations=ROUNDS).membership, np.int64)


def _networkit(threads: int) -> Callable[[BipartiteGraph], Any]:
    def convert(graph: BipartiteGraph) -> Any:
        import networkit

        networkit.setNumberOfThreads(threads)
        account, identifier, weight = _edges(graph)
        pairs = (account, identifier.astype(np.int64))
        return networkit.GraphFromCoo((weight, pairs), n=graph.n_nodes, weighted=True)

    return convert


def _plm(graph: Any, seed: int) -> Labels:
    import networkit

    networkit.setSeed(seed, False)
    return _partition_of(networkit.community.PLM(graph, refine=True))


def _parallel_leiden(graph: Any, seed: int) -> Labels:
    import networkit

    networkit.setSeed(seed, False)
    return _partition_of(networkit.community.ParallelLeiden(graph, iterations=ROUNDS))


def _partition_of(found: Any) -> Labels:
    found.run()
    return np.array(found.getPartition().getVector(), np.int64)


def _graspologic(graph: BipartiteGraph, seed: int) -> Labels:
    import graspologic_native

    _, label_of = graspologic_native.leiden_csr(
        graph.indptr, graph.indices, graph.weights, graph.n_nodes, iterations=ROUNDS, seed=seed
    )
    return _in_order(label_of, graph.n_nodes)


def _sparse(graph: BipartiteGraph) -> Any:
    import scipy.sparse

    return scipy.sparse.csr_matrix((graph.weights, graph.indices, graph.indptr), (graph.n_nodes, graph.n_nodes))


def _scikit_network(matrix: Any, seed: int) -> Labels:
    from sknetwork.clustering import Louvain

    found = Louvain(random_state=seed, return_probs=False, return_aggregate=False)
    return np.array(found.fit_predict(matrix), np.int64)


def _python_louvain(graph: Any, seed: int) -> Labels:
    from community import community_louvain

    label_of = community_louvain.best_partition(graph, random_state=seed)
    return _in_order(label_of, len(label_of))


def _in_order(label_of: dict[int, int], nodes: int) -> Labels:
    """Return the labels as an array; a node that the library left out keeps one of its own."""
    return np.array([label_of.get(node, nodes + node) for node in range(nodes)])


def _networkx(graph: Any, seed: int) -> Labels:
    from networkx.algorithms import community

    labels = np.empty(len(graph), np.int64)
    for label, members in enumerate(community.louvain_communities(graph, seed=seed)):
        labels[list(members)] = label
    return labels


_KIT = _imported("networkit")
_GDS = _imported("neo4j")
PEERS = {
    "linkage": Peer("cpm", _compiled, _as_it_is, _cpm, "account-linkage"),
    "igraph Leiden, CPM": Peer("cpm", _imported("igraph"), _igraph, _igraph_cpm, "igraph"),
    "linkage, modularity": Peer("modularity", _compiled, _as_it_is, _modularity, "account-linkage"),
    "networkit PLM, 1 thread": Peer("modularity", _KIT, _networkit(1), _plm, "networkit"),
    "networkit PLM, 2 threads": Peer("modularity", _KIT, _networkit(2), _plm, "networkit"),
    "networkit ParallelLeiden": Peer("modularity", _KIT, _networkit(2), _parallel_leiden, "networkit"),
    "igraph Leiden": Peer("modularity", _imported("igraph"), _igraph, _igraph_modularity, "igraph"),
    "graspologic-native Leiden": Peer(
        "modularity", _imported("graspologic_native"), _as_it_is, _graspologic, "graspologic-native"
    ),
    "scikit-network Louvain": Peer(
        "modularity", _imported("scipy.sparse", "sknetwork.clustering"), _sparse, _scikit_network, "scikit-network"
    ),
    "python-louvain": Peer("modularity", _imported("community"), as_networkx, _python_louvain, "python-louvain"),
    "networkx Louvain": Peer("modularity", _imported("networkx"), as_networkx, _networkx, "networkx"),
    "GDS Louvain, 1 thread": Peer("modularity", _GDS, gds_peers.project, gds_peers.louvain(1), "neo4j", on_server=True),
    "GDS Louvain, 2 threads": Peer(
        "modularity", _GDS, gds_peers.project, gds_peers.louvain(2), "neo4j", on_server=True
    ),
    "GDS Leiden, 1 thread": Peer("modularity", _GDS, gds_peers.project, gds_peers.leiden(1), "neo4j", on_server=True),
}
"""By name. Leiden runs four rounds where rounds can be chosen; the others have their own stop rules."""
