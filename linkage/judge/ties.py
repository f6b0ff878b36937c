"""What ties each account to its cluster: the signals it shares with other members, counted and weighed."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from linkage.detect.graph import BipartiteGraph
from linkage.evidence.signals import FINGERPRINT, MOMENT
from linkage.evidence.weigh import Evidence

OCCASION_MS = 7_200_000
"""Moments within the same two hours are one occasion."""
LIKELY = 0.8
"""From this share on a derived identifier, which strangers easily have in common, counts as a kind of evidence."""
POPULAR = 0.01
"""A form of request that more than this share of all accounts sends is no kind of evidence, if it says little."""
TELLING = 0.3
"""From this share on even a popular one counts: a network may be a fifth of all accounts."""
OCCASIONS = 2
"""On so many occasions at least must an account act in step for timing to count as a kind of evidence."""


@dataclass(frozen=True, slots=True)
class Ties:
    """The weighted signals that an account shares with others of its own cluster, ordered by (account, signal).

    Parameters
    ----------
    account, signal
        int64, shape (n_ties,).
    inside
        int64, shape (n_ties,), >= 2: accounts of the cluster that show the signal.
    """

    account: NDArray[np.int64]
    signal: NDArray[np.int64]
    inside: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Support:
    """What ties each account to its cluster; all of shape (n_accounts,).

    Parameters
    ----------
    ties
        int64: signals shared inside.
    kinds
        int64: independent groups among them; timing only from ``OCCASIONS`` occasions on.
    weight
        float64: their weights, added up.
    strongest
        float64: the greatest of them.
    occasions
        int64: occasions on which the account acted in step with others inside.
    tool
        bool: whether it uses a fingerprint that at least three accounts, and mostly those of its cluster, use.
    """

    ties: NDArray[np.int64]
    kinds: NDArray[np.int64]
    weight: NDArray[np.float64]
    strongest: NDArray[np.float64]
    occasions: NDArray[np.int64]
    tool: NDArray[np.bool_]


def find_ties(evidence: Evidence, cluster: NDArray[np.int64]) -> Ties:
    """Return the edges to weighted signals that at least one other account of the same cluster shares."""
    signals = evidence.signals
    weighty = evidence.weight[signals.signal] > 0
    account, signal = signals.account[weighty], signals.signal[weighty]
    key = signal * (int(cluster.max(initial=0)) + 1) + cluster[account]
    _, inverse, counts = np.unique(key, return_inverse=True, return_counts=True)
    inside = counts[inverse]
    shared = inside >= 2
    return Ties(account[shared], signal[shared], inside[shared])


def tie_graph(cluster: NDArray[np.int64], ties: Ties) -> tuple[BipartiteGraph, NDArray[np.int64]]:
    """Return the graph of ties, where a signal of two clusters counts as one in each, and the cluster of each node."""
    n_clusters = max(int(cluster.max(initial=-1)) + 1, 1)
    node, inverse = np.unique(ties.signal * n_clusters + cluster[ties.account], return_inverse=True)
    graph = BipartiteGraph.from_edges(ties.account, inverse, np.ones(len(inverse)), len(cluster), len(node))
    return graph, np.concatenate([cluster, node % n_clusters])


def support_of(ties: Ties, evidence: Evidence) -> Support:
    """Return what ties each account to its cluster."""
    signals, n = evidence.signals, evidence.signals.n_accounts
    weight = evidence.weight[ties.signal]
    strongest = np.zeros(n)
    np.maximum.at(strongest, ties.account, weight)
    occasions = _occasions(ties, evidence)
    own = (
        signals.of_kind(FINGERPRINT)[ties.signal]
        & (ties.inside >= 3)
        & (2 * ties.inside >= signals.degree[ties.signal])
    )
    tool = np.zeros(n, np.bool_)
    tool[ties.account[own]] = True
    return Support(
        ties=np.bincount(ties.account, minlength=n),
        kinds=_kinds(ties, evidence, occasions),
        weight=np.bincount(ties.account, weight, minlength=n).astype(np.float64),
        strongest=strongest,
        occasions=occasions,
        tool=tool,
    )


def speaks_for_itself(evidence: Evidence) -> NDArray[np.bool_]:
    """Tell which signals count as a kind of evidence.

    What strangers easily have in common, a derived identifier or a form of request, counts only if it says much.
    """
    signals = evidence.signals
    popular = signals.of_kind(FINGERPRINT) & (signals.degree > POPULAR * evidence.calibration.accounts)
    least = np.where(popular, TELLING, 0.0)
    return evidence.share >= np.where(signals.observed[signals.kind], least, LIKELY)


def _occasions(ties: Ties, evidence: Evidence) -> NDArray[np.int64]:
    """Return on how many occasions each account acted in step with others inside."""
    moments = evidence.signals.of_kind(MOMENT)[ties.signal]
    account, at = ties.account[moments], evidence.signals.at[ties.signal[moments]] // OCCASION_MS
    slots = int(at.max(initial=0)) + 1
    return np.bincount(np.unique(account * slots + at) // slots, minlength=evidence.signals.n_accounts)


def _kinds(ties: Ties, evidence: Evidence, occasions: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return how many independent groups of kinds tie each account."""
    signals = evidence.signals
    counts = ~signals.of_kind(MOMENT)[ties.signal] | (occasions[ties.account] >= OCCASIONS)
    counts &= speaks_for_itself(evidence)[ties.signal]
    n_groups = len(signals.group_names)
    group = np.unique(ties.account[counts] * n_groups + signals.group[ties.signal[counts]])
    return np.bincount(group // n_groups, minlength=signals.n_accounts)
