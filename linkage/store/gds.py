"""The engine that runs inside Neo4j: Louvain of Graph Data Science (GDS), where the server has it.

Louvain rather than Leiden, and on one thread: that gives the same communities twice. GDS's Leiden does not, even with a
seed.
"""

from __future__ import annotations

import contextlib
import secrets

import numpy as np
from numpy.typing import NDArray

from linkage import queries
from linkage.detect.components import split
from linkage.detect.graph import BipartiteGraph, Partition
from linkage.detect.quality import cpm, sources
from linkage.errors import StoreError, UsageError
from linkage.store.base import GraphStore, Row

ABANDONED = 12
"""Hours after which no detection works on a graph any more."""


def gds_louvain(store: GraphStore, graph: BipartiteGraph, resolution: float, seed: int = 0) -> Partition:
    """Return connected communities of high modularity, found by the server; the same for the same graph.

    Parameters
    ----------
    store
        A Neo4j server with GDS. Nothing is stored there; the graph passes through its memory.
    graph
        Weighted account-identifier graph.
    resolution
        As the default engine's, >= 0. GDS's Louvain knows no resolution, so of the levels it passes through, finest to
        coarsest, the one with the best constant Potts quality under this resolution is taken.
    seed
        Not used: GDS's Louvain has no randomness on one thread.

    Raises
    ------
    UsageError
        The store is no Neo4j server with GDS.
    StoreError
        The server failed; the projected graph is dropped where it can still be reached.

    Notes
    -----
    Sends and receives O(edges) and O(nodes) numbers; on the server about 100 bytes an edge.
    """
    _check(store)
    once = slice(0, int(graph.indptr[graph.n_accounts]))
    if not len(graph.indices):
        return Partition(np.arange(graph.n_nodes))
    drop_stale_graphs(store, ABANDONED)
    name = f"linkage-{secrets.token_hex(8)}"
    edges = {
        "graph": name,
        "sources": sources(graph)[once].tolist(),
        "targets": graph.indices[once].tolist(),
        "weights": graph.weights[once].tolist(),
    }
    try:
        store.execute(lambda tx: (tx.run(_DROP, {"graph": name}), tx.run(_PROJECT, edges)))
        pages = store.execute(lambda tx: tx.run(_LOUVAIN, {"graph": name}))
    finally:
        with contextlib.suppress(StoreError):  # what ended the work says more
            store.execute(lambda tx: tx.run(_DROP, {"graph": name}))
    levels = (split(graph, labels) for labels in _levels(pages, graph.n_nodes))
    return max(levels, key=lambda partition: cpm(graph, partition, resolution))


def drop_stale_graphs(store: GraphStore, hours: int) -> int:
    """Free the memory of graphs this old, which killed detections left on the server, and return how many."""
    rows = store.execute(lambda tx: tx.run(queries.load("drop_stale_graphs"), {"hours": hours}))
    return int(rows[0]["dropped"])


def _check(store: GraphStore) -> None:
    if store.info().gds is None:
        raise UsageError(
            "the engine gds needs a Neo4j server with Graph Data Science", "install GDS there, or use --engine default"
        )


def _levels(pages: list[Row], n_nodes: int) -> list[NDArray[np.int64]]:
    """Return the labels at each level, finest first; a node that GDS was not sent keeps a label of its own."""
    nodes = np.concatenate([np.array(page["nodes"], np.int64) for page in pages])
    found = np.concatenate([np.array(page["levels"], np.int64) for page in pages])
    labels = np.repeat(n_nodes + np.arange(n_nodes)[None], found.shape[1], axis=0)
    labels[:, nodes] = found.T
    return list(labels)


_PROJECT = queries.load("project_graph")
_LOUVAIN = queries.load("stream_louvain")
_DROP = queries.load("drop_graph")
