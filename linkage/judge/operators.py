"""Operators: suspicious pieces that share infrastructure are one, and who is tied to it by two kinds belongs to it."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from linkage.detect.graph import BipartiteGraph
from linkage.evidence.signals import FINGERPRINT, MOMENT
from linkage.evidence.weigh import Evidence
from linkage.judge.parts import renumbered
from linkage.judge.ties import OCCASION_MS, OCCASIONS, speaks_for_itself

BRIDGES = 2
"""Signals, and independent kinds, that two pieces must share to be one: a single one may be a coincidence.

One of them must be infrastructure: two actors may well use one tool, and be awake at one time."""
LASTING_BRIDGES = 3
"""So many devices, cards or the like in common make two pieces one without a second kind."""
BRIDGED_SHARE = 0.25
"""Share of the smaller piece's accounts that must stand on the bridges."""
FIRM = 0.5
"""Weight from which on a signal is a bridge."""
MOST_PIECES = 40
"""On a signal of more pieces than this only neighbours are compared: it is a hub, and no pairs are built."""
TAKEN_IN = 0.3
"""A signal speaks for an operator if so much of the rest of its users are the operator's, beyond what chance gives."""
ROUNDS = 6
"""How often accounts are taken in: each round reaches the neighbours of the last."""
NOBODY = -1
"""The operator of accounts that have none."""


def join_pieces(evidence: Evidence, piece: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the operator of each account: pieces joined where enough of their accounts stand on shared signals.

    A large operator is more than one dense community: its pieces share cards and devices with one another. Only
    suspicious accounts have a piece, and only signals that mostly suspicious accounts show are bridges, so that what
    strangers share joins nothing.

    Parameters
    ----------
    piece
        int64, shape (n_accounts,): numbered from 0, ``NOBODY`` for accounts above suspicion.

    Returns
    -------
    int64, shape (n_accounts,): numbered from 0 in the order of the smallest account, ``NOBODY`` as before.

    Notes
    -----
    O(n_edges + pairs of pieces that meet on one signal).
    """
    graph, n = evidence.graph, int(piece.max(initial=-1)) + 1
    node = evidence.signal_of_node
    bridge = (evidence.weight[node] >= FIRM) & speaks_for_itself(evidence)[node]
    span, here, users = _spans(
        graph.indptr, graph.indices, graph.n_accounts, piece, bridge, evidence.signals.degree[node], n
    )  # fmt: skip
    meetings = _meetings(node[span], here, users)
    one, other = _bridged(evidence, meetings, np.bincount(piece[piece >= 0], minlength=n))
    joined = np.append(united(n, one, other), NOBODY)
    return numbered(joined[piece])


def numbered(operator: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the operators numbered 0, 1, … in the order of their smallest account; ``NOBODY`` as before."""
    named = operator != NOBODY
    found = np.full(len(operator), NOBODY)
    found[named] = renumbered(operator[named])
    return found


Meetings = tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]


def _meetings(signal: NDArray[np.int64], piece: NDArray[np.int64], users: NDArray[np.int64]) -> Meetings:
    """Return (signal, one piece, other piece, users in the one, in the other) where two pieces meet on a signal."""
    pieces_here = np.bincount(signal)[signal] if len(signal) else np.empty(0, np.int64)
    firsts, seconds = [np.empty(0, np.int64)], [np.empty(0, np.int64)]
    for step in range(1, min(MOST_PIECES, len(signal))):
        met = np.flatnonzero((signal[step:] == signal[:-step]) & ((pieces_here[step:] <= MOST_PIECES) | (step == 1)))
        firsts.append(met)
        seconds.append(met + step)
    first, second = np.concatenate(firsts), np.concatenate(seconds)
    return signal[first], piece[first], piece[second], users[first], users[second]


