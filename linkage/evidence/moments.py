"""Moments: several accounts act with one fingerprint in the same minutes, more often than chance and habit explain.

Two accounts that act within ten minutes of each other share a moment wherever the borders of the bins fall: moments are
twenty minutes long and begin every ten. What chance gives is taken from the fingerprint's own rate at that time of
day, and habits are taken off: a job that runs at midnight, a lesson every Tuesday, a report on the first of the month
bring strangers together again and again. (Of the published detectors of lockstep, SynchroTrap, CCS 2014,
doi:10.1145/2660267.2660269, compares pairs; here a moment is an identifier like any other, and no pair is ever built.)
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
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
        int64, shape (n_edges,), each pair once; moments are numbered by (offset, fingerprint, time).
    fingerprint
        int64, shape (n_moments,).
    at
        int64 ms UTC, shape (n_moments,): when the twenty minutes begin.
    expected
        float64, shape (n_moments,), > 0: accounts that chance and habit would bring together there.
    """

    account: NDArray[np.int64]
    moment: NDArray[np.int64]
    fingerprint: NDArray[np.int64]
    at: NDArray[np.int64]
    expected: NDArray[np.float64]


def cut_moments(acts: Acts, rhythm: Rhythm | None = None) -> Moments:
    """Return the moments that two accounts at least share, and what chance and habit would give.

    Notes
    -----
    O(n_acts log n_acts) time, O(n_acts) memory.
    """
    usual = rhythm or Rhythm.of(acts)
    rate = np.bincount(acts.fingerprint) if len(acts) else np.zeros(1, np.int64)
    parts = [_windows(acts, offset, rate, usual) for offset in (0, 1)]
    ahead = len(parts[0].at)
    return Moments(
        np.concatenate([part.account for part in parts]),
        np.concatenate([parts[0].moment, parts[1].moment + ahead]),
        np.concatenate([part.fingerprint for part in parts]),
        np.concatenate([part.at for part in parts]),
        np.concatenate([part.expected for part in parts]),
    )


def _windows(acts: Acts, offset: int, rate: NDArray[np.int64], usual: Rhythm) -> Moments:
    """Return the shared windows of two bins that begin at even (offset 0) or odd (offset 1) bins."""
    window = (acts.at // BIN_MS + offset) // 2
    fingerprint = acts.fingerprint.astype(np.int64)
    order = np.lexsort((acts.account, window, fingerprint))
    account, window, fingerprint = acts.account[order].astype(np.int64), window[order], fingerprint[order]
    new = np.ones(len(account), np.bool_)
    new[1:] = (np.diff(fingerprint) != 0) | (np.diff(window) != 0)
    again = np.zeros(len(account), np.bool_)
    again[1:] = ~new[1:] & (np.diff(account) == 0)
    number = np.cumsum(new) - 1
    account, number = account[~again], number[~again]
    users = np.bincount(number, minlength=int(new.sum()))
    fingerprint, window = fingerprint[new], window[new]
    chance = _by_chance(fingerprint, window, offset, users, rate, usual)
    expected = np.maximum(chance, _by_habit(fingerprint, window, users, usual.days))
    shared = users >= 2
    kept = shared[number]
    place = np.cumsum(shared) - 1
    return Moments(
        account[kept],
        place[number[kept]],
        fingerprint[shared],
        (window[shared] * 2 - offset) * BIN_MS,
        np.maximum(expected[shared], LEAST_EXPECTED),
    )


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
    minutes = window % WINDOWS_A_DAY
    date = (window // WINDOWS_A_DAY).astype("datetime64[D]")
    of_week = date.astype(np.int64) % 7
    of_month = (date - date.astype("datetime64[M]")).astype(np.int64)
    habits = [
        _usual_at(fingerprint, minutes, users, days),
        _usual_at(fingerprint, minutes + WINDOWS_A_DAY * of_week, users, days / 7),
        _usual_at(fingerprint, minutes + WINDOWS_A_DAY * of_month, users, days / 30),
    ]
    return np.asarray(np.maximum.reduce(habits))


def _usual_at(
    fingerprint: NDArray[np.int64], phase: NDArray[np.int64], users: NDArray[np.int64], periods: float
) -> NDArray[np.float64]:
    """Return the mean number of accounts at the same phase of all other periods; of two periods at least."""
    key = fingerprint * (WINDOWS_A_DAY * 31) + phase
    _, inverse = np.unique(key, return_inverse=True)
    elsewhere = np.bincount(inverse, users, minlength=1)[inverse] - users
    return np.asarray(elsewhere / max(periods - 1, 2.0))
