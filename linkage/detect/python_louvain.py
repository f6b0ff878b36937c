"""Reference engine: Louvain as the python-louvain package has it. For small graphs.

python-louvain 0.16 applies its ``resolution`` to the expected weight when it moves a node, but to the inner weight when
it decides whether a level was worth it. Away from 1 its number of communities is therefore not monotonous in the
resolution; expect it to agree with the other engines on clear communities only.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from linkage.detect.components import split
from linkage.detect.graph import BipartiteGraph, Partition
from linkage.detect.networkx_louvain import as_networkx
from linkage.detect.quality import modularity_resolution
from linkage.errors import MissingExtra


def python_louvain(graph: BipartiteGraph, resolution: float, seed: int) -> Partition:
    """Return connected communities of high modularity; the same for the same graph and seed.

    Parameters
    ----------
    graph
        Weighted account-identifier graph.
    resolution
        As the default engine's, >= 0: translated by ``modularity_resolution``.
    seed
        Any integer; its lowest 32 bits count.

    Raises
    ------
    MissingExtra
        python-louvain or networkx is not installed.
    """
    label_of = _louvain().best_partition(
        as_networkx(graph),
        weight="weight",
        resolution=modularity_resolution(graph, resolution),
        random_state=seed & 0xFFFFFFFF,
    )
    labels = np.fromiter((label_of[node] for node in range(graph.n_nodes)), np.int64, graph.n_nodes)
    return split(graph, labels)


def _louvain() -> Any:
    """Return python-louvain's module; it goes by the name ``community``, as other packages do."""
    try:
        from community import community_louvain  # noqa: PLC0415  an optional extra
    except ImportError:
        raise MissingExtra("python-louvain", "python-louvain") from None
    return community_louvain
