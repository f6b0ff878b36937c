"""Connected components, of a graph and inside the communities of a partition."""

from __future__ import annotations

import numpy as np
from numba import njit
from numpy.typing import NDArray

from linkage.detect.graph import BipartiteGraph, Partition

RARE = 32
"""An identifier of at most so many accounts puts them near each other in memory."""


def components(graph: BipartiteGraph) -> NDArray[np.int64]:
    """Return the connected component of each node, numbered in the order of their smallest node.

    Returns
    -------
    int64, shape (n_nodes,).

    Notes
    -----
    O(nodes + edges) time and O(nodes) memory, breadth first.
    """
    everything = np.zeros(graph.n_nodes, np.int64)
    return np.asarray(_connected(graph.indptr, graph.indices, everything))


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


def by_component(graph: BipartiteGraph) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
    """Return where each connected component begins, and the nodes ordered by component.

    Accounts come before identifiers, and those that rare identifiers connect stand near each other: memory is read in
    order more often. The order inside a component depends on nothing outside it.

    Returns
    -------
    int64, shape (n_components + 1,), and int32, shape (n_nodes,).

    Notes
    -----
    O(nodes + edges) time and O(nodes) memory.
    """
    component = components(graph)
    found = _near(graph.indptr, graph.indices, graph.n_accounts)
    count = int(component.max(initial=-1)) + 1
    starts, members = _sorted_by(component, found, count, graph.n_accounts)
    return np.asarray(starts), np.asarray(members)


@njit(cache=True, nogil=True)
def _near(indptr, indices, n_accounts):  # type: ignore[no-untyped-def]
    """Return the nodes breadth first from each account over identifiers of few accounts; then the other identifiers."""
    n = len(indptr) - 1
    seen, queue = np.zeros(n, np.bool_), np.empty(n, np.int32)
    head, tail = 0, 0
    for root in range(n):
        if seen[root]:
            continue
        seen[root], queue[tail] = True, root
        tail += 1
        while head < tail and root < n_accounts:
            node = queue[head]
            head += 1
            for e in range(indptr[node], indptr[node + 1]):
                other = indices[e]
                rare = other < n_accounts or indptr[other + 1] - indptr[other] <= RARE
                if rare and not seen[other]:
                    seen[other], queue[tail] = True, other
                    tail += 1
    return queue


@njit(cache=True, nogil=True)
def _sorted_by(component, order, count, n_accounts):  # type: ignore[no-untyped-def]
    """Return where each component begins and its nodes: accounts, then identifiers, each in the order given."""
    starts = np.zeros(count + 1, np.int64)
    for node in range(len(component)):
        starts[component[node] + 1] += 1
    starts = np.cumsum(starts)
    fill, members = starts[:-1].copy(), np.empty(len(order), np.int32)
    for accounts in (True, False):
        for node in order:
            if (node < n_accounts) == accounts:
                members[fill[component[node]]] = node
                fill[component[node]] += 1
    return starts, members


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
