"""The ties that can be lost one by one, and the graph they make."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numba import njit
from numpy.typing import NDArray

from linkage.detect.graph import BipartiteGraph
from linkage.evidence.signals import Signals
from linkage.judge.grounds import Grounds
from linkage.judge.parts import parts_of
from linkage.judge.ties import OCCASIONS, Ties


@dataclass(frozen=True, slots=True)
class Apart:
    """Accounts and the things that hold them in their clusters, each thing of a cluster one node.

    Parameters
    ----------
    graph
        Accounts and nodes; all edges weigh the same. Nodes are ordered by signal.
    signal, cluster
        int64, shape (n_nodes,): what each node is, and of which cluster.
    """

    graph: BipartiteGraph
    signal: NDArray[np.int64]
    cluster: NDArray[np.int64]

    def parts(self, counts: NDArray[np.bool_]) -> NDArray[np.int64]:
        """Return the part of each account that these nodes alone connect, int64, numbered by smallest account.

        Parameters
        ----------
        counts
            bool, shape (n_nodes,).
        """
        n = self.graph.n_accounts
        rows = self.graph.indptr[: n + 1]
        node = self.graph.indices[: rows[n]] - np.int32(n)
        return parts_of(rows, np.where(counts[node], node, np.int32(-1)), len(counts))


def apart(signals: Signals, grounds: Grounds, ties: Ties, occasions: NDArray[np.int64]) -> Apart:
    """Return the ties that can be lost one by one.

    A derived identifier falls with what it comes from, and all moments of one fingerprint on one occasion fall as one.
    An account that was in step but once is not held by that.

    Parameters
    ----------
    occasions
        int64, shape (n_accounts,): on how many occasions each account was in step with others inside.

    Notes
    -----
    O(n_accounts + n_ties), and sorting what moments there are.
    """
    signal, n_clusters = ties.place_signal, int(ties.place_cluster.max(initial=0)) + 1
    first_moment = len(signals) - len(grounds.stands_for)
    counts = grounds.speaks[signal] & signals.observed[signals.kind[signal]]
    plain = np.flatnonzero(counts & (signal < first_moment))
    moments = np.flatnonzero(counts & (signal >= first_moment))
    together = grounds.stands_for[signal[moments] - first_moment] * n_clusters + ties.place_cluster[moments]
    whole, number = np.unique(together, return_inverse=True)
    node = np.full(len(signal), -1, np.int32)
    node[plain] = np.arange(len(plain))
    node[moments] = number + len(plain)
    n_nodes = len(plain) + len(whole)
    indptr, indices = _graph(ties.rows, ties.place, node, len(plain), n_nodes, occasions, OCCASIONS)
    return Apart(
        BipartiteGraph(indptr, indices, np.broadcast_to(1.0, len(indices)), len(occasions)),
        np.concatenate([signal[plain], whole // n_clusters]),
        np.concatenate([ties.place_cluster[plain], whole % n_clusters]),
    )


@njit(cache=True, nogil=True)
def _graph(rows, place, node, n_plain, n_nodes, occasions, enough):  # type: ignore[no-untyped-def]
    """Return the graph of accounts and nodes in compressed rows; each edge once, from ``n_plain`` on moments."""
    n, count = len(rows) - 1, 0
    found, indptr = np.empty(len(place), np.int32), np.zeros(n + n_nodes + 1, np.int64)
    for account in range(n):
        first = count
        for t in range(rows[account], rows[account + 1]):
            if 0 <= node[place[t]] < n_plain:
                found[count] = node[place[t]]
                count += 1
        if occasions[account] >= enough:
            plain = count
            for t in range(rows[account], rows[account + 1]):
                if node[place[t]] >= n_plain:
                    found[count] = node[place[t]]
                    count += 1
            found[plain:count].sort()
            end, count = count, plain
            for t in range(plain, end):
                if t == plain or found[t] != found[t - 1]:
                    found[count] = found[t]
                    count += 1
        indptr[account + 1] = count
        for t in range(first, count):
            indptr[n + found[t] + 1] += 1
    for x in range(n_nodes):
        indptr[n + x + 1] += indptr[n + x]
    indices, at = np.empty(2 * count, np.int32), indptr[n:-1].copy()
    for account in range(n):
        for t in range(indptr[account], indptr[account + 1]):
            indices[t] = found[t] + n
            indices[at[found[t]]] = account
            at[found[t]] += 1
    return indptr, indices
