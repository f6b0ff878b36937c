"""Pieces of one operator: suspicious communities held together by several identifiers of different kinds are one."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from linkage.detect.graph import Partition
from linkage.evidence.weigh import Evidence
from linkage.model.entity_graph import EntityGraph

BRIDGES = 2
"""Different identifiers, and independent kinds, that two pieces must share: one may be a coincidence."""
BRIDGED_SHARE = 0.2
"""Share of the smaller piece's accounts that must stand on the bridges."""
MOST_PIECES = 32
"""On an identifier of more pieces than this only neighbours are compared: it is a hub, and no pairs are built."""


def join_pieces(
    entities: EntityGraph,
    evidence: Evidence,
    community: NDArray[np.int64],
    suspicious: NDArray[np.bool_],
) -> NDArray[np.int64]:
    """Return the communities, with suspicious ones joined where enough of their accounts stand on shared identifiers.

    A large operator is more than one dense community: its pieces share cards and devices with one another. Innocent
    communities are never joined to anything, so what an identifier shared by strangers can do is bounded.

    Parameters
    ----------
    community
        int64, shape (n_accounts,), numbered from 0.
    suspicious
        bool, shape (n_communities,).

    Returns
    -------
    int64, shape (n_accounts,): renumbered from 0 in the order of the smallest account.

    Notes
    -----
    O(n_uses log n_uses + pairs of pieces that meet on one identifier).
    """
    lease = evidence.leases.of_use
    here = community[entities.uses.account]
    counts = (evidence.weight[lease] > 0) & suspicious[here]
    n = len(suspicious)
    spans, users = np.unique(lease[counts] * n + here[counts], return_counts=True)
    meetings = _meetings(spans // n, spans % n, users)
    size = np.bincount(community, minlength=n)
    one, other = _bridged(meetings, evidence.group, size, n)
    return Partition.of(_united(n, one, other)[community]).labels


Meetings = tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]


def _meetings(lease: NDArray[np.int64], piece: NDArray[np.int64], users: NDArray[np.int64]) -> Meetings:
    """Return (lease, one piece, other piece, users in the one, users in the other) where two pieces meet on a lease."""
    pieces_here = np.bincount(lease)[lease] if len(lease) else np.empty(0, np.int64)
    firsts, seconds = [np.empty(0, np.int64)], [np.empty(0, np.int64)]
    for step in range(1, MOST_PIECES):
        met = np.flatnonzero((lease[step:] == lease[:-step]) & ((pieces_here[step:] <= MOST_PIECES) | (step == 1)))
        if not len(met):
            break
        firsts.append(met)
        seconds.append(met + step)
    first, second = np.concatenate(firsts), np.concatenate(seconds)
    return lease[first], piece[first], piece[second], users[first], users[second]


def _bridged(
    meetings: Meetings, group: NDArray[np.int64], size: NDArray[np.int64], n: int
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the pairs of pieces with enough bridges between them."""
    lease, one, other, in_one, in_other = meetings
    pairs, pair = np.unique(one * n + other, return_inverse=True)
    bridges = np.bincount(pair, minlength=len(pairs))
    groups = np.unique(pair * (group.max(initial=0) + 1) + group[lease]) // (group.max(initial=0) + 1)
    kinds = np.bincount(groups, minlength=len(pairs))
    one, other = pairs // n, pairs % n
    smaller_first = size[one] <= size[other]
    standing = np.where(
        smaller_first,
        np.bincount(pair, in_one, minlength=len(pairs)),
        np.bincount(pair, in_other, minlength=len(pairs)),
    )
    enough = (bridges >= BRIDGES) & (kinds >= BRIDGES)
    enough &= standing >= BRIDGED_SHARE * np.minimum(size[one], size[other])
    return one[enough], other[enough]


def _united(n: int, one: NDArray[np.int64], other: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the smallest number each number is connected to."""
    root = np.arange(n)
    while True:
        least = np.minimum(root[one], root[other])
        before = root.copy()
        np.minimum.at(root, one, least)
        np.minimum.at(root, other, least)
        root = root[root]
        if np.array_equal(root, before):
            return root
