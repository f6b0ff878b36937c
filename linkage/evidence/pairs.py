"""Pairs of accounts to learn from: a few of each signal, never all; and what else they have in common."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numba import njit
from numpy.typing import NDArray

from linkage.evidence.shared import Shared
from linkage.evidence.signals import FINGERPRINT, MOMENT, Signals, groups_shown

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
        int32, shape (n_pairs,): accounts.
    signal
        int32, shape (n_pairs,): what they were taken for sharing; -1 for strangers.
    """

    first: NDArray[np.int32]
    second: NDArray[np.int32]
    signal: NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Witnesses:
    """What else pairs share that could confirm them; pairs of which there is nothing are left out.

    Parameters
    ----------
    pair
        int64, shape (n_confirmable,): number of the pair.
    rows, signal
        int64, shape (n_confirmable + 1,), and int32: the signals of the i-th are ``signal[rows[i] : rows[i + 1]]``.
    n_pairs
        How many pairs were looked at.
    """

    pair: NDArray[np.int64]
    rows: NDArray[np.int64]
    signal: NDArray[np.int32]
    n_pairs: int

    def agreement(self, signals: Signals, worth: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return how surely they say that each pair belongs together.

        Parameters
        ----------
        worth
            float64, shape (n_signals,), in [0, 1]: what each signal is worth as a witness.

        Returns
        -------
        float64, shape (n_confirmable,), in [0, 1]: 1 - product over independent groups of (1 - worth of the best).
        """
        return np.asarray(_agreement(self.rows, self.signal, signals.group, worth, len(signals.group_names)))


def sample_pairs(signals: Signals, shared: Shared | None = None, first: int = 0, end: int | None = None) -> Pairs:
    """Return pairs that share a signal: neighbours in a shuffle of its users that depends on nothing else.

    Pairs that share a derived identifier only because they share one it is derived from are left out: it has nothing
    to add to that.

    Parameters
    ----------
    shared
        The shared signals with the observed ones in the rows of accounts, where that was worked out already.
    first, end
        Only pairs of the shared signals of these numbers, ``end`` left out; of all where not given.

    Returns
    -------
    Those at distance 1 in the order of signals, then those at distance 2, and so on.

    Notes
    -----
    O(n_edges) time, and sorting the users of hubs; 12 bytes a pair.
    """
    shared = shared or Shared.of(signals, signals.observed[signals.kind])
    end = len(shared) if end is None else end
    start = shared.start[first : end + 1]
    few = np.array([0, *(PAIRS_A_SIGNAL // distance for distance in DISTANCES[1:])], np.int64)
    mixed = _mix(np.arange(1, int(np.diff(start).max(initial=0)) + 1, dtype=np.uint64) * _STEP)
    one, other, about = _neighbours(start, shared.users, mixed, few, PAIRS_A_SIGNAL)
    about += np.int32(first)
    kind = signals.kind[shared.signal]
    explained = _share_parent(
        one, other, about, shared.rows, shared.shown, signals.group[shared.signal], signals.observed[kind]
    )
    kept = np.flatnonzero(~explained)
    return Pairs(one[kept], other[kept], shared.signal[about[kept]].astype(np.int32))


def random_pairs(signals: Signals) -> Pairs:
    """Return pairs of different accounts taken at random, the same for the same number of accounts."""
    rng = np.random.Generator(np.random.PCG64(signals.n_accounts))
    count = STRANGERS if signals.n_accounts >= 2 else 0
    first = rng.integers(0, max(signals.n_accounts, 1), count)
    second = (first + rng.integers(1, max(signals.n_accounts, 2), count)) % max(signals.n_accounts, 1)
    return Pairs(first.astype(np.int32), second.astype(np.int32), np.full(count, -1, np.int32))


def could_agree(signals: Signals, pairs: Pairs, groups: NDArray[np.bool_] | None = None) -> NDArray[np.bool_]:
    """Tell which pairs an independent kind could confirm: both accounts show something of another group, shared or not.

    Where nothing else is known of two accounts, that nothing else agrees is no evidence against them.

    Parameters
    ----------
    groups
        As ``groups_shown`` gives them, where that was done already.
    """
    groups = groups_shown(signals) if groups is None else groups
    return np.asarray(_could_agree(pairs.first, pairs.second, pairs.signal, signals.group, groups))


def witnesses(signals: Signals, pairs: Pairs, shared: Shared) -> Witnesses:
    """Return what else each pair shares that could confirm it, of the signals in the rows of accounts.

    A moment's own fingerprint is no witness for it, and another moment only if it is another occasion.

    Notes
    -----
    O(n_pairs * shared signals of an account) time; 4 bytes a witness, and 16 a pair that has any.
    """
    of, fingerprints, moments = shared.signal, shared.first_of(signals, FINGERPRINT), shared.first_of(signals, MOMENT)
    number = np.searchsorted(of, pairs.signal).astype(np.int32)
    number[pairs.signal < 0] = -1
    pair, rows, found = _witnesses(
        pairs.first.astype(np.int32), pairs.second.astype(np.int32), number, shared.rows, shared.shown,
        signals.group[of], signals.source[of], signals.at[of], fingerprints, moments,
    )  # fmt: skip
    return Witnesses(pair, rows, of[found].astype(np.int32), len(pairs.first))


def agreement(signals: Signals, pairs: Pairs, worth: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return how surely other kinds say that each pair belongs together.

    Parameters
    ----------
    worth
        float64, shape (n_signals,), in [0, 1]: what each signal is worth as a witness.

    Returns
    -------
    float64, shape (n_pairs,), in [0, 1]; 0 where nothing agrees.
    """
    found = witnesses(signals, pairs, Shared.of(signals, worth > 0))
    sure = np.zeros(found.n_pairs)
    sure[found.pair] = found.agreement(signals, worth)
    return sure


def _mix(x: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Scramble bits (the finaliser of SplitMix64; Steele, Lea and Flood 2014, doi:10.1145/2714064.2660195)."""
    x = (x ^ (x >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    x = (x ^ (x >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return np.asarray(x ^ (x >> np.uint64(31)))


@njit(cache=True, nogil=True)
def _neighbours(start, users, mixed, few, most):  # type: ignore[no-untyped-def]
    """Return neighbours in the shuffle of each signal's users, and the signal, one distance after the other."""
    n, counts = len(start) - 1, np.zeros(len(few), np.int64)
    for s in range(n):
        degree = start[s + 1] - start[s]
        for d in range(len(few)):
            counts[d] += _pairs_at(degree, d + 1, few[d], most)
    at = np.cumsum(counts) - counts
    total = counts.sum()
    first, second, about = np.empty(total, np.int32), np.empty(total, np.int32), np.empty(total, np.int32)
    small = np.empty((most + 1, most + 1), np.int64)  # the shuffles of so few users, worked out once
    for degree in range(1, min(most, len(mixed)) + 1):
        small[degree, :degree] = np.argsort(mixed[:degree])
    for s in range(n):
        degree = start[s + 1] - start[s]
        order = small[degree] if degree <= most else np.argsort(mixed[:degree])
        for d in range(len(few)):
            for place in range(_pairs_at(degree, d + 1, few[d], most)):
                first[at[d]] = users[start[s] + order[place]]
                second[at[d]] = users[start[s] + order[place + d + 1]]
                about[at[d]] = s
                at[d] += 1
    return first, second, about


@njit(cache=True, nogil=True)
def _pairs_at(degree, distance, few, most):  # type: ignore[no-untyped-def]
    """Count the pairs of a signal at a distance: of neighbours at most so many, of others none where users are many."""
    if distance == 1:
        return min(max(degree - 1, 0), most)
    return max(degree - distance, 0) if degree <= few else 0


@njit(cache=True, nogil=True)
def _could_agree(first, second, about, group, shown):  # type: ignore[no-untyped-def]
    """Tell which pairs show, both of them, something of a group other than that of their signal."""
    found = np.zeros(len(first), np.bool_)
    for p in range(len(first)):
        own = group[about[p]] if about[p] >= 0 else -1
        for g in range(shown.shape[1]):
            if g != own and shown[first[p], g] and shown[second[p], g]:
                found[p] = True
                break
    return found


@njit(cache=True, nogil=True)
def _witnesses(first, second, about, rows, shown, group, source, at, fingerprints, moments):  # type: ignore[no-untyped-def]
    """Return the pairs that share what could confirm them, where the witnesses of each begin, and these."""
    pair, ends = np.empty(len(first), np.int64), np.empty(len(first), np.int64)
    found, count, pairs = np.empty(1024, np.int32), 0, 0
    for p in range(len(first)):
        subject, before = about[p], count
        i, i_end = rows[first[p]], rows[first[p] + 1]
        j, j_end = rows[second[p]], rows[second[p] + 1]
        while i < i_end and j < j_end:
            shared = shown[i]
            if shared < shown[j]:
                i += 1
                continue
            if shared > shown[j]:
                j += 1
                continue
            i += 1
            j += 1
            if shared == subject:
                continue
            if subject >= 0:
                if subject >= moments and fingerprints <= shared < moments and source[shared] == source[subject]:
                    continue
                if group[shared] == group[subject] and not (
                    subject >= moments and abs(at[shared] - at[subject]) > APART_MS
                ):
                    continue
            if count == len(found):
                found = np.concatenate((found, np.empty(len(found), np.int32)))
            found[count] = shared
            count += 1
        if count > before:
            pair[pairs], ends[pairs] = p, count
            pairs += 1
    begins = np.zeros(pairs + 1, np.int64)
    begins[1:] = ends[:pairs]
    return pair[:pairs].copy(), begins, found[:count].copy()


@njit(cache=True, nogil=True)
def _agreement(rows, signal, group, worth, n_groups):  # type: ignore[no-untyped-def]
    """Return 1 - product over groups of (1 - best witness) for each pair."""
    found, best = np.zeros(len(rows) - 1), np.zeros(n_groups)
    for p in range(len(found)):
        best[:] = 0.0
        for i in range(rows[p], rows[p + 1]):
            at = group[signal[i]]
            best[at] = max(best[at], worth[signal[i]])
        doubt = 1.0
        for g in range(n_groups):
            doubt *= 1.0 - best[g]
        found[p] = 1.0 - doubt
    return found


@njit(cache=True, nogil=True)
def _share_parent(first, second, about, rows, shown, group, observed):  # type: ignore[no-untyped-def]
    """Tell which pairs, taken for a derived identifier, share an observed one of the same group."""
    found = np.zeros(len(first), np.bool_)
    for p in range(len(first)):
        if observed[about[p]]:
            continue
        i, i_end = rows[first[p]], rows[first[p] + 1]
        j, j_end = rows[second[p]], rows[second[p] + 1]
        while i < i_end and j < j_end:
            if shown[i] < shown[j]:
                i += 1
            elif shown[i] > shown[j]:
                j += 1
            else:
                if group[shown[i]] == group[about[p]]:
                    found[p] = True
                    break
                i += 1
                j += 1
    return found
