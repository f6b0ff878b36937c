"""Moments: several accounts act with one fingerprint in the same minutes, more often than chance and habit explain.

Two accounts that act within ten minutes of each other share a moment wherever the borders of the bins fall: moments are
twenty minutes long and begin every ten. What chance gives is taken from the fingerprint's own rate at that time of
day, and habits are taken off: a job that runs at midnight, a lesson every Tuesday, a report on the first of the month
bring strangers together again and again. (Of the published detectors of lockstep, SynchroTrap, CCS 2014,
doi:10.1145/2660267.2660269, compares pairs; here a moment is an identifier like any other, and no pair is ever built.)
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from numba import njit
from numpy.typing import NDArray

from linkage.model.entity_graph import Acts

BIN_MS = 600_000
BINS_A_DAY = 144
WINDOWS_A_DAY = BINS_A_DAY // 2
LEAST_EXPECTED = 1e-6
"""Nothing is rarer than this, so that one coincidence never proves anything."""


@dataclass(frozen=True, slots=True)
class Rhythm:
    """What is usual on this platform: how activity spreads over the day, and how long it was watched.

    Parameters
    ----------
    profile
        float64, shape (BINS_A_DAY,): share of all activity in each ten minutes of the day, smoothed over an hour.
    days
        Length of the watch, >= 1.
    """

    profile: NDArray[np.float64]
    days: float

    @classmethod
    def of(cls, acts: Acts) -> Rhythm:
        """Return the rhythm of this activity; an even one where there is none."""
        if not len(acts):
            return cls(np.full(BINS_A_DAY, 1 / BINS_A_DAY), 1.0)
        bins = acts.at // BIN_MS
        share = np.bincount(bins % BINS_A_DAY, minlength=BINS_A_DAY) / len(acts)
        around = np.convolve(np.concatenate([share[-3:], share, share[:3]]), np.full(7, 1 / 7), "valid")
        return cls(np.maximum(share, around), max(float(bins.max() - bins.min()) / BINS_A_DAY, 1.0))


@dataclass(frozen=True, slots=True)
class Moments:
    """Moments that two accounts at least share.

    Parameters
    ----------
    account, moment
        int32 and int64, shape (n_edges,), each pair once, ordered by (moment, account); moments are numbered by
        (offset, fingerprint, time).
    fingerprint
        int64, shape (n_moments,).
    at
        int64 ms UTC, shape (n_moments,): when the twenty minutes begin.
    expected
        float64, shape (n_moments,), > 0: accounts that chance and habit would bring together there.
    degree
        int64, shape (n_moments,), >= 2: accounts that share it.
    """

    account: NDArray[np.int32]
    moment: NDArray[np.int64]
    fingerprint: NDArray[np.int64]
    at: NDArray[np.int64]
    expected: NDArray[np.float64]
    degree: NDArray[np.int64]


def cut_moments(acts: Acts, rhythm: Rhythm | None = None) -> Moments:
    """Return the moments that two accounts at least share, and what chance and habit would give.

    Notes
    -----
    O(n_acts) time, and sorting windows where the watch is longer than there are acts; O(n_acts) memory.
    """
    usual = rhythm or Rhythm.of(acts)
    rate = np.bincount(acts.fingerprint) if len(acts) else np.zeros(1, np.int64)
    with ThreadPoolExecutor(2) as pool:
        parts = list(pool.map(lambda offset: _windows(acts, offset, rate, usual), (0, 1)))
    ahead = len(parts[0].at)
    return Moments(
        np.concatenate([part.account for part in parts]),
        np.concatenate([parts[0].moment, parts[1].moment + ahead]),
        np.concatenate([part.fingerprint for part in parts]),
        np.concatenate([part.at for part in parts]),
        np.concatenate([part.expected for part in parts]),
        np.concatenate([part.degree for part in parts]),
    )


def _windows(acts: Acts, offset: int, rate: NDArray[np.int64], usual: Rhythm) -> Moments:
    """Return the shared windows of two bins that begin at even (offset 0) or odd (offset 1) bins."""
    window = (acts.at // BIN_MS + offset) // 2
    order = _in_order(acts.fingerprint, window)
    fingerprint, begins, users = _users(acts.account[order], acts.fingerprint[order], window[order])
    shared = users >= 2
    habit = _by_habit(fingerprint, begins, users, usual.days)[shared]
    account, moment = _shared(acts.account[order], acts.fingerprint[order], window[order], shared)
    fingerprint, begins, users = fingerprint[shared], begins[shared], users[shared]
    chance = _by_chance(fingerprint, begins, offset, users, rate, usual)
    expected = np.maximum(np.maximum(chance, habit), LEAST_EXPECTED)
    return Moments(account, moment, fingerprint, (begins * 2 - offset) * BIN_MS, expected, users)


def _in_order(fingerprint: NDArray[np.int32], window: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the order by (fingerprint, window, account) of acts that come by account.

    Two stable counting sorts; where windows lie wide apart, they are ranked first.
    """
    place = window - window.min(initial=0) if len(window) else window
    if int(place.max(initial=0)) > 4 * len(window) + WINDOWS_A_DAY * 366:
        place = np.unique(window, return_inverse=True)[1]
    by_window = _counted(place, np.arange(len(place)), int(place.max(initial=-1)) + 1)
    return np.asarray(_counted(fingerprint, by_window, int(fingerprint.max(initial=-1)) + 1))


