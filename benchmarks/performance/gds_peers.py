"""Louvain and Leiden of Neo4j's Graph Data Science: the graph goes to the server, the communities come back."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.performance.server import PASSWORD, URL, USER
from linkage.detect.graph import BipartiteGraph
from linkage.detect.quality import sources

_PROJECT = """
UNWIND range(0, size($sources) - 1) AS edge
WITH gds.graph.project(
  'peer', $sources[edge], $targets[edge],
  {relationshipType: 'TIES', relationshipProperties: {weight: $weights[edge]}},
  {undirectedRelationshipTypes: ['TIES']}
) AS projected
RETURN projected.relationshipCount
"""
_FIND = """
CALL gds.{algorithm}.stream('peer', {{relationshipWeightProperty: 'weight', concurrency: $threads{more}}})
YIELD nodeId, communityId
WITH nodeId / 10000 AS page, collect(nodeId) AS nodes, collect(communityId) AS labels
RETURN nodes, labels
"""
_FREE = "CALL gds.graph.drop('peer', false) YIELD graphName RETURN graphName"


def project(graph: BipartiteGraph) -> tuple[Any, int]:
    """Send the graph into the server's memory; return a session there and the number of nodes."""
    import neo4j

    driver = neo4j.GraphDatabase.driver(os.environ[URL], auth=(USER, os.environ[PASSWORD]))
    session = driver.session()
    session.run(_FREE).consume()
    once = slice(0, int(graph.indptr[graph.n_accounts]))
    edges = {
        "sources": sources(graph)[once].tolist(),
        "targets": graph.indices[once].tolist(),
        "weights": graph.weights[once].tolist(),
    }
    session.run(_PROJECT, edges).consume()
    return session, graph.n_nodes


def louvain(threads: int) -> Callable[[tuple[Any, int], int], NDArray[np.int64]]:
    """Return a search by Louvain, which takes no seed."""
    return _finder(_FIND.format(algorithm="louvain", more=""), threads)


def leiden(threads: int) -> Callable[[tuple[Any, int], int], NDArray[np.int64]]:
    """Return a search by Leiden."""
    return _finder(_FIND.format(algorithm="leiden", more=", randomSeed: $seed"), threads)


def _finder(statement: str, threads: int) -> Callable[[tuple[Any, int], int], NDArray[np.int64]]:
    def find(projected: tuple[Any, int], seed: int) -> NDArray[np.int64]:
        session, nodes = projected
        labels = nodes + np.arange(nodes)  # a node without edges is not projected: it keeps a label of its own
        for page in session.run(statement, threads=threads, seed=seed):
            labels[page["nodes"]] = page["labels"]
        return labels

    return find
