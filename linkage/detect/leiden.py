"""The Leiden algorithm on the account-identifier graph, compiled.

Every node has a *size*; a community's *mass* is the sum of its sizes. One objective covers two::

    quality = sum of edge weights inside communities - resolution / 2 * sum of squared masses

With size 1 for an account and 0 for an identifier this is the constant Potts model up to a constant
(``objective="cpm"``): local, so no ring is too small to be seen. With size = weighted degree, and the resolution
divided by twice the total weight, it is modularity.

Connected components are worked on one by one, each from its own arrays and the same seed: what a component becomes
depends on nothing outside it, and several can be worked on at once. Inside one, nodes are numbered breadth first, hubs
last, and visited block by block, in a random order of blocks and inside each: neighbours are then in the processor's
cache. Nodes of many edges wait until no other node does. Neither costs quality that shows
(docs/reference/performance.md). There are two rounds of local moving, refining and aggregating, as in igraph: on graphs
of a million accounts the second brought up to a three hundredth of the quality, further ones about a ten thousandth
each.

References
----------
V. A. Traag, L. Waltman, N. J. van Eck, "From Louvain to Leiden: guaranteeing well-connected communities", Scientific
Reports 9, 5233 (2019), doi:10.1038/s41598-019-41695-z.
"""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from linkage.detect.components import breadth_first, split
from linkage.detect.graph import BipartiteGraph, Partition
from linkage.detect.leiden_kernels import Level, leiden_each
from linkage.errors import UsageError

Objective = Literal["cpm", "modularity"]

RUN = 100_000
"""Edges of the components that a thread takes at a time, at least."""


def leiden(
    graph: BipartiteGraph,
    *,
    resolution: float,
    seed: int = 0,
    objective: Objective = "cpm",
    max_levels: int = 32,
    max_rounds: int = 2,
    tolerance: float = 1e-10,
) -> Partition:
    """Return connected communities of high quality; the same bytes for the same graph and seed.

    Parameters
    ----------
    graph
        Weighted account-identifier graph.
    resolution
        >= 0. With ``cpm``: what holding two accounts together costs, in units of edge weight, so a larger value means
        smaller communities. With ``modularity``: 1 is the usual value.
    seed
        Decides the order in which nodes are visited; any integer.
    objective
        ``cpm`` (constant Potts model over accounts) or ``modularity``.
    max_levels, max_rounds
        >= 1. Most aggregations in a round, and most rounds from single nodes up; both end once nothing improves.
    tolerance
        A node moves for a gain above this part of its edges' weight.

    Raises
    ------
    UsageError
        ``resolution`` is negative or not a number, or a weight is not above zero.

    Notes
    -----
    Quality is at least that of every node alone. O(edges) memory; a round takes near O(edges) time. As many threads as
    the machine has cores, which changes nothing but the time.
    A component's communities do not depend on what else is in the graph (``modularity``: but for the total weight).
    """
    if not resolution >= 0:
        raise UsageError("the resolution is negative or not a number", "give 0 or more")
    if not (graph.weights > 0).all():
        raise UsageError("an edge weight is not above zero", "leave such edges out")
    sizes, price = _sizes(graph, objective), resolution
    if objective == "modularity":
        price = resolution / max(float(graph.weights.sum()), np.finfo(np.float64).tiny)
    level = Level(graph.indptr, graph.indices, graph.weights, sizes)
    starts, order = breadth_first(graph)
    labels = np.arange(graph.n_nodes, dtype=np.int32)
    start = np.uint64(seed & 0xFFFFFFFFFFFFFFFF)

    def find(run: tuple[int, int]) -> None:
        leiden_each(level, starts, order, run, labels, price, start, max_levels, max_rounds, tolerance)

    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        list(pool.map(find, _runs(graph, starts, order)))
    return split(graph, labels)


def _runs(graph: BipartiteGraph, starts: NDArray[np.int64], order: NDArray[np.int32]) -> list[tuple[int, int]]:
    """Return runs of components that have about as many edges each, the largest first."""
    before = np.concatenate([np.zeros(1, np.int64), np.cumsum(np.diff(graph.indptr)[order])])[starts]
    count = int(min(4 * (os.cpu_count() or 1), max(1, before[-1] // (2 * RUN))))
    cuts = np.searchsorted(before, before[-1] * np.arange(1, count) // count)
    bounds = np.unique([0, *cuts, *(cuts - 1).clip(0), len(starts) - 1])  # a component across a cut stands alone
    runs = [(int(first), int(last)) for first, last in pairwise(bounds)]
    return sorted(runs, key=lambda run: before[run[0]] - before[run[1]])


def _sizes(graph: BipartiteGraph, objective: Objective) -> NDArray[np.float64]:
    if objective == "cpm":
        return (np.arange(graph.n_nodes) < graph.n_accounts).astype(np.float64)
    running = np.concatenate([np.zeros(1), np.cumsum(graph.weights)])
    return np.asarray(running[graph.indptr[1:]] - running[graph.indptr[:-1]])
