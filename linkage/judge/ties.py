"""What ties each account to its cluster: the signals it shares with other members, counted and weighed."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numba import njit
from numpy.typing import NDArray

from linkage.evidence.signals import FINGERPRINT, Signals
from linkage.evidence.weigh import Evidence
from linkage.judge.parts import parts_of

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

    A *place* is a signal inside one cluster: where two accounts at least of the cluster show the signal.

    Parameters
    ----------
    account, signal
        int64, shape (n_ties,).
    inside
        int64, shape (n_ties,), >= 2: accounts of the cluster that show the signal.
    rows
        int64, shape (n_accounts + 1,): where each account's ties begin.
    edge
        int64, shape (n_ties,): which of the accounts' edges in the weighted graph each tie is.
    place
        int32, shape (n_ties,): the place of each tie.
    place_signal, place_cluster, place_inside
        int64, shape (n_places,): signal, cluster and accounts of each place; places are in the order of signals.
    """

    account: NDArray[np.int64]
    signal: NDArray[np.int64]
    inside: NDArray[np.int64]
    rows: NDArray[np.int64]
    edge: NDArray[np.int64]
    place: NDArray[np.int32]
    place_signal: NDArray[np.int64]
    place_cluster: NDArray[np.int64]
    place_inside: NDArray[np.int64]

    def among(self, kept: NDArray[np.bool_]) -> Ties:
        """Return what ties some of the accounts to one another, as if there were no others.

        Parameters
        ----------
        kept
            bool, shape (n_accounts,): the accounts that stay.

        Notes
        -----
        O(n_accounts + n_ties), two scans.
        """
        left = _among(self.rows, self.place, self.edge, kept, len(self.place_signal))
        rows, account, edge, place, there, inside = left
        signal, cluster = self.place_signal[there], self.place_cluster[there]
        return Ties(account, signal[place], inside[place], rows, edge, place, signal, cluster, inside)

    def of(self, cluster: NDArray[np.int64]) -> Ties:
        """Return the same ties of clusters that are numbered anew, or are the parts that these ties connect.

        Parameters
        ----------
        cluster
            int64, shape (n_accounts,): the same for all accounts of a place.
        """
        of_place = np.empty(len(self.place_signal), np.int64)
        of_place[self.place] = cluster[self.account]
        return replace(self, place_cluster=of_place)


def find_ties(evidence: Evidence, cluster: NDArray[np.int64]) -> Ties:
    """Return the edges to weighted signals that at least one other account of the same cluster shares.

    Notes
    -----
    O(edges of the weighted graph), two scans; nothing is sorted.
    """
    graph, n = evidence.graph, evidence.graph.n_accounts
    of, n_clusters = cluster.astype(np.int32), int(cluster.max(initial=-1)) + 1
    place, node, whose, inside = _places(graph.indptr, graph.indices, n, of, n_clusters)
    rows, account, edge = _tied(graph.indptr, n, place)
    place = place[edge]
    signal = evidence.signal_of_node[node]
    return Ties(account, signal[place], inside[place], rows, edge, place, signal, whose, inside)


def parts_by(ties: Ties, counts: NDArray[np.bool_] | None = None) -> NDArray[np.int64]:
    """Return the part of its cluster that ties connect each account to, numbered by smallest account.

    Parameters
    ----------
    counts
        bool, shape (n_places,): the places that count; all where not given.
    """
    at = ties.place if counts is None else np.where(counts[ties.place], ties.place, -1)
    return parts_of(ties.rows, at, len(ties.place_signal))


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


@njit(cache=True, nogil=True)
def _places(indptr, indices, n_accounts, cluster, n_clusters):  # type: ignore[no-untyped-def]
    """Return the place of each edge of an account (-1 for none), and node, cluster and users of each place."""
    n_edges = indptr[n_accounts]
    place = np.full(n_edges, -1, np.int32)
    cursor = indptr[:n_accounts].copy()  # signals come in order, as they do among the edges of an account
    users, number = np.zeros(n_clusters, np.int32), np.zeros(n_clusters, np.int32)
    node, whose = np.empty(n_edges // 2, np.int32), np.empty(n_edges // 2, np.int64)
    inside, count = np.empty(n_edges // 2, np.int64), 0
    for signal in range(n_accounts, len(indptr) - 1):
        first, end = indptr[signal], indptr[signal + 1]
        for e in range(first, end):
            users[cluster[indices[e]]] += 1
        for e in range(first, end):
            account = indices[e]
            own = cluster[account]
            if users[own] > 1:
                number[own] = count
                node[count], whose[count], inside[count] = signal - n_accounts, own, users[own]
                count += 1
                users[own] = -1
            elif users[own] == 1:
                users[own] = 0
            if users[own] < 0:
                place[cursor[account]] = number[own]
            cursor[account] += 1
        for e in range(first, end):
            users[cluster[indices[e]]] = 0
    return place, node[:count].copy(), whose[:count].copy(), inside[:count].copy()


@njit(cache=True, nogil=True)
def _tied(indptr, n_accounts, place):  # type: ignore[no-untyped-def]
    """Return where the ties of each account begin, and the account and edge of each tie."""
    count = 0
    for e in range(len(place)):
        count += place[e] >= 0
    rows, account, edge = np.zeros(n_accounts + 1, np.int64), np.empty(count, np.int64), np.empty(count, np.int64)
    count = 0
    for a in range(n_accounts):
        for e in range(indptr[a], indptr[a + 1]):
            if place[e] >= 0:
                account[count], edge[count] = a, e
                count += 1
        rows[a + 1] = count
    return rows, account, edge


@njit(cache=True, nogil=True)
def _among(rows, place, edge, kept, n_places):  # type: ignore[no-untyped-def]
    """Return rows, account, edge and place of the ties left, and which places are left with how many accounts."""
    n, users, number = len(rows) - 1, np.zeros(n_places, np.int64), np.full(n_places, -1, np.int32)
    for account in range(n):
        if kept[account]:
            for t in range(rows[account], rows[account + 1]):
                users[place[t]] += 1
    there = np.flatnonzero(users >= 2)
    number[there] = np.arange(len(there))
    count = users[there].sum()
    left, account_of, edge_of = np.zeros(n + 1, np.int64), np.empty(count, np.int64), np.empty(count, np.int64)
    place_of, count = np.empty(count, np.int32), 0
    for account in range(n):
        if kept[account]:
            for t in range(rows[account], rows[account + 1]):
                if number[place[t]] >= 0:
                    account_of[count], edge_of[count], place_of[count] = account, edge[t], number[place[t]]
                    count += 1
        left[account + 1] = count
    return left, account_of, edge_of, place_of, there, users[there]
