"""When the accounts of each cluster were created: how far apart, how many close together, how many after a time."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numba import njit
from numpy.typing import NDArray

from linkage.evidence.leases import MS_A_DAY
from linkage.judge.population import CLOSE_DAYS


@dataclass(frozen=True, slots=True)
class Created:
    """Known times of creation in days, ordered by (cluster, time): those of cluster c from start[c] on.

    Parameters
    ----------
    days
        float64, shape (n_known,).
    start, count
        int64, shape (n_clusters,).
    """

    days: NDArray[np.float64]
    start: NDArray[np.int64]
    count: NDArray[np.int64]

    @classmethod
    def of(
        cls, created_at: NDArray[np.int64], by_creation: NDArray[np.int64], cluster: NDArray[np.int64], n: int
    ) -> Created:
        """Return the times of these accounts.

        Parameters
        ----------
        by_creation
            int64: the accounts whose creation is known, in its order.
        n
            How many clusters there are.
        """
        count = np.bincount(cluster[by_creation], minlength=n)
        start = np.concatenate([[0], np.cumsum(count)[:-1]]).astype(np.int64)[:n]
        return cls(_by_cluster(created_at / MS_A_DAY, by_creation, cluster, start), start, count)

    def spread(self) -> NDArray[np.float64]:
        """Return the days between the first and the third quartile of each cluster; NaN with fewer than two."""
        spread = np.full(len(self.count), np.nan)
        enough = self.count >= 2
        start, last = self.start[enough], self.count[enough] - 1
        spread[enough] = self.days[start + (3 * last + 3) // 4] - self.days[start + last // 4]
        return spread

    def between(self, cluster: NDArray[np.int64], since: NDArray[np.float64], days: float) -> NDArray[np.int64]:
        """Return how many accounts of these clusters were created after these times and within so many days.

        Notes
        -----
        Two binary searches a time, each inside its own cluster.
        """
        if not len(self.days):
            return np.zeros(len(since), np.int64)
        low, reach = self._line(days)
        return np.asarray(_between(self.days, self.start, self.count, cluster, since, days, low, reach))

    def close(self) -> NDArray[np.float64]:
        """Return how many pairs of each cluster were created within ``CLOSE_DAYS`` of each other."""
        if not len(self.days):
            return np.zeros(len(self.count))
        return np.asarray(_close(self.days, self.start, self.count, CLOSE_DAYS, *self._line(CLOSE_DAYS)))

    def _line(self, days: float) -> tuple[float, float]:
        """Return the first time, and how far clusters lie apart on one line of times."""
        return float(self.days.min()), float(np.ptp(self.days)) + 2 * days + 2


@njit(cache=True, nogil=True)
def _by_cluster(days, by_creation, cluster, start):  # type: ignore[no-untyped-def]
    """Return the times ordered by cluster, those of a cluster as they come."""
    found, at = np.empty(len(by_creation)), start.copy()
    for account in by_creation:
        found[at[cluster[account]]] = days[account]
        at[cluster[account]] += 1
    return found


@njit(cache=True, nogil=True)
def _up_to(days, first, end, origin, low, until):  # type: ignore[no-untyped-def]
    """Return the place of the first of these times that is later; all are measured from the cluster's origin."""
    while first < end:
        middle = (first + end) // 2
        if origin + (days[middle] - low) <= until:
            first = middle + 1
        else:
            end = middle
    return first


@njit(cache=True, nogil=True)
def _between(days, start, count, cluster, since, within, low, reach):  # type: ignore[no-untyped-def]
    """Count the times of one cluster after one time and within so many days of it."""
    found = np.zeros(len(cluster), np.int64)
    for i in range(len(cluster)):
        first, origin = start[cluster[i]], cluster[i] * reach
        end = first + count[cluster[i]]
        since_here = origin + min(max(since[i] - low, -1.0), reach - within - 1)
        after = _up_to(days, first, end, origin, low, since_here)
        found[i] = _up_to(days, after, end, origin, low, since_here + within) - after
    return found


@njit(cache=True, nogil=True)
def _close(days, start, count, within, low, reach):  # type: ignore[no-untyped-def]
    """Count the pairs of each cluster that are within so many days, those at the very same time included."""
    pairs = np.zeros(len(count))
    for c in range(len(count)):
        first, end, origin = start[c], start[c] + count[c], c * reach
        after, until, same = first, first, first
        for i in range(first, end):
            here = origin + min(max(days[i] - low, -1.0), reach - within - 1)
            while after < end and origin + (days[after] - low) <= here:
                after += 1
            until = max(until, after)
            while until < end and origin + (days[until] - low) <= here + within:
                until += 1
            if days[i] != days[same]:
                same = i
            pairs[c] += until - after + (i - same)
    return pairs
