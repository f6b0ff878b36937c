"""What can be seen of each cluster: the facts a judge weighs, as arrays."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from linkage.evidence.weigh import Evidence
from linkage.judge.created import Created
from linkage.judge.grounds import Grounds
from linkage.judge.population import Population
from linkage.judge.support import Support
from linkage.judge.ties import OCCASIONS, Ties
from linkage.model.entity_graph import EntityGraph

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
    grounds: Grounds | None = None,
) -> Signs:
    """Return the facts of each cluster, numbered 0, 1, ….

    Notes
    -----
    O(n_accounts + n_ties) time.
    """
    grounds = grounds or Grounds.of(entities, evidence)
    accounts, signals = entities.accounts, evidence.signals
    n = int(cluster.max(initial=-1)) + 1
    size = np.bincount(cluster, minlength=n)

    def share(of: NDArray[np.generic]) -> NDArray[np.float64]:
        return np.bincount(cluster, of.astype(np.float64), minlength=n) / np.maximum(size, 1)

    core = support.weight * support.kinds
    whole = np.maximum(np.bincount(cluster, core, minlength=n), 1e-9)
    kind = signals.kind[ties.place_signal]
    created = Created.of(accounts.created_at, grounds.by_creation, cluster, n)
    return Signs(
        size=size,
        judgeable=share(grounds.known_kinds >= 2),
        two_kinds=share(support.kinds >= 2),
        three_kinds=share(support.kinds >= 3),
        ties=share(support.ties),
        weight=share(support.weight),
        shared=np.bincount(ties.place_cluster, minlength=n),
        widest=_widest(ties, signals.lasting[kind], n) / np.maximum(size, 1),
        widest_passing=_widest(ties, signals.changes_hands[kind], n) / np.maximum(size, 1),
        in_step=share(support.occasions >= OCCASIONS),
        own_tool=share(support.tool),
        spread_days=created.spread(),
        created=created.count,
        close=created.close(),
        close_expected=created.count * (created.count - 1) / 2 * population.close,
        **_replaced(accounts.banned, grounds.last_days, cluster, created, population),
        banned=share(accounts.banned),
        verified=share(accounts.verified),
        paid=share(accounts.paid),
        core_verified=np.bincount(cluster, core * accounts.verified, minlength=n) / whole,
        **_organisation(accounts.org, cluster, size, core, whole),
    )


def _widest(ties: Ties, counts: NDArray[np.bool_], n: int) -> NDArray[np.float64]:
    """Return how many accounts the most common signal at these places covers, in each cluster."""
    widest = np.zeros(n)
    np.maximum.at(widest, ties.place_cluster[counts], ties.place_inside[counts].astype(np.float64))
    return widest


def _replaced(
    banned: NDArray[np.bool_],
    last: NDArray[np.float64],
    cluster: NDArray[np.int64],
    created: Created,
    population: Population,
) -> dict[str, NDArray[np.float64]]:
    """Return how many banned accounts have a successor, and how many would have one by chance."""
    gone = np.flatnonzero(banned & np.isfinite(last))
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