@njit(cache=True, nogil=True)
def _counted(key, order, n_keys):  # type: ignore[no-untyped-def]
    """Return this order sorted by key, equal keys as they come."""
    at = np.zeros(n_keys + 1, np.int64)
    for i in range(len(key)):
        at[key[i] + 1] += 1
    at = np.cumsum(at)
    found = np.empty(len(order), np.int64)
    for i in order:
        found[at[key[i]]] = i
        at[key[i]] += 1
    return found


@njit(cache=True, nogil=True)
def _users(account, fingerprint, window):  # type: ignore[no-untyped-def]
    """Return fingerprint, window and number of accounts of each window of a fingerprint."""
    whose, when, users = (
        np.empty(len(window), np.int64),
        np.empty(len(window), np.int64),
        np.empty(len(window), np.int64),
    )
    count = 0
    for i in range(len(window)):
        if i == 0 or fingerprint[i] != fingerprint[i - 1] or window[i] != window[i - 1]:
            whose[count], when[count], users[count] = fingerprint[i], window[i], 1
            count += 1
        elif account[i] != account[i - 1]:
            users[count - 1] += 1
    return whose[:count].copy(), when[:count].copy(), users[:count].copy()


@njit(cache=True, nogil=True)
def _shared(account, fingerprint, window, shared):  # type: ignore[no-untyped-def]
    """Return the accounts of the windows that are shared, each once, and the number of the window among these."""
    who, number, found, at, moment = np.empty(len(window), np.int32), np.empty(len(window), np.int64), 0, -1, -1
    for i in range(len(window)):
        new = i == 0 or fingerprint[i] != fingerprint[i - 1] or window[i] != window[i - 1]
        at += new
        moment += new and shared[at]
        if shared[at] and (new or account[i] != account[i - 1]):
            who[found], number[found] = account[i], moment
            found += 1
    return who[:found].copy(), number[:found].copy()


def _by_chance(
    fingerprint: NDArray[np.int64],
    window: NDArray[np.int64],
    offset: int,
    users: NDArray[np.int64],
    rate: NDArray[np.int64],
    usual: Rhythm,
) -> NDArray[np.float64]:
    """Return how many accounts the fingerprint's rate elsewhere, at this time of day, would bring."""
    begins = window * 2 - offset
    share = usual.profile[begins % BINS_A_DAY] + usual.profile[(begins + 1) % BINS_A_DAY]
    elsewhere = np.maximum(rate[fingerprint] - users, 0.5)
    return np.asarray(elsewhere / usual.days * share)


def _by_habit(
    fingerprint: NDArray[np.int64], window: NDArray[np.int64], users: NDArray[np.int64], days: float
) -> NDArray[np.float64]:
    """Return how many accounts the fingerprint brings at the same time on other days, weeks and months, on average."""
    minutes, date = window % WINDOWS_A_DAY, (window // WINDOWS_A_DAY).astype("datetime64[D]")
    of_week = date.astype(np.int64) % 7
    of_month = (date - date.astype("datetime64[M]")).astype(np.int64)
    phases = minutes, minutes + WINDOWS_A_DAY * of_week, minutes + WINDOWS_A_DAY * of_month
    habits = [
        _at_phase(fingerprint, phase, users, WINDOWS_A_DAY * 31) / max(days / every - 1, 2.0)
        for phase, every in zip(phases, (1, 7, 30), strict=True)
    ]
    return np.asarray(np.maximum.reduce(habits))


@njit(cache=True, nogil=True)
def _at_phase(fingerprint, phase, users, n_phases):  # type: ignore[no-untyped-def]
    """Return how many accounts the fingerprint of each window brings at the same phase of all other periods."""
    sums, elsewhere, first = np.zeros(n_phases, np.int64), np.empty(len(users)), 0
    while first < len(users):
        end = first
        while end < len(users) and fingerprint[end] == fingerprint[first]:
            sums[phase[end]] += users[end]
            end += 1
        for i in range(first, end):
            elsewhere[i] = sums[phase[i]] - users[i]
        for i in range(first, end):
            sums[phase[i]] = 0
        first = end
    return elsewhere
