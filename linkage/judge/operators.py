"""Pieces of one operator: suspicious communities that share several identifiers are one."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from linkage.evidence.weigh import Evidence
from linkage.model.entity_graph import EntityGraph

BRIDGES = 2
"""Different identifiers that two suspicious communities must share to be taken for one; one may be a coincidence."""


def join_pieces(
    entities: EntityGraph,
    evidence: Evidence,
    community: NDArray[np.int64],
    suspicious: NDArray[np.bool_],
    *,
    bridges: int = BRIDGES,
) -> NDArray[np.int64]:
    """Return the communities with suspicious ones joined where they share at least ``bridges`` identifiers.

    A large operator is more than one dense community: its pieces share cards and devices with one another, each pair a
    few. Innocent communities are never joined to anything, so what an identifier shared by strangers can do is bounded.

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
    On each identifier, neighbours among the communities that used it are compared, not all pairs: O(n_uses log n_uses).
    """
    lease = evidence.leases.of_use
    here = community[entities.uses.account]
    counts = (evidence.weight[lease] > 0) & suspicious[here]
    n_communities = len(suspicious)
    spans = np.unique(lease[counts] * n_communities + here[counts])
    lease_of_span, span = spans // n_communities, spans % n_communities
    together = lease_of_span[1:] == lease_of_span[:-1]
    pairs, shared = np.unique(span[:-1][together] * n_communities + span[1:][together], return_counts=True)
    pairs = pairs[shared >= bridges]
    root = _united(n_communities, pairs // n_communities, pairs % n_communities)
    _, first, number = np.unique(root[community], return_index=True, return_inverse=True)
    rank = np.empty(len(first), np.int64)
    rank[np.argsort(first)] = np.arange(len(first))
    return np.asarray(rank[number])


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
