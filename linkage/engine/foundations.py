"""The identifiers that clusters rest on: what their members share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

from linkage.evidence.weigh import Evidence
from linkage.judge.continuity import UNIT, Holdings
from linkage.judge.ties import Ties
from linkage.model.entity_graph import EntityGraph
from linkage.model.kind import Kinds


@dataclass(frozen=True, slots=True)
class Foundations:
    """What each of a number of clusters rests on; one entry for each identifier of a cluster, in that order.

    Parameters
    ----------
    n_clusters
        How many clusters there are.
    cluster, lease
        int64, shape (n_foundations,): an identifier of several leases counts once, by that which ties most members.
    members
        int64, shape (n_foundations,), >= 2: accounts of the cluster that used it.
    """

    n_clusters: int
    cluster: NDArray[np.int64]
    lease: NDArray[np.int64]
    members: NDArray[np.int64]

    def only(self, kept: NDArray[np.bool_]) -> Foundations:
        """Return those of some of the clusters, which are numbered anew."""
        chosen = kept[self.cluster]
        number = np.cumsum(kept) - 1
        return Foundations(int(kept.sum()), number[self.cluster[chosen]], self.lease[chosen], self.members[chosen])

    def holdings(self, evidence: Evidence) -> Holdings:
        """Return the leases each cluster rests on, by the weight of sharing them."""
        weight = np.round(evidence.weight[self.lease] * UNIT).astype(np.int64)
        return Holdings(self.n_clusters, self.cluster, self.lease, weight)


def foundations_of(of_account: NDArray[np.int64], n_clusters: int, evidence: Evidence, ties: Ties) -> Foundations:
    """Return what clusters rest on.

    Parameters
    ----------
    of_account
        int64, shape (n_accounts,): cluster of each account, -1 for none; each within one cluster of ``ties``.
    n_clusters
        How many clusters there are.
    """
    leases = evidence.signals.n_leases
    inside = (of_account[ties.account] >= 0) & (ties.signal < leases)
    key = ties.signal[inside] * max(n_clusters, 1) + of_account[ties.account[inside]]
    key, members = np.unique(key, return_counts=True)
    key, members = key[members >= 2], members[members >= 2]
    lease, cluster = key // max(n_clusters, 1), key % max(n_clusters, 1)
    identifier = evidence.signals.source[lease]
    order = np.lexsort((lease, -members, identifier, cluster))
    once = np.ones(len(order), np.bool_)
    once[1:] = (np.diff(cluster[order]) != 0) | (np.diff(identifier[order]) != 0)
    order = order[once]
    return Foundations(n_clusters, cluster[order], lease[order], members[order])


def spans(entities: EntityGraph, evidence: Evidence) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the first and the latest use of each lease, epoch milliseconds."""
    uses, signals = entities.uses, evidence.signals
    first, latest = _spans(signals.of_use, uses.first_seen, uses.last_seen, signals.n_leases)
    return first, latest


@njit(cache=True, nogil=True)
def _spans(lease, first_seen, last_seen, n_leases):  # type: ignore[no-untyped-def]
    """Return the earliest and the latest time of each lease."""
    first, latest = np.full(n_leases, np.iinfo(np.int64).max), np.full(n_leases, np.iinfo(np.int64).min)
    for use in range(len(lease)):
        first[lease[use]] = min(first[lease[use]], first_seen[use])
        latest[lease[use]] = max(latest[lease[use]], last_seen[use])
    return first, latest


def foundation_columns(
    kinds: Kinds, entities: EntityGraph, evidence: Evidence, levels: Sequence[tuple[Foundations, tuple[str, ...]]]
) -> dict[str, list[Any]]:
    """Return parallel lists of what each published cluster rests on, ready to be written.

    Parameters
    ----------
    levels
        What the clusters of each level rest on, and their ids.

    Returns
    -------
    ``clusters``, ``labels``, ``refs``, ``members``, ``accounts``, ``weights``, ``shares``, ``first`` and ``latest``.
    """
    first, latest = spans(entities, evidence)
    lease = np.concatenate([foundations.lease for foundations, _ in levels])
    identifier = evidence.signals.source[lease]
    labels = np.array([kinds[name].label for name in entities.kinds], object)
    return {
        "clusters": [ids[n] for foundations, ids in levels for n in foundations.cluster.tolist()],
        "labels": labels[entities.kind[identifier]].tolist(),
        "refs": entities.refs[identifier].tolist(),
        "members": np.concatenate([foundations.members for foundations, _ in levels]).tolist(),
        "accounts": evidence.signals.degree[lease].tolist(),
        "weights": np.round(evidence.weight[lease], 6).tolist(),
        "shares": np.round(evidence.share[lease], 6).tolist(),
        "first": first[lease].tolist(),
        "latest": latest[lease].tolist(),
    }
