"""Who came to an identifier when somebody else had long used it."""

from __future__ import annotations

import numpy as np
from numba import njit
from numpy.typing import NDArray

from linkage.evidence.leases import MS_A_DAY
from linkage.evidence.weigh import Evidence
from linkage.model.entity_graph import UNKNOWN, EntityGraph

VISITOR_DAYS = 7.0
"""Whoever first uses an identifier so much later than its first user is a visitor there."""


def came_later(entities: EntityGraph, evidence: Evidence) -> NDArray[np.bool_]:
    """Tell which of the accounts' edges in the weighted graph are of visitors.

    A visitor comes to a lease that somebody else had used days before.

    Notes
    -----
    O(n_uses + n_edges): uses and edges are both in the order of (account, lease).
    """
    signals, uses, graph = evidence.signals, entities.uses, evidence.graph
    late = _late(signals.of_use, uses.first_seen, signals.n_leases, int(VISITOR_DAYS * MS_A_DAY))
    edges = graph.indptr, graph.indices, graph.n_accounts, evidence.signal_of_node
    return np.asarray(_of_edges(*edges, uses.account, signals.of_use, late))


@njit(cache=True, nogil=True)
def _late(lease, first_seen, n_leases, longest):  # type: ignore[no-untyped-def]
    """Tell which uses began so long after the first known one of their lease."""
    began = np.full(n_leases, np.iinfo(np.int64).max - longest)
    for use in range(len(lease)):
        if first_seen[use] != UNKNOWN:
            began[lease[use]] = min(began[lease[use]], first_seen[use])
    late = np.empty(len(lease), np.bool_)
    for use in range(len(lease)):
        late[use] = first_seen[use] != UNKNOWN and first_seen[use] > began[lease[use]] + longest
    return late


@njit(cache=True, nogil=True)
def _of_edges(indptr, indices, n_accounts, signal_of_node, account_of_use, lease_of_use, told):  # type: ignore[no-untyped-def]
    """Return what is told of the use behind each edge of the accounts, false where there is none."""
    found = np.zeros(indptr[n_accounts], np.bool_)
    use, n_uses = 0, len(account_of_use)
    for account in range(n_accounts):
        while use < n_uses and account_of_use[use] < account:
            use += 1
        for e in range(indptr[account], indptr[account + 1]):
            signal = signal_of_node[indices[e] - n_accounts]
            while use < n_uses and account_of_use[use] == account and lease_of_use[use] < signal:
                use += 1
            if use < n_uses and account_of_use[use] == account and lease_of_use[use] == signal:
                found[e] = told[use]
    return found
