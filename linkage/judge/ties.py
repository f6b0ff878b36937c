"""What ties each account to its cluster: the signals it shares with other members, counted and weighed."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from linkage.detect.components import split
from linkage.detect.graph import BipartiteGraph, Partition
from linkage.evidence.signals import FINGERPRINT, Signals
from linkage.evidence.weigh import Evidence

LIKELY = 0.8
"""From this share on a derived identifier, which strangers easily have in common, counts as a kind of evidence."""
POPULAR = 0.01
"""A form of request that more than this share of all accounts sends is no kind of evidence, if it says little."""
TELLING = 0.3
"""From this share on even a popular one counts: a network may be a fifth of all accounts."""
OCCASION_MS = 7_200_000
"""Moments within the same two hours are one occasion."""
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


def parts_by(cluster: NDArray[np.int64], ties: Ties) -> NDArray[np.int64]:
    """Return the part of its cluster that these ties alone connect each account to, numbered by smallest account."""
    graph, of_node = tie_graph(cluster, ties)
    return Partition.of(split(graph, of_node).labels[: len(cluster)]).labels


def left_in(cluster: NDArray[np.int64], part: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return how many accounts are in the part of each account, and in the largest part of each cluster."""
    left = np.bincount(part, minlength=1)[part]
    largest = np.zeros(int(cluster.max(initial=-1)) + 1, np.int64)
    np.maximum.at(largest, cluster, left)
    return left, largest


def groups_of(signals: Signals, account: NDArray[np.int64], signal: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return of how many independent groups the signals paired with each account are, shape (n_accounts,)."""
    shown = np.zeros((signals.n_accounts, len(signals.group_names)), np.bool_)
    shown[account, signals.group[signal]] = True
    return np.asarray(shown.sum(axis=1))


def speaks_for_itself(evidence: Evidence) -> NDArray[np.bool_]:
    """Tell which signals count as a kind of evidence.

    What strangers easily have in common, a derived identifier or a form of request, counts only if it says much.
    """
    signals = evidence.signals
    popular = signals.of_kind(FINGERPRINT) & (signals.degree > POPULAR * evidence.calibration.accounts)
    least = np.where(popular, TELLING, 0.0)
    return evidence.share >= np.where(signals.observed[signals.kind], least, LIKELY)
