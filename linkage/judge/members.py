"""How likely each account of a cluster belongs to the actor behind it, rather than having strayed into its company."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from linkage.evidence.leases import MS_A_DAY
from linkage.evidence.weigh import Evidence
from linkage.judge.support import Support
from linkage.judge.ties import Ties, groups_of
from linkage.model.entity_graph import UNKNOWN, EntityGraph

MEMBER_FLAG = 0.7
"""From this probability on a member of a flagged cluster is flagged itself."""
BACKED = 0.25
"""A signal backs a membership if so much of the rest of its users are members, beyond what chance gives."""
SETTLED_DAYS = 7.0

MEMBER_SIDES = {
    "tied": 1,
    "backed_kinds": 1,
    "as_tied_as_others": 1,
    "own_things": -1,
    "created_apart": -1,
    "verified": -1,
    "other_organisation": -1,
    "in_step": 1,
    "own_tool": 1,
    "banned": 1,
}
"""The arguments, and the side each may count on: 1 for belonging, -1 against."""


def member_score(strengths: Mapping[str, NDArray[np.float64]], weights: Mapping[str, float]) -> NDArray[np.float64]:
    """Return how likely each account belongs to its cluster's actor, if there is one; float64 in (0, 1)."""
    log_odds = weights["prior"] + np.sum([weights[code] * strength for code, strength in strengths.items()], axis=0)
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(log_odds, -30, 30))))


def member_strengths(
    entities: EntityGraph, evidence: Evidence, ties: Ties, support: Support, cluster: NDArray[np.int64]
) -> dict[str, NDArray[np.float64]]:
    """Return how strongly each argument holds for each account, float64, shape (n_accounts,), 0 where it does not.

    Notes
    -----
    O((n_accounts + n_edges) log) time.
    """
    accounts = entities.accounts
    return {
        "tied": np.log1p(support.weight),
        "backed_kinds": backed_kinds(evidence, ties, cluster).astype(np.float64),
        "as_tied_as_others": _as_tied_as_others(support.weight, cluster),
        "own_things": _own_things(entities, evidence, ties),
        "created_apart": _created_apart(accounts.created_at, cluster),
        "verified": accounts.verified.astype(np.float64),
        "other_organisation": _other_organisation(accounts.org, cluster),
        "in_step": np.log1p(support.occasions),
        "own_tool": support.tool.astype(np.float64),
        "banned": accounts.banned.astype(np.float64),
    }


def backed_kinds(evidence: Evidence, ties: Ties, cluster: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return how many independent kinds of signal back each account's membership, shape (n_accounts,)."""
    signals = evidence.signals
    by_chance = (np.bincount(cluster)[cluster[ties.account]] - 1) / max(evidence.calibration.accounts, 1)
    by_chance = np.minimum(by_chance, 0.99)
    others = (ties.inside - 1) / np.maximum(signals.degree[ties.signal] - 1, 1)
    backed = (others - by_chance) / (1 - by_chance) >= BACKED
    return groups_of(signals, ties.account[backed], ties.signal[backed])


def _as_tied_as_others(weight: NDArray[np.float64], cluster: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return the logarithm of each account's weight against the median of its cluster, in [-2, 1]."""
    order = np.lexsort((weight, cluster))
    size = np.bincount(cluster)
    start = np.concatenate([[0], np.cumsum(size)[:-1]])
    median = weight[order][np.minimum(start + (np.maximum(size, 1) - 1) // 2, max(len(order) - 1, 0))]
    return np.asarray(np.clip(np.log((weight + 0.5) / (median[cluster] + 0.5)), -2.0, 1.0))


def _own_things(entities: EntityGraph, evidence: Evidence, ties: Ties) -> NDArray[np.float64]:
    """Return the share of each account's lasting identifiers (devices, cards) that nobody else inside uses."""
    n, signals = len(entities.accounts), evidence.signals
    lasting = signals.lasting[entities.kind[entities.uses.identifier]]
    has = np.bincount(entities.uses.account[lasting], minlength=n)
    shared = np.bincount(ties.account[signals.lasting[signals.kind[ties.signal]]], minlength=n)
    return np.asarray(np.where(has > 0, 1.0 - shared / np.maximum(has, 1), 1.0))


def _created_apart(created_at: NDArray[np.int64], cluster: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return how far from its cluster's middle each account was created, in the cluster's own spreads, as log1p."""
    apart: NDArray[np.float64] = np.zeros(len(created_at))
    known = np.flatnonzero(created_at != UNKNOWN)
    if not len(known):
        return apart
    order = known[np.lexsort((created_at[known], cluster[known]))]
    days, of = created_at[order] / MS_A_DAY, cluster[order]
    count = np.bincount(of)
    start = np.concatenate([[0], np.cumsum(count)[:-1]])
    last = np.maximum(count, 1) - 1

    def quantile(q: float) -> NDArray[np.float64]:
        return np.asarray(days[np.minimum(start + (last * q).astype(np.int64), len(days) - 1)])

    middle, spread = quantile(0.5), quantile(0.75) - quantile(0.25) + SETTLED_DAYS
    apart[order] = np.log1p(np.abs(days - middle[of]) / spread[of])
    return apart


def _other_organisation(org: NDArray[np.int32], cluster: NDArray[np.int64]) -> NDArray[np.float64]:
    """Tell which accounts name an organisation that few others of the cluster name."""
    orgs = int(org.max(initial=-1)) + 1
    key = cluster * max(orgs, 1) + np.maximum(org, 0)
    named = org >= 0
    _, inverse, count = np.unique(key[named], return_inverse=True, return_counts=True)
    other = np.zeros(len(org))
    other[named] = count[inverse] < 0.3 * np.bincount(cluster)[cluster[named]]
    return other
