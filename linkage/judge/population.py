"""What is usual among accounts that belong to no group: the yardstick every cluster is held against."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from linkage.evidence.leases import MS_A_DAY
from linkage.model.entity_graph import UNKNOWN, Accounts

GROUP = 5
"""Accounts in communities of this size and more are left out of the yardstick: they may be what is to be judged."""
ENOUGH = 200
"""With fewer accounts outside groups than this all accounts are the yardstick."""
CLOSE_DAYS = 1.0
"""Two accounts created within this time are created together."""


@dataclass(frozen=True, slots=True)
class Population:
    """What is usual among accounts.

    Parameters
    ----------
    created
        float64, shape (101,): percentiles of creation, days since the epoch; empty where fewer than two are known.
    close
        Probability that two accounts are created within ``CLOSE_DAYS`` of each other.
    banned, verified, paid
        Share of accounts, in [0, 1].
    """

    created: NDArray[np.float64]
    close: float
    banned: float
    verified: float
    paid: float

    @property
    def spread_days(self) -> float:
        """Days between the first and the third quartile of creation; NaN where unknown."""
        return float(self.created[75] - self.created[25]) if len(self.created) else np.nan

    def created_within(self, since: NDArray[np.float64], days: float) -> NDArray[np.float64]:
        """Return the share of accounts created in so many days from each time (days since the epoch)."""
        if not len(self.created):
            return np.zeros(len(since))
        rank, until = np.linspace(0.0, 1.0, 101), since + days
        between = np.interp(until, self.created, rank) - np.interp(since, self.created, rank)
        at_once = np.searchsorted(self.created, until, "right") - np.searchsorted(self.created, since, "left")
        return np.maximum(between, (at_once - 1) / 100)  # many on one day are not spread over the days before

    @classmethod
    def of(cls, accounts: Accounts, community: NDArray[np.int64]) -> Population:
        """Return what is usual among these accounts, given the community of each."""
        alone = np.bincount(community, minlength=1)[community] < GROUP
        alone = alone if alone.sum() >= ENOUGH else np.ones(len(accounts), np.bool_)
        known = alone & (accounts.created_at != UNKNOWN)
        days = np.sort(accounts.created_at[known] / MS_A_DAY)
        created = np.quantile(days, np.linspace(0, 1, 101)) if len(days) >= 2 else np.zeros(0)
        count = max(int(alone.sum()), 1)
        return cls(
            created,
            _close(days),
            float(accounts.banned[alone].sum()) / count,
            float(accounts.verified[alone].sum()) / count,
            float(accounts.paid[alone].sum()) / count,
        )


def _close(days: NDArray[np.float64]) -> float:
    """Return the probability that two of these sorted times are close."""
    if len(days) < 2:
        return 0.0
    around = np.searchsorted(days, days + CLOSE_DAYS, "right") - np.searchsorted(days, days - CLOSE_DAYS) - 1
    return float(around.mean()) / (len(days) - 1)
