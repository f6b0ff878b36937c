"""Which members hang on a single identifier or account: without it nothing ties them to their community any more."""

from __future__ import annotations

import numpy as np
from numba import njit
from numpy.typing import NDArray

from linkage.detect.graph import BipartiteGraph
from linkage.judge.score import HOUSEHOLD


def hangs_on_one(graph: BipartiteGraph, community: NDArray[np.int64]) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Tell for each account whether one identifier, and whether one other account, is all that ties it to most others.

    Parameters
    ----------
    graph
        The weighted account-identifier graph.
    community
        int64, shape (n_nodes,): community of each account and identifier, each connected within the graph.

    Returns
    -------
    bool, shape (n_accounts,), twice: true for an account alone in its community, and for those on the smaller side of
    an identifier without which the community falls apart; of an account, only sides no larger than a household. A
    household whose address a ring used as a proxy hangs on that address, however many devices its people share among
    themselves; a victim whose device and card one account of a ring touched hangs on that account.

    Notes
    -----
    Articulation points by one depth-first search (Hopcroft and Tarjan 1973, doi:10.1145/362248.362272): O(n_edges).
    """
    walk = _walked(graph.indptr, graph.indices, community)
    n, n_nodes = graph.n_accounts, graph.n_nodes
    on_identifier = _smaller_sides(n, n, n_nodes, n, *walk)
    return np.asarray(on_identifier), np.asarray(_smaller_sides(n, 0, n, HOUSEHOLD, *walk))


@njit(cache=True, nogil=True)
def _walked(indptr, indices, community):  # type: ignore[no-untyped-def]
    """Walk each community depth first; return place, lowest place reached, parent, root and last place below."""
    n = len(indptr) - 1
    place, low = np.full(n, -1, np.int64), np.zeros(n, np.int64)
    parent, root_of, last = np.full(n, -1, np.int64), np.zeros(n, np.int64), np.zeros(n, np.int64)
    at, stack = indptr[:-1].copy(), np.empty(n, np.int64)
    clock = 0
    for root in range(n):
        if place[root] >= 0:
            continue
        stack[0], depth = root, 1
        place[root] = low[root] = clock
        root_of[root] = root
        clock += 1
        while depth > 0:
            node = stack[depth - 1]
            if at[node] == indptr[node + 1]:
                depth -= 1
                last[node] = clock - 1
                if depth > 0:
                    low[stack[depth - 1]] = min(low[stack[depth - 1]], low[node])
                continue
            other = indices[at[node]]
            at[node] += 1
            if community[other] != community[node]:
                continue
            if place[other] < 0:
                place[other] = low[other] = clock
                parent[other], root_of[other] = node, root
                clock += 1
                stack[depth] = other
                depth += 1
            elif other != parent[node]:
                low[node] = min(low[node], place[other])
    return place, low, parent, root_of, last


@njit(cache=True, nogil=True)
def _smaller_sides(n_accounts, first_cut, end_cut, most, place, low, parent, root_of, last):  # type: ignore[no-untyped-def]
    """Tell which accounts some node of [first_cut, end_cut) separates, at most so many, from the larger part."""
    n = len(place)
    seen = np.zeros(n + 1, np.int64)  # accounts among the first places of the walk
    for node in range(n_accounts):
        seen[place[node] + 1] = 1
    seen = np.cumsum(seen)
    separated, largest = np.zeros(n, np.int64), np.full(n, -1, np.int64)
    for child in range(n):
        cut = parent[child]
        if first_cut <= cut < end_cut and low[child] >= place[cut]:
            separated[cut] += _accounts(seen, place, last, child)
            if largest[cut] < 0 or _accounts(seen, place, last, child) > _accounts(seen, place, last, largest[cut]):
                largest[cut] = child
    marks = np.zeros(n + 1, np.int64)
    for child in range(n):
        cut = parent[child]
        if not (first_cut <= cut < end_cut and low[child] >= place[cut]):
            continue
        rest = _accounts(seen, place, last, root_of[cut]) - separated[cut] - (1 if cut < n_accounts else 0)
        main = rest < _accounts(seen, place, last, largest[cut]) and child == largest[cut]
        if not main and _accounts(seen, place, last, child) <= most:
            _mark(marks, place, last, child, 1)
        if rest < _accounts(seen, place, last, largest[cut]) and rest <= most:
            _mark(marks, place, last, child, -1)
            if main:
                _mark(marks, place, last, root_of[cut], 1)
                marks[place[cut]] -= 1
                marks[place[cut] + 1] += 1
    cuts = np.cumsum(marks)
    hanging = np.zeros(n_accounts, np.bool_)
    for node in range(n_accounts):
        hanging[node] = cuts[place[node]] > 0 or _accounts(seen, place, last, root_of[node]) == 1
    return hanging


@njit(cache=True, nogil=True)
def _accounts(seen, place, last, node):  # type: ignore[no-untyped-def]
    """Count the accounts in what hangs below a node, itself included."""
    return seen[last[node] + 1] - seen[place[node]]


@njit(cache=True, nogil=True)
def _mark(marks, place, last, node, by):  # type: ignore[no-untyped-def]
    """Add to the marks of all that hangs below a node."""
    marks[place[node]] += by
    marks[last[node] + 1] -= by
