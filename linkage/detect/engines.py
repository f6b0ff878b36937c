"""The engines that find communities in arrays, by name. One more runs inside Neo4j: ``linkage.store.gds``."""

from __future__ import annotations

from collections.abc import Callable

from linkage.detect.graph import BipartiteGraph, Partition
from linkage.detect.leiden import leiden
from linkage.detect.networkx_louvain import networkx_louvain
from linkage.detect.python_louvain import python_louvain

Engine = Callable[[BipartiteGraph, float, int], Partition]


def _default(graph: BipartiteGraph, resolution: float, seed: int) -> Partition:
    return leiden(graph, resolution=resolution, seed=seed)


ENGINES: dict[str, Engine] = {
    "default": _default,
    "python-louvain": python_louvain,
    "networkx": networkx_louvain,
}
"""Each takes a graph, the resolution of the constant Potts model and a seed, and returns connected communities."""
