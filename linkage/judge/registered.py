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
from linkage.evidence.signals import FINGERPRINT, MOMENT
from linkage.evidence.weigh import Evidence
from linkage.judge.population import Population
from linkage.judge.ties import Ties, speaks_for_itself, tie_graph
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
    created_at: NDArray[np.int64], evidence: Evidence, ties: Ties, cluster: NDArray[np.int64], population: Population
) -> Registered:
    """Return with whom of its cluster each account was registered, where chance does not explain it.

    Notes
    -----
    Poisson counts against the population's own rate of creation at that time; the windows share the error between them.
    O(n_ties log n_ties + FEW * n_ties) time, O(n_accounts) memory: companions are counted, no pair is kept.
    """
    n, windows = len(cluster), np.array(WITHIN_DAYS)
    if not len(population.created):
        return Registered(np.zeros(n), np.zeros(n, np.int64))
    signals, known = evidence.signals, created_at != UNKNOWN
    behaviour = signals.of_kind(MOMENT) | signals.of_kind(FINGERPRINT)
    rare = speaks_for_itself(evidence) & ~behaviour & (signals.degree <= FEW)
    counts = rare[ties.signal] & known[ties.account]
    graph, _ = tie_graph(cluster, Ties(ties.account[counts], ties.signal[counts], ties.inside[counts]))
    days = created_at / MS_A_DAY
    companions, close = _companions(graph.indptr, graph.indices, n, days, windows)
    chance = np.stack([
        _tail(companions * _usual(days, within, population), close[:, turn]) for turn, within in enumerate(WITHIN_DAYS)
    ])  # fmt: skip
    best = chance.argmin(axis=0)
    beyond = chance.min(axis=0) < BY_CHANCE / len(WITHIN_DAYS)
    return Registered(np.where(beyond, windows[best], 0.0), np.where(beyond, close[np.arange(n), best], 0))


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
def _companions(indptr, indices, n_accounts, days, within):  # type: ignore[no-untyped-def]
    """Count each account's companions on its signals, and those created within so many days of it; each once."""
    met = np.full(n_accounts, -1, np.int64)
    companions, close = np.zeros(n_accounts), np.zeros((n_accounts, len(within)), np.int64)
    for account in range(n_accounts):
        met[account] = account
        for i in range(indptr[account], indptr[account + 1]):
            signal = indices[i]
            for j in range(indptr[signal], indptr[signal + 1]):
                other = indices[j]
                if met[other] == account:
                    continue
                met[other] = account
                companions[account] += 1
                for turn in range(len(within)):
                    if abs(days[other] - days[account]) <= within[turn]:
                        close[account, turn] += 1
    return companions, close
