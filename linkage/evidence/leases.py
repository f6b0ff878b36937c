"""Leases: an address used by one household in March and by another in June is two identifiers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
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
    O(n log n) time in the number of uses, O(n) memory.
    """
    uses = graph.uses
    if not len(uses):
        return Leases(np.empty(0, np.int64), np.empty(0, np.int32), np.empty(0, np.int64))
    order = np.lexsort((uses.account, uses.last_seen, uses.first_seen, uses.identifier))
    identifier = uses.identifier[order]
    new_identifier = np.concatenate([[True], identifier[1:] != identifier[:-1]])
    gap = graph.lease_days[graph.kind[identifier]] * MS_A_DAY
    silent = uses.first_seen[order][1:] - _latest_so_far(uses.last_seen[order], new_identifier)[:-1]
    starts = new_identifier.copy()
    starts[1:] |= (gap[1:] > 0) & (silent > gap[1:])
    lease = np.cumsum(starts) - 1
    of_use = np.empty(len(uses), np.int64)
    of_use[order] = lease
    return Leases(of_use, identifier[starts], np.bincount(lease))


def _latest_so_far(last_seen: NDArray[np.int64], starts: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Return the running maximum of ``last_seen`` that begins anew at each start."""
    segment = np.cumsum(starts) - 1
    times, rank = np.unique(last_seen, return_inverse=True)
    ahead = segment * len(times)
    return np.asarray(times[np.maximum.accumulate(rank + ahead) - ahead])
