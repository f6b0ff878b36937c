"""Operators: suspicious pieces that share infrastructure are one, and who is tied to it by two kinds belongs to it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from linkage.detect.graph import Partition
from linkage.evidence.signals import FINGERPRINT, MOMENT
from linkage.evidence.weigh import Evidence
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
    O(n_edges log n_edges + pairs of pieces that meet on one signal).
    """
    signals, n = evidence.signals, int(piece.max(initial=-1)) + 1
    here = piece[signals.account]
    suspicious = np.bincount(signals.signal, here >= 0, minlength=len(signals))
    bridge = (evidence.weight >= FIRM) & speaks_for_itself(evidence) & (2 * suspicious >= signals.degree)
    stands = (here >= 0) & bridge[signals.signal]
    span, users = np.unique(signals.signal[stands] * max(n, 1) + here[stands], return_counts=True)
    meetings = _meetings(span // max(n, 1), span % max(n, 1), users)
    one, other = _bridged(evidence, meetings, np.bincount(piece[piece >= 0], minlength=n))
    joined = np.append(united(n, one, other), NOBODY)
    return numbered(joined[piece])


def numbered(operator: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the operators numbered 0, 1, … in the order of their smallest account; ``NOBODY`` as before."""
    named = operator != NOBODY
    found = np.full(len(operator), NOBODY)
    found[named] = Partition.of(operator[named]).labels
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
    O(ROUNDS * n_edges log n_edges).
    """
    for _ in range(ROUNDS):
        if operator.max(initial=NOBODY) == NOBODY:
            break
        found = _tied_to(evidence, operator)
        found = np.where(found == NOBODY, operator, found)
        if np.array_equal(found, operator):
            break
        operator = found
    return numbered(operator)


def _tied_to(evidence: Evidence, operator: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the operator that two kinds of signal tie each account to most firmly, ``NOBODY`` where there is none."""
    signals, n = evidence.signals, int(operator.max()) + 1
    owner, owned = _owners(evidence, operator, n)
    by_chance = np.bincount(operator[operator >= 0], minlength=n) / max(evidence.calibration.accounts, 1)
    edges = np.flatnonzero(owner[signals.signal] >= 0)
    account, signal = signals.account[edges], signals.signal[edges]
    whose = owner[signal]
    others = owned[signal] - (operator[account] == whose)
    chance = np.minimum(by_chance[whose], 0.99)
    part = (others / np.maximum(signals.degree[signal] - 1, 1) - chance) / (1 - chance)
    speaks = (part >= TAKEN_IN) & (others >= 1) & speaks_for_itself(evidence)[signal]
    speaks &= _again_and_again(evidence, account * n + whose, signal, speaks)
    account, signal, whose, part = account[speaks], signal[speaks], whose[speaks], part[speaks]
    best = _best_of_group(account * n + whose, signals.group[signal], evidence.weight[signal] * part)
    tie, kinds, firmness = best
    behaviour = signals.of_kind(MOMENT) | signals.of_kind(FINGERPRINT)
    built = np.unique((account * n + whose)[~behaviour[signal]])  # who only acts alike may be another's
    firm = (kinds >= 2) & np.isin(tie, built)
    account, whose, firmness = tie[firm] // n, tie[firm] % n, firmness[firm]
    order = np.lexsort((whose, -firmness, account))
    first = np.ones(len(order), np.bool_)
    first[1:] = np.diff(account[order]) != 0
    found = np.full(len(operator), NOBODY)
    found[account[order][first]] = whose[order][first]
    return found


def _again_and_again(
    evidence: Evidence, tie: NDArray[np.int64], signal: NDArray[np.int64], speaks: NDArray[np.bool_]
) -> NDArray[np.bool_]:
    """Tell which signals count: all but moments of accounts that were in step with the operator but once."""
    moment = np.flatnonzero(evidence.signals.of_kind(MOMENT)[signal] & speaks)
    slot = evidence.signals.at[signal[moment]] // OCCASION_MS
    slots = int(slot.max(initial=0)) + 1
    ties, inverse = np.unique(tie[moment], return_inverse=True)
    occasions = np.bincount(np.unique(inverse * slots + slot) // slots, minlength=len(ties))
    counts = np.ones(len(signal), np.bool_)
    counts[moment] = occasions[inverse] >= OCCASIONS
    return counts


def _owners(evidence: Evidence, operator: NDArray[np.int64], n: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the operator with most users of each weighted signal (``NOBODY`` where none has any), and how many."""
    signals = evidence.signals
    counts = (operator[signals.account] >= 0) & (evidence.weight[signals.signal] > 0)
    key, users = np.unique(signals.signal[counts] * n + operator[signals.account[counts]], return_counts=True)
    signal, whose = key // n, key % n
    order = np.lexsort((whose, -users, signal))
    first = np.ones(len(order), np.bool_)
    first[1:] = np.diff(signal[order]) != 0
    owner, owned = np.full(len(signals), NOBODY), np.zeros(len(signals), np.int64)
    owner[signal[order][first]] = whose[order][first]
    owned[signal[order][first]] = users[order][first]
    return owner, owned


def _best_of_group(
    tie: NDArray[np.int64], group: NDArray[np.int64], weight: NDArray[np.float64]
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
    """Return each tie once, with its number of groups and the sum of the best weight in each."""
    n_groups = int(group.max(initial=0)) + 1
    key = tie * n_groups + group
    order = np.lexsort((-weight, key))
    first = np.ones(len(order), np.bool_)
    first[1:] = np.diff(key[order]) != 0
    ties, inverse = np.unique(tie[order][first], return_inverse=True)
    groups = np.bincount(inverse, minlength=len(ties))
    return ties, groups, np.bincount(inverse, weight[order][first], len(ties)).astype(np.float64)
