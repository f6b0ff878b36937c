"""Who was registered among those whose things he shares, more closely than chance gives.

People who share a device or a card joined when each of them happened to; one actor registers account after account. Of
an account and its companions, the others of its cluster on its rarely shared identifiers: how many were created within
a day of it, three days, seven, and how many would be if they had joined when everybody did?
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numba import njit
from numpy.typing import NDArray

from linkage.evidence.leases import MS_A_DAY
from linkage.evidence.weigh import Evidence
from linkage.judge.population import Population
from linkage.judge.ties import Ties, speaks_for_itself
from linkage.model.entity_graph import UNKNOWN

WITHIN_DAYS = (1.0, 3.0, 7.0)
"""Created within so many days of each other: the batch of a day, and those of a slower hand."""
BY_CHANCE = 0.01
"""Counts only if chance would bring fewer than one account in a hundred so close to so many."""
FEW = 16
"""Identifiers that more accounts use say too little about whom an account came with."""
DATED = 0.5
"""Times of creation may be dates: then so many days more lie within each limit, before and after."""


@dataclass(frozen=True, slots=True)
class Registered:
    """With whom each account was registered; all of shape (n_accounts,).

    Parameters
    ----------
    within_days
        float64: its companions were created within so many days of it, beyond chance; 0 where they were not, or where
        creation is not known.
    companions
        int64: of the accounts that share an identifier with it, those created so close.
    """

    within_days: NDArray[np.float64]
    companions: NDArray[np.int64]

    def where(self, counts: NDArray[np.bool_]) -> Registered:
        """Return the same, with nobody for accounts where it does not count."""
        return Registered(np.where(counts, self.within_days, 0.0), np.where(counts, self.companions, 0))


def registered_with(
    created_at: NDArray[np.int64],
    evidence: Evidence,
    ties: Ties,
    cluster: NDArray[np.int64],
    population: Population,
    speaks: NDArray[np.bool_] | None = None,
) -> Registered:
    """Return with whom of its cluster each account was registered, where chance does not explain it.

    Parameters
    ----------
    speaks
        bool, shape (n_signals,): which signals count as a kind of evidence, where that was worked out already.

    Notes
    -----
    Poisson counts against the population's own rate of creation at that time; the windows share the error between them.
    O(FEW * n_ties) time, O(n_accounts) memory: companions are counted, no pair is kept.
    """
    n, windows = len(cluster), np.array(WITHIN_DAYS)
    within, companions = np.zeros(n), np.zeros(n, np.int64)
    if not len(population.created):
        return Registered(within, companions)
    signals, signal = evidence.signals, ties.place_signal
    speaks = speaks_for_itself(evidence) if speaks is None else speaks
    infrastructure = signals.kind[signal] < len(signals.kinds) - 2
    rare = speaks[signal] & infrastructure & (signals.degree[signal] <= FEW)
    days = created_at / MS_A_DAY
    met, close = _companions(ties.rows, ties.place, rare, created_at != UNKNOWN, days, windows)
    some = np.flatnonzero(close[:, -1])  # nobody so close is never beyond chance
    met, close, days = met[some], close[some], days[some]
    chance = np.stack([
        _tail(met * _usual(days, days_apart, population), close[:, turn]) for turn, days_apart in enumerate(WITHIN_DAYS)
    ])  # fmt: skip
    best = chance.argmin(axis=0)
    beyond = chance.min(axis=0) < BY_CHANCE / len(WITHIN_DAYS)
    within[some] = np.where(beyond, windows[best], 0.0)
    companions[some] = np.where(beyond, close[np.arange(len(some)), best], 0)
    return Registered(within, companions)


def _usual(days: NDArray[np.float64], within: float, population: Population) -> NDArray[np.float64]:
    """Return the share of all accounts created within so many days of each; all, where nobody else was known then."""
    first, last, reach = population.created[0], population.created[-1], within + DATED
    share = population.created_within(np.clip(days - reach, first, max(first, last - 2 * reach)), 2 * reach)
    return np.where((days < first - reach) | (days > last + reach), 1.0, share)


def _tail(expected: NDArray[np.float64], seen: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return the probability of seeing so many or more where so many are expected (Poisson)."""
    term = np.exp(-expected)
    tail, below = np.ones(len(seen)), np.zeros(len(seen))
    for count in range(1, int(seen.max(initial=0)) + 1):
        below += term
        term = term * expected / count
        tail = np.where(seen >= count, np.maximum(1.0 - below, 0.0), tail)
    return tail


@njit(cache=True, nogil=True)
def _companions(rows, place, counts, known, days, within):  # type: ignore[no-untyped-def]
    """Count each account's companions at its places, and those created within so many days of it; each once."""
    n, (start, end, users) = len(rows) - 1, _users(rows, place, counts, known)
    met = np.full(n, -1, np.int32)
    companions, close = np.zeros(n), np.zeros((n, len(within)), np.int64)
    for account in range(n):
        met[account] = account
        for t in range(rows[account], rows[account + 1]):
            at = place[t]
            if not (known[account] and counts[at]):
                continue
            for j in range(start[at], end[at]):
                other = users[j]
                if met[other] == account:
                    continue
                met[other] = account
                companions[account] += 1
                for turn in range(len(within)):
                    if abs(days[other] - days[account]) <= within[turn]:
                        close[account, turn] += 1
    return companions, close


@njit(cache=True, nogil=True)
def _users(rows, place, counts, known):  # type: ignore[no-untyped-def]
    """Return the known accounts of the places that count: those of place p are users[start[p] : end[p]]."""
    n = len(rows) - 1
    start = np.zeros(len(counts) + 1, np.int64)
    for account in range(n):
        for t in range(rows[account], rows[account + 1]):
            if known[account] and counts[place[t]]:
                start[place[t] + 1] += 1
    start = np.cumsum(start)
    users, end = np.empty(start[-1], np.int32), start[:-1].copy()
    for account in range(n):
        for t in range(rows[account], rows[account + 1]):
            if known[account] and counts[place[t]]:
                users[end[place[t]]] = account
                end[place[t]] += 1
    return start, end, users
