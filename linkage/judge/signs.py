"""What can be seen of each community: the facts a judge weighs, as arrays."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from linkage.evidence.leases import MS_A_DAY
from linkage.evidence.weigh import Evidence
from linkage.model.entity_graph import UNKNOWN, EntityGraph


@dataclass(frozen=True, slots=True)
class Ties:
    """The uses that tie an account to others of its own community; one entry a tie, ordered by (account, lease).

    Parameters
    ----------
    account, lease
        int64, shape (n_ties,).
    inside
        int64, shape (n_ties,), >= 2: accounts of the community that used the lease.
    """

    account: NDArray[np.int64]
    lease: NDArray[np.int64]
    inside: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Support:
    """What ties each account to its community.

    Parameters
    ----------
    ties
        int64, shape (n_accounts,): identifiers shared inside.
    kinds
        int64, shape (n_accounts,): independent groups of kinds among them.
    weight
        float64, shape (n_accounts,): their weights, added up.
    strongest
        float64, shape (n_accounts,): the greatest of them.
    """

    ties: NDArray[np.int64]
    kinds: NDArray[np.int64]
    weight: NDArray[np.float64]
    strongest: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Signs:
    """The facts of each community; all of shape (n_communities,).

    Parameters
    ----------
    size
        int64: accounts.
    supported
        float64 in [0, 1]: share of accounts tied by two independent kinds.
    ties
        float64: identifiers shared inside, per account.
    weight
        float64: their weight, per account.
    shared
        int64: different identifiers shared inside.
    widest
        float64 in [0, 1]: share of accounts that the most common identifier inside covers.
    spread_days
        float64: days between the quarter of accounts created first and the quarter created last; NaN where fewer
        than two creation times are known.
    banned, verified, paid
        float64 in [0, 1]: share of accounts.
    one_org
        float64 in [0, 1]: share of accounts in the organisation most of them name.
    """

    size: NDArray[np.int64]
    supported: NDArray[np.float64]
    ties: NDArray[np.float64]
    weight: NDArray[np.float64]
    shared: NDArray[np.int64]
    widest: NDArray[np.float64]
    spread_days: NDArray[np.float64]
    banned: NDArray[np.float64]
    verified: NDArray[np.float64]
    paid: NDArray[np.float64]
    one_org: NDArray[np.float64]


def find_ties(entities: EntityGraph, evidence: Evidence, community: NDArray[np.int64]) -> Ties:
    """Return the uses of weighted leases that at least one other account of the same community shares."""
    lease = evidence.leases.of_use
    weighty = evidence.weight[lease] > 0
    account = entities.uses.account[weighty].astype(np.int64)
    lease = lease[weighty]
    key = lease * (community.max(initial=0) + 1) + community[account]
    _, inverse, counts = np.unique(key, return_inverse=True, return_counts=True)
    inside = counts[inverse]
    shared = inside >= 2
    account, lease, inside = account[shared], lease[shared], inside[shared]
    order = np.lexsort((lease, account))
    return Ties(account[order], lease[order], inside[order])


def support_of(ties: Ties, evidence: Evidence, n_accounts: int) -> Support:
    """Return what ties each account to its community."""
    weight = evidence.weight[ties.lease]
    kind = np.unique(ties.account * (evidence.group.max(initial=0) + 1) + evidence.group[ties.lease])
    strongest = np.zeros(n_accounts)
    np.maximum.at(strongest, ties.account, weight)
    return Support(
        ties=np.bincount(ties.account, minlength=n_accounts),
        kinds=np.bincount(kind // (evidence.group.max(initial=0) + 1), minlength=n_accounts),
        weight=np.bincount(ties.account, weight, minlength=n_accounts).astype(np.float64),
        strongest=strongest,
    )


def read_signs(
    entities: EntityGraph, ties: Ties, support: Support, community: NDArray[np.int64], n_communities: int
) -> Signs:
    """Return the facts of each community (numbered 0 .. n_communities - 1)."""
    accounts = entities.accounts
    size = np.bincount(community, minlength=n_communities)

    def share(of: NDArray[np.generic]) -> NDArray[np.float64]:
        return np.bincount(community, of.astype(np.float64), minlength=n_communities) / np.maximum(size, 1)

    lease_here = np.unique(ties.lease * n_communities + community[ties.account])
    widest = np.zeros(n_communities)
    np.maximum.at(widest, community[ties.account], ties.inside.astype(np.float64))
    return Signs(
        size=size,
        supported=share(support.kinds >= 2),
        ties=share(support.ties),
        weight=share(support.weight),
        shared=np.bincount(lease_here % n_communities, minlength=n_communities),
        widest=widest / np.maximum(size, 1),
        spread_days=_spread_days(accounts.created_at, community, n_communities),
        banned=share(accounts.banned),
        verified=share(accounts.verified),
        paid=share(accounts.paid),
        one_org=_largest_org(accounts.org, community, n_communities) / np.maximum(size, 1),
    )


def _spread_days(
    created_at: NDArray[np.int64], community: NDArray[np.int64], n_communities: int
) -> NDArray[np.float64]:
    """Return the days between the first and the third quartile of creation, NaN with fewer than two known."""
    known = created_at != UNKNOWN
    order = np.lexsort((created_at[known], community[known]))
    times = created_at[known][order]
    count = np.bincount(community[known], minlength=n_communities)
    start = np.concatenate([[0], np.cumsum(count)[:-1]])
    spread = np.full(n_communities, np.nan)
    enough = count >= 2
    first = start[enough] + (count[enough] - 1) // 4
    third = start[enough] + (3 * (count[enough] - 1) + 3) // 4
    spread[enough] = (times[third] - times[first]) / MS_A_DAY
    return spread


def _largest_org(org: NDArray[np.int32], community: NDArray[np.int64], n_communities: int) -> NDArray[np.float64]:
    """Return how many accounts the most common organisation of each community has."""
    named = org >= 0
    key, count = np.unique(community[named] * (org.max(initial=0) + 1) + org[named], return_counts=True)
    largest = np.zeros(n_communities)
    np.maximum.at(largest, key // (org.max(initial=0) + 1), count.astype(np.float64))
    return largest
