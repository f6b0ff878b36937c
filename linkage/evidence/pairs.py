"""Pairs of accounts to learn from: a few of each signal, never all; and what else they have in common."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numba import njit
from numpy.typing import NDArray

from linkage.evidence.signals import FINGERPRINT, MOMENT, Signals

PAIRS_A_SIGNAL = 64
"""Most pairs at each distance that one signal contributes, so that no hub decides alone what its kind means."""
DISTANCES = (1, 2, 3)
"""Users are compared with those so many places on in a fixed shuffle of the signal's users."""
STRANGERS = 200_000
"""Pairs of accounts at random, from which chance is measured."""
APART_MS = 43_200_000
"""Moments further apart than this are two occasions."""
_STEP = np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of accounts.

    Parameters
    ----------
    first, second
        int64, shape (n_pairs,): accounts.
    signal
        int64, shape (n_pairs,): what they were taken for sharing; -1 for strangers.
    """

    first: NDArray[np.int64]
    second: NDArray[np.int64]
    signal: NDArray[np.int64]


def sample_pairs(signals: Signals) -> Pairs:
    """Return pairs that share a signal: neighbours in a shuffle of its users that depends on nothing else.

    Pairs that share a derived identifier only because they share one it is derived from are left out: it has nothing
    to add to that.

    Notes
    -----
    O(n_edges log n_edges) time, O(n_edges) memory.
    """
    start = np.concatenate([[0], np.cumsum(signals.degree)])
    by_signal = np.lexsort((signals.account, signals.signal))
    rank = np.empty(len(by_signal), np.int64)
    rank[by_signal] = np.arange(len(by_signal)) - start[signals.signal[by_signal]]
    mixed = _mix((rank.astype(np.uint64) + np.uint64(1)) * _STEP)
    order = np.lexsort((mixed, signals.signal))
    signal, user = signals.signal[order], signals.account[order]
    place = np.arange(len(signal)) - start[signal]
    found = []
    for distance in DISTANCES:
        few = place < PAIRS_A_SIGNAL if distance == 1 else signals.degree[signal] <= PAIRS_A_SIGNAL // distance
        last = max(len(signal) - distance, 0)
        met = np.flatnonzero(few[:last] & (signal[len(signal) - last :] == signal[:last]))
        found.append(Pairs(user[met], user[met + distance], signal[met]))
    pairs = Pairs(*(np.concatenate([getattr(p, name) for p in found]) for name in ("first", "second", "signal")))
    explained = _share_parent(
        pairs.first, pairs.second, signals.kind[pairs.signal], signals.rows, signals.signal, signals.kind,
        signals.group, signals.observed,
    )  # fmt: skip
    return Pairs(pairs.first[~explained], pairs.second[~explained], pairs.signal[~explained])


def random_pairs(signals: Signals) -> Pairs:
    """Return pairs of different accounts taken at random, the same for the same number of accounts."""
    rng = np.random.Generator(np.random.PCG64(signals.n_accounts))
    count = STRANGERS if signals.n_accounts >= 2 else 0
    first = rng.integers(0, max(signals.n_accounts, 1), count)
    second = (first + rng.integers(1, max(signals.n_accounts, 2), count)) % max(signals.n_accounts, 1)
    return Pairs(first, second, np.full(count, -1))


def could_agree(signals: Signals, pairs: Pairs) -> NDArray[np.bool_]:
    """Tell which pairs an independent kind could confirm: both accounts show something of another group, shared or not.

    Where nothing else is known of two accounts, that nothing else agrees is no evidence against them.
    """
    n_groups = len(signals.group_names)
    groups = np.zeros((signals.n_accounts, n_groups), np.bool_)
    groups[signals.account, signals.group[signals.signal]] = True
    both = groups[pairs.first] & groups[pairs.second]
    own = np.where(pairs.signal >= 0, signals.group[pairs.signal], n_groups)
    both[np.arange(len(both))[own < n_groups], own[own < n_groups]] = False
    return np.asarray(both.any(axis=1))


def agreement(signals: Signals, pairs: Pairs, worth: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return how surely other kinds say that each pair belongs together.

    Parameters
    ----------
    worth
        float64, shape (n_signals,), in [0, 1]: what each signal is worth as a witness.

    Returns
    -------
    float64, shape (n_pairs,), in [0, 1]: 1 - product over independent groups of (1 - worth of the best witness).
    A moment's own fingerprint is no witness for it, and another moment only if it is another occasion.

    Notes
    -----
    O(n_pairs * signals of an account).
    """
    return np.asarray(
        _agreement(
            pairs.first, pairs.second, pairs.signal, signals.rows, signals.signal, signals.group, signals.source,
            signals.at, worth, len(signals.group_names), signals.of_kind(MOMENT), signals.of_kind(FINGERPRINT),
        )
    )  # fmt: skip


def _mix(x: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Scramble bits (the finaliser of SplitMix64; Steele, Lea and Flood 2014, doi:10.1145/2714064.2660195)."""
    x = (x ^ (x >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    x = (x ^ (x >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return np.asarray(x ^ (x >> np.uint64(31)))


@njit(cache=True, nogil=True)
def _agreement(first, second, about, rows, signal_of, group, source, at, worth, n_groups, moment, fingerprint):  # type: ignore[no-untyped-def]
    """Return 1 - product over groups of (1 - best witness) for each pair."""
    found, best = np.zeros(len(first)), np.zeros(n_groups)
    for p in range(len(first)):
        subject = about[p]
        i, i_end = rows[first[p]], rows[first[p] + 1]
        j, j_end = rows[second[p]], rows[second[p] + 1]
        best[:] = 0.0
        while i < i_end and j < j_end:
            shared = signal_of[i]
            if shared < signal_of[j]:
                i += 1
            elif shared > signal_of[j]:
                j += 1
            else:
                i += 1
                j += 1
                if worth[shared] <= best[group[shared]] or shared == subject:
                    continue
                if subject >= 0:
                    if moment[subject] and fingerprint[shared] and source[shared] == source[subject]:
                        continue
                    if group[shared] == group[subject] and not (
                        moment[subject] and abs(at[shared] - at[subject]) > APART_MS
                    ):
                        continue
                best[group[shared]] = worth[shared]
        doubt = 1.0
        for g in range(n_groups):
            doubt *= 1.0 - best[g]
        found[p] = 1.0 - doubt
    return found


@njit(cache=True, nogil=True)
def _share_parent(first, second, kind_of_pair, rows, signal_of, kind, group, observed):  # type: ignore[no-untyped-def]
    """Tell which pairs, taken for a derived identifier, share an observed one of the same group."""
    found = np.zeros(len(first), np.bool_)
    group_of_kind = np.full(len(observed), -1, np.int64)
    for s in range(len(kind)):
        group_of_kind[kind[s]] = group[s]
    for p in range(len(first)):
        if observed[kind_of_pair[p]]:
            continue
        i, i_end = rows[first[p]], rows[first[p] + 1]
        j, j_end = rows[second[p]], rows[second[p] + 1]
        while i < i_end and j < j_end:
            if signal_of[i] < signal_of[j]:
                i += 1
            elif signal_of[i] > signal_of[j]:
                j += 1
            else:
                shared = signal_of[i]
                if observed[kind[shared]] and group[shared] == group_of_kind[kind_of_pair[p]]:
                    found[p] = True
                    break
                i += 1
                j += 1
    return found
