"""What can be seen of each cluster: the facts a judge weighs, as arrays."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from linkage.evidence.leases import MS_A_DAY
from linkage.evidence.signals import Signals
from linkage.evidence.weigh import Evidence
from linkage.judge.population import CLOSE_DAYS, Population
from linkage.judge.support import Support
from linkage.judge.ties import OCCASIONS, Ties, groups_of
from linkage.model.entity_graph import UNKNOWN, EntityGraph

REPLACED_DAYS = 4.0
"""An account created so soon after the last sign of a banned one may replace it."""


@dataclass(frozen=True, slots=True)
class Signs:
    """The facts of each cluster; all of shape (n_clusters,).

    Parameters
    ----------
    size
        int64: accounts.
    judgeable
        float64 in [0, 1]: share of accounts of which two independent kinds of thing are known, shared or not.
    two_kinds, three_kinds
        float64 in [0, 1]: share of accounts tied by so many independent kinds at least.
    ties
        float64: signals shared inside, per account.
    weight
        float64: their weight, per account.
    shared
        int64: different signals shared inside.
    widest, widest_passing
        float64 in [0, 1]: share of accounts that the most common identifier inside covers: of those that do not change
        hands (devices, cards), and of those that do (addresses).
    in_step, own_tool
        float64 in [0, 1]: share of accounts that repeatedly act in step with others inside, and that use a request
        fingerprint which mostly accounts inside use.
    spread_days
        float64: days between the quarter of accounts created first and the quarter created last; NaN where fewer
        than two creation times are known.
    created, close, close_expected
        Accounts with a known creation; pairs of them created within a day; pairs that would be by chance.
    replaced, replaced_expected
        float64: banned accounts that another was created after, within days of their last use; by chance.
    banned, verified, paid
        float64 in [0, 1]: share of accounts.
    one_org, core_org, core_verified
        float64 in [0, 1]: share of accounts in the organisation most of them name; the same, and the share verified,
        where an account counts by what ties it.
    org_outside
        float64 in [0, 1]: share of that organisation's accounts that are not in the cluster.
    """

    size: NDArray[np.int64]
    judgeable: NDArray[np.float64]
    two_kinds: NDArray[np.float64]
    three_kinds: NDArray[np.float64]
    ties: NDArray[np.float64]
    weight: NDArray[np.float64]
    shared: NDArray[np.int64]
    widest: NDArray[np.float64]
    widest_passing: NDArray[np.float64]
    in_step: NDArray[np.float64]
    own_tool: NDArray[np.float64]
    spread_days: NDArray[np.float64]
    created: NDArray[np.int64]
    close: NDArray[np.float64]
    close_expected: NDArray[np.float64]
    replaced: NDArray[np.float64]
    replaced_expected: NDArray[np.float64]
    banned: NDArray[np.float64]
    verified: NDArray[np.float64]
    paid: NDArray[np.float64]
    one_org: NDArray[np.float64]
    core_org: NDArray[np.float64]
    core_verified: NDArray[np.float64]
    org_outside: NDArray[np.float64]


def read_signs(
    entities: EntityGraph,
    evidence: Evidence,
    ties: Ties,
    support: Support,
    cluster: NDArray[np.int64],
    population: Population,
) -> Signs:
    """Return the facts of each cluster, numbered 0, 1, ….

    Notes
    -----
    O((n_accounts + n_ties) log) time.
    """
    accounts, signals = entities.accounts, evidence.signals
    n = int(cluster.max(initial=-1)) + 1
    size = np.bincount(cluster, minlength=n)

    def share(of: NDArray[np.generic]) -> NDArray[np.float64]:
        return np.bincount(cluster, of.astype(np.float64), minlength=n) / np.maximum(size, 1)

    core = support.weight * support.kinds
    whole = np.maximum(np.bincount(cluster, core, minlength=n), 1e-9)
    here = np.unique(ties.signal * max(n, 1) + cluster[ties.account])
    kind = signals.kind[ties.signal]
    created = _Created.of(accounts.created_at, cluster, n)
    return Signs(
        size=size,
        judgeable=share(known_kinds(signals) >= 2),
        two_kinds=share(support.kinds >= 2),
        three_kinds=share(support.kinds >= 3),
        ties=share(support.ties),
        weight=share(support.weight),
        shared=np.bincount(here % max(n, 1), minlength=n),
        widest=_widest(ties, cluster, signals.lasting[kind], n) / np.maximum(size, 1),
        widest_passing=_widest(ties, cluster, signals.changes_hands[kind], n) / np.maximum(size, 1),
        in_step=share(support.occasions >= OCCASIONS),
        own_tool=share(support.tool),
        spread_days=created.spread(),
        created=created.count,
        close=created.close(),
        close_expected=created.count * (created.count - 1) / 2 * population.close,
        **_replaced(entities, cluster, created, population),
        banned=share(accounts.banned),
        verified=share(accounts.verified),
        paid=share(accounts.paid),
        core_verified=np.bincount(cluster, core * accounts.verified, minlength=n) / whole,
        **_organisation(accounts.org, cluster, size, core, whole),
    )


def known_kinds(signals: Signals) -> NDArray[np.int64]:
    """Return of how many independent kinds something is known of each account, shared or not; shape (n_accounts,)."""
    return groups_of(signals, signals.account, signals.signal)


def _widest(ties: Ties, cluster: NDArray[np.int64], counts: NDArray[np.bool_], n: int) -> NDArray[np.float64]:
    """Return how many accounts the most common of these signals covers, in each cluster."""
    widest = np.zeros(n)
    np.maximum.at(widest, cluster[ties.account[counts]], ties.inside[counts].astype(np.float64))
    return widest


@dataclass(frozen=True, slots=True)
class _Created:
    """Known times of creation in days, ordered by (cluster, time): those of cluster c from start[c] on."""

    days: NDArray[np.float64]
    cluster: NDArray[np.int64]
    start: NDArray[np.int64]
    count: NDArray[np.int64]

    @classmethod
    def of(cls, created_at: NDArray[np.int64], cluster: NDArray[np.int64], n: int) -> _Created:
        known = np.flatnonzero(created_at != UNKNOWN)
        order = known[np.lexsort((created_at[known], cluster[known]))]
        count = np.bincount(cluster[known], minlength=n)
        start = np.concatenate([[0], np.cumsum(count)[:-1]]).astype(np.int64)[:n]
        return cls(created_at[order] / MS_A_DAY, cluster[order], start, count)

    def spread(self) -> NDArray[np.float64]:
        """Return the days between the first and the third quartile of each cluster; NaN with fewer than two."""
        spread = np.full(len(self.count), np.nan)
        enough = self.count >= 2
        start, last = self.start[enough], self.count[enough] - 1
        spread[enough] = self.days[start + (3 * last + 3) // 4] - self.days[start + last // 4]
        return spread

    def between(self, cluster: NDArray[np.int64], since: NDArray[np.float64], days: float) -> NDArray[np.int64]:
        """Return how many accounts of these clusters were created after these times and within so many days."""
        if not len(self.days):
            return np.zeros(len(since), np.int64)
        low, reach = float(self.days.min()), float(np.ptp(self.days)) + 2 * days + 2
        line = self.cluster * reach + (self.days - low)
        from_ = cluster * reach + np.clip(since - low, -1, reach - days - 1)
        return np.searchsorted(line, from_ + days, "right") - np.searchsorted(line, from_, "right")

    def close(self) -> NDArray[np.float64]:
        """Return how many pairs of each cluster were created within ``CLOSE_DAYS`` of each other."""
        after = self.between(self.cluster, self.days, CLOSE_DAYS)
        return np.bincount(self.cluster, after, minlength=len(self.count)) + self._equal()

    def _equal(self) -> NDArray[np.float64]:
        """Return how many pairs of each cluster were created at the very same time."""
        new = np.ones(len(self.days), np.bool_)
        new[1:] = (np.diff(self.days) != 0) | (np.diff(self.cluster) != 0)
        run = np.bincount(np.cumsum(new) - 1, minlength=1)[: int(new.sum())]
        return np.bincount(self.cluster[new], run * (run - 1) / 2, len(self.count)).astype(np.float64)


def _replaced(
    entities: EntityGraph, cluster: NDArray[np.int64], created: _Created, population: Population
) -> dict[str, NDArray[np.float64]]:
    """Return how many banned accounts have a successor, and how many would have one by chance."""
    last = np.full(len(entities.accounts), -np.inf)
    np.maximum.at(last, entities.uses.account, entities.uses.last_seen / MS_A_DAY)
    gone = np.flatnonzero(entities.accounts.banned & np.isfinite(last))
    n = len(created.count)
    followed = created.between(cluster[gone], last[gone], REPLACED_DAYS) > 0
    rate = population.created_within(last[gone], REPLACED_DAYS) * created.count[cluster[gone]]
    return {
        "replaced": np.bincount(cluster[gone], followed, minlength=n).astype(np.float64),
        "replaced_expected": np.bincount(cluster[gone], -np.expm1(-rate), minlength=n).astype(np.float64),
    }


def _organisation(
    org: NDArray[np.int32],
    cluster: NDArray[np.int64],
    size: NDArray[np.int64],
    core: NDArray[np.float64],
    whole: NDArray[np.float64],
) -> dict[str, NDArray[np.float64]]:
    """Return how much of each cluster names one organisation, and how much of that is elsewhere."""
    named, orgs = org >= 0, int(org.max(initial=-1)) + 1
    key, inverse, count = np.unique(cluster[named] * max(orgs, 1) + org[named], return_inverse=True, return_counts=True)
    by_core = np.bincount(inverse, core[named], minlength=len(key))
    where, which = key // max(orgs, 1), key % max(orgs, 1)
    total = np.bincount(org[named], minlength=max(orgs, 1))
    largest, core_org, outside = np.zeros(len(size)), np.zeros(len(size)), np.zeros(len(size))
    np.maximum.at(largest, where, count.astype(np.float64))
    np.maximum.at(core_org, where, by_core)
    top = count == largest[where]
    np.maximum.at(outside, where[top], 1.0 - count[top] / total[which[top]])
    return {
        "one_org": largest / np.maximum(size, 1),
        "core_org": core_org / whole,
        "org_outside": outside,
    }