def _bridged(
    evidence: Evidence, meetings: Meetings, size: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the pairs of pieces with enough bridges between them."""
    signals = evidence.signals
    signal, one, other, in_one, in_other = meetings
    n, n_groups = max(len(size), 1), len(signals.group_names)
    pairs, pair = np.unique(one * n + other, return_inverse=True)
    halves = np.where(signals.of_kind(MOMENT)[signal], 0.5, 1.0)
    bridges = np.bincount(pair, halves, minlength=len(pairs))
    lasting = np.bincount(pair, signals.lasting[signals.kind[signal]], minlength=len(pairs))
    groups = np.bincount(np.unique(pair * n_groups + signals.group[signal]) // n_groups, minlength=len(pairs))
    one, other = pairs // n, pairs % n
    standing = np.where(
        size[one] <= size[other],
        np.bincount(pair, in_one, minlength=len(pairs)) / np.maximum(size[one], 1),
        np.bincount(pair, in_other, minlength=len(pairs)) / np.maximum(size[other], 1),
    )
    infrastructure = ~(signals.of_kind(MOMENT) | signals.of_kind(FINGERPRINT))
    built = np.bincount(pair, infrastructure[signal], minlength=len(pairs)) > 0
    enough = ((bridges >= BRIDGES) & (groups >= 2) & built) | (lasting >= LASTING_BRIDGES)
    joined = enough & (standing >= BRIDGED_SHARE)
    return one[joined], other[joined]


def united(n: int, one: NDArray[np.int64], other: NDArray[np.int64]) -> NDArray[np.int64]:
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


def take_in(evidence: Evidence, operator: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the operators with everybody that two independent kinds tie to one.

    An account belongs to the operator whose signals it shows with most weight, if at least two independent kinds of
    them are shown mostly by that operator's accounts, itself left out. A household whose address a ring rented shows
    one such signal; an account of the ring that stands a little apart shows several.

    Parameters
    ----------
    operator
        int64, shape (n_accounts,): numbered from 0, ``NOBODY`` for accounts of none.

    Notes
    -----
    O(ROUNDS * n_edges).
    """
    standing = _Standing.of(evidence)
    for _ in range(ROUNDS):
        if operator.max(initial=NOBODY) == NOBODY:
            break
        found = standing.tied_to(operator)
        found = np.where(found == NOBODY, operator, found)
        if np.array_equal(found, operator):
            break
        operator = found
    return numbered(operator)


class _Standing(NamedTuple):
    """The weighted graph, and of each of its signals what it can say of an account that shows it.

    ``slot`` is the occasion of a moment, -1 for others; ``behaves`` tells how an account acts from what it uses.
    """

    graph: BipartiteGraph
    accounts: int
    degree: NDArray[np.int64]
    weight: NDArray[np.float64]
    speaks: NDArray[np.bool_]
    group: NDArray[np.int64]
    slot: NDArray[np.int64]
    behaves: NDArray[np.bool_]

    @classmethod
    def of(cls, evidence: Evidence) -> _Standing:
        signals, node = evidence.signals, evidence.signal_of_node
        moment = signals.of_kind(MOMENT)[node]
        return cls(
            evidence.graph,
            evidence.calibration.accounts,
            signals.degree[node],
            evidence.weight[node],
            speaks_for_itself(evidence)[node],
            signals.group[node],
            np.where(moment, signals.at[node] // OCCASION_MS, -1),
            moment | signals.of_kind(FINGERPRINT)[node],
        )

    def tied_to(self, operator: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the operator that two kinds of signal tie each account to most firmly, ``NOBODY`` where none."""
        graph, n = self.graph, int(operator.max()) + 1
        edges = graph.indptr, graph.indices, graph.n_accounts
        owner, owned = _owners(*edges, operator, n)
        chance = np.minimum(np.bincount(operator[operator >= 0], minlength=n) / max(self.accounts, 1), 0.99)
        n_groups = int(self.group.max(initial=0)) + 1
        return np.asarray(_tied_to(edges, operator, owner, owned, chance, tuple(self[2:]), n_groups))


@njit(cache=True, nogil=True)
def _spans(indptr, indices, n_accounts, piece, bridge, degree, n_pieces):  # type: ignore[no-untyped-def]
    """Return (signal node, piece, users) in that order, of the bridges that mostly accounts with a piece show."""
    users, most, n = np.zeros(n_pieces, np.int64), 0, 0
    for account in range(n_accounts):
        most += indptr[account + 1] - indptr[account] if piece[account] >= 0 else 0
    node, whose, count = np.empty(most, np.int64), np.empty(most, np.int64), np.empty(most, np.int64)
    for x in range(len(bridge)):
        if not bridge[x]:
            continue
        first, suspicious = n, 0
        for e in range(indptr[n_accounts + x], indptr[n_accounts + x + 1]):
            own = piece[indices[e]]
            if own < 0:
                continue
            suspicious += 1
            if users[own] == 0:
                whose[n] = own
                n += 1
            users[own] += 1
        whose[first:n].sort()
        for i in range(first, n):
            node[i], count[i] = x, users[whose[i]]
            users[whose[i]] = 0
        if 2 * suspicious < degree[x]:
            n = first
    return node[:n].copy(), whose[:n].copy(), count[:n].copy()


@njit(cache=True, nogil=True)
def _owners(indptr, indices, n_accounts, operator, n_operators):  # type: ignore[no-untyped-def]
    """Return the operator with most users of each signal node (-1 where none has any), and how many."""
    n = len(indptr) - 1 - n_accounts
    owner, owned, users = np.full(n, -1, np.int64), np.zeros(n, np.int64), np.zeros(n_operators, np.int64)
    for x in range(n):
        for e in range(indptr[n_accounts + x], indptr[n_accounts + x + 1]):
            own = operator[indices[e]]
            if own >= 0:
                users[own] += 1
                if users[own] > owned[x] or (users[own] == owned[x] and own < owner[x]):
                    owner[x], owned[x] = own, users[own]
        if owned[x]:
            for e in range(indptr[n_accounts + x], indptr[n_accounts + x + 1]):
                if operator[indices[e]] >= 0:
                    users[operator[indices[e]]] = 0
    return owner, owned


@njit(cache=True, nogil=True)
def _tied_to(edges, operator, owner, owned, chance, said, n_groups):  # type: ignore[no-untyped-def]
    """Return the operator that two kinds tie each account to most firmly, -1 where there is none."""
    indptr, indices, n_accounts = edges
    degree, weight, speaks, group, slot, behaves = said
    found, best = np.full(n_accounts, -1, np.int64), np.empty(n_groups)
    longest = np.diff(indptr[: n_accounts + 1]).max() if n_accounts else 0
    whose, node = np.empty(longest, np.int64), np.empty(longest, np.int64)
    part, slots = np.empty(longest), np.empty(longest, np.int64)
    for account in range(n_accounts):
        n, top = 0, 0.0
        for e in range(indptr[account], indptr[account + 1]):
            x = indices[e] - n_accounts
            if owner[x] >= 0 and speaks[x]:
                others, usual = owned[x] - (operator[account] == owner[x]), chance[owner[x]]
                part[n] = (others / max(degree[x] - 1, 1) - usual) / (1 - usual)
                whose[n], node[n] = owner[x], x
                n += others >= 1 and part[n] >= TAKEN_IN
        for i in range(n):
            own = whose[i]
            if own >= 0:
                firmness = _firmness(i, n, whose, node, part, weight, group, slot, behaves, best, slots)
                if firmness > top or (firmness == top and firmness > 0 and own < found[account]):
                    found[account], top = own, firmness
    return found


@njit(cache=True, nogil=True)
def _firmness(first, end, whose, node, part, weight, group, slot, behaves, best, slots):  # type: ignore[no-untyped-def]
    """Return how firmly the signals of the first one's operator tie, 0 unless by two kinds; strike them off.

    Moments count if they are of several occasions; how an account acts is not enough: it may be another's.
    """
    own, n = whose[first], 0
    for i in range(first, end):
        if whose[i] == own and slot[node[i]] >= 0:
            slots[n] = slot[node[i]]
            n += 1
    slots[:n].sort()
    occasions = 0
    for i in range(n):
        occasions += i == 0 or slots[i] != slots[i - 1]
    best[:], built = -1.0, False
    for i in range(first, end):
        if whose[i] != own:
            continue
        whose[i], x = -1, node[i]
        if slot[x] < 0 or occasions >= OCCASIONS:
            best[group[x]] = max(best[group[x]], weight[x] * part[i])
            built |= not behaves[x]
    kinds, firmness = 0, 0.0
    for g in range(len(best)):
        if best[g] >= 0:
            kinds += 1
            firmness += best[g]
    return firmness if kinds >= 2 and built else 0.0
