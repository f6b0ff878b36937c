"""Leases: an address used by one household in March and by another in June is two identifiers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numba import njit
from numpy.typing import NDArray

from linkage.model.entity_graph import EntityGraph

MS_A_DAY = 86_400_000.0


@dataclass(frozen=True, slots=True)
class Leases:
    """The identifiers of an entity graph, each cut where nobody used it for longer than its kind's lease.

    Parameters
    ----------
    of_use
        int64, shape (n_uses,): the lease each use belongs to. Leases are numbered by (identifier, time).
    identifier
        int32, shape (n_leases,): whose lease it is.
    degree
        int64, shape (n_leases,): accounts that used it.
    """

    of_use: NDArray[np.int64]
    identifier: NDArray[np.int32]
    degree: NDArray[np.int64]


def cut_leases(graph: EntityGraph) -> Leases:
    """Return the leases of the graph's identifiers.

    A lease ends where the next use begins more than the kind's ``lease_days`` after all earlier uses ended. A use that
    spans a change of hands joins both sides, which is why the uses are kept as intervals. Kinds with ``lease_days`` 0
    have one lease an identifier.

    Notes
    -----
    O(n_uses), and sorting the uses of identifiers that are leased; 20 bytes a use.
    """
    uses, n = graph.uses, len(graph.kind)
    if not len(uses):
        return Leases(np.empty(0, np.int64), np.empty(0, np.int32), np.empty(0, np.int64))
    gap = (graph.lease_days * MS_A_DAY)[graph.kind]
    return Leases(*_cut(uses.identifier, uses.first_seen, uses.last_seen, gap, n))


@njit(cache=True, nogil=True)
def _cut(identifier, first_seen, last_seen, gap, n_identifiers):  # type: ignore[no-untyped-def]
    """Return the lease of each use, and identifier and users of each lease; an account uses an identifier once."""
    n_uses = len(identifier)
    start = np.zeros(n_identifiers + 1, np.int64)
    for use in range(n_uses):
        start[identifier[use] + 1] += 1
    start = np.cumsum(start)
    uses, at = np.empty(n_uses, np.int32), start[:-1].copy()
    for use in range(n_uses):
        uses[at[identifier[use]]] = use
        at[identifier[use]] += 1
    of_use, whose, degree = np.empty(n_uses, np.int64), np.empty(n_uses, np.int32), np.zeros(n_uses, np.int64)
    lease = -1
    for one in range(n_identifiers):
        own = uses[start[one] : start[one + 1]]
        if gap[one] > 0 and len(own) > 1:
            own = own[np.argsort(first_seen[own])]  # uses that begin together are never cut apart
        latest = np.int64(0)
        for i in range(len(own)):
            if i == 0 or (gap[one] > 0 and first_seen[own[i]] - latest > gap[one]):
                lease += 1
                whose[lease] = one
            latest = last_seen[own[i]] if i == 0 else max(latest, last_seen[own[i]])
            of_use[own[i]] = lease
            degree[lease] += 1
    return of_use, whose[: lease + 1].copy(), degree[: lease + 1].copy()
