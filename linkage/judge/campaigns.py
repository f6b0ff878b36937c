"""Campaigns: inside one operator, accounts that act alike and in step, whatever infrastructure they share."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from linkage.detect.graph import BipartiteGraph, Partition
from linkage.detect.leiden import leiden
from linkage.evidence.signals import FINGERPRINT, MOMENT
from linkage.evidence.weigh import Evidence

RESOLUTION = 0.0001
"""Behaviour an account must share for each account already in a campaign."""
SMALLEST = 5
"""Fewer accounts that act alike are no campaign."""
OF_THE_OPERATOR = 0.5
"""A fingerprint or moment tells campaigns apart if so much of its users are the operator's."""
NO_CAMPAIGN = -1


def find_campaigns(
    evidence: Evidence, cluster: NDArray[np.int64], judged: NDArray[np.bool_], seed: int = 0
) -> NDArray[np.int64]:
    """Return the campaign of each account, ``NO_CAMPAIGN`` for those that act like nobody in particular.

    Parameters
    ----------
    cluster
        int64, shape (n_accounts,): numbered from 0.
    judged
        bool, shape (n_clusters,): clusters in which campaigns are looked for.

    Returns
    -------
    int64, shape (n_accounts,): numbered from 0 in the order of the smallest account; each within one cluster.

    Notes
    -----
    Leiden on fingerprints and moments alone, each counted apart in each cluster: O(n_edges log n_edges).
    """
    signals = evidence.signals
    behaviour = (signals.of_kind(FINGERPRINT) | signals.of_kind(MOMENT)) & (evidence.weight > 0)
    edges = np.flatnonzero(behaviour[signals.signal] & judged[cluster[signals.account]])
    account, signal = signals.account[edges], signals.signal[edges]
    n = max(len(judged), 1)
    node, inverse, users = np.unique(signal * n + cluster[account], return_inverse=True, return_counts=True)
    own = (users >= 2) & (users >= OF_THE_OPERATOR * signals.degree[node // n])
    kept = own[inverse]
    number = np.cumsum(own) - 1
    graph = BipartiteGraph.from_edges(
        account[kept], number[inverse[kept]], evidence.weight[signal[kept]], len(cluster), int(own.sum())
    )
    label = leiden(graph, resolution=RESOLUTION, seed=seed).labels[: len(cluster)]
    large = np.bincount(label)[label] >= SMALLEST
    campaign = np.full(len(cluster), NO_CAMPAIGN)
    campaign[large] = Partition.of(label[large]).labels
    return campaign
