"""Connected components, of a graph and inside the communities of a partition."""

from __future__ import annotations

import numpy as np
from numba import njit
from numpy.typing import NDArray

from linkage.detect.graph import BipartiteGraph, Partition

HUB = 64
"""A node of more edges than this is a hub."""


def components(graph: BipartiteGraph) -> NDArray[np.int64]:
    """Return the connected component of each node, numbered in the order of their smallest node.

    Returns
    -------
    int64, shape (n_nodes,).

    Notes
    -----
    O(nodes + edges) time and O(nodes) memory, breadth first.
    """
    starts, order = breadth_first(graph)
    found = np.empty(graph.n_nodes, np.int64)
    found[order] = np.repeat(np.arange(len(starts) - 1), np.diff(starts))
    return found


def breadth_first(graph: BipartiteGraph) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
    """Return all nodes so that neighbours lie close together: component after component, each breadth first.

    A walk that has met a hub goes on through everything else first: a hub's neighbours have little to do with one
    another, so each of them comes with what is around it.

    Returns
    -------
    starts
        int64, shape (n_components + 1,): where each component begins, in the order of their smallest node.
    order
        int32, shape (n_nodes,): each component from its smallest node on.

    Notes
    -----
    O(nodes + edges) time and O(nodes) memory.
    """
    starts, order = _walked(graph.indptr, graph.indices)
    return starts, order


def split(graph: BipartiteGraph, labels: NDArray[np.integer]) -> Partition:
    """Return the partition in which each community is one connected part of a label: labels are split, never merged.

    Parameters
    ----------
    graph
        Edges that hold communities together.
    labels
        Integer, shape (n_nodes,): any numbers.
    """
    return Partition(np.asarray(_connected(graph.indptr, graph.indices, np.asarray(labels, np.int64))))


@njit(cache=True, nogil=True)
def _connected(indptr, indices, labels):  # type: ignore[no-untyped-def]
    """Return the connected part of each node along edges whose ends have the same label."""
    n = len(labels)
    part, queue = np.full(n, -1, np.int64), np.empty(n, np.int32)
    count = 0
    for root in range(n):
        if part[root] >= 0:
            continue
        part[root], queue[0] = count, root
        head, tail = 0, 1
        while head < tail:
            node = queue[head]
            head += 1
            for e in range(indptr[node], indptr[node + 1]):
                other = indices[e]
                if part[other] < 0 and labels[other] == labels[node]:
                    part[other] = count
                    queue[tail] = other
                    tail += 1
        count += 1
    return part


@njit(cache=True, nogil=True)
def _walked(indptr, indices):  # type: ignore[no-untyped-def]
    """Return where each component begins among the nodes in the order in which a walk meets them, and that order."""
    n = len(indptr) - 1
    met, order, tail = np.zeros(n, np.bool_), np.empty(n, np.int32), 0
    hubs, next_hub, n_hubs = np.empty(n, np.int32), 0, 0
    starts, count = np.empty(n + 1, np.int64), 0
    for root in range(n):
        if met[root]:
            continue
        starts[count] = tail
        count += 1
        tail, n_hubs = _walk_on(indptr, indices, root, met, order, tail, hubs, n_hubs)
        while next_hub < n_hubs:
            hub = hubs[next_hub]
            next_hub += 1
            for e in range(indptr[hub], indptr[hub + 1]):
                if not met[indices[e]]:
                    tail, n_hubs = _walk_on(indptr, indices, indices[e], met, order, tail, hubs, n_hubs)
    starts[count] = n
    return starts[: count + 1].copy(), order


@njit(cache=True, nogil=True)
def _walk_on(indptr, indices, root, met, order, tail, hubs, n_hubs):  # type: ignore[no-untyped-def]
    """Put what can be reached from the root without passing through a hub at the order's end, and keep the hubs."""
    head = tail
    met[root], order[tail] = True, root
    tail += 1
    while head < tail:
        node = order[head]
        head += 1
        if indptr[node + 1] - indptr[node] > HUB:
            hubs[n_hubs] = node
            n_hubs += 1
            continue
        for e in range(indptr[node], indptr[node + 1]):
            other = indices[e]
            if not met[other]:
                met[other], order[tail] = True, other
                tail += 1
    return tail, n_hubs
