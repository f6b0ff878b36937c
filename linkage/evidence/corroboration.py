"""What sharing an identifier means, learnt without labels: how often an independent kind agrees.

Of two accounts that share an identifier of this kind and this many users, how many also share one of an independent
kind? A carrier's address or a colliding fingerprint is shared by people with nothing else in common, so its weight
falls by itself; a card bank's cards are corroborated by devices, so theirs does not.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numba import njit
from numpy.typing import NDArray

from linkage.evidence.leases import Leases
from linkage.model.entity_graph import EntityGraph

PAIRS_A_LEASE = 64
"""Most pairs one lease contributes, so that no hub decides alone what its kind means."""
WITNESS_DEGREE = 64
"""A shared identifier with more users than this is no witness for another."""
PRIOR_PAIRS = 20.0
"""How many pairs the prior counts for; with few pairs seen, a kind keeps close to it."""
PRIOR_SHARE = 0.4
"""Prior corroboration of an identifier with two users; falls with each doubling of users."""
BUCKETS = 24


@dataclass(frozen=True, slots=True)
class Corroboration:
    """How often sharing is corroborated, by kind and degree.

    Parameters
    ----------
    kinds
        The kinds, in the order of the rows below.
    pairs, hits
        int64, shape (n_kinds, BUCKETS): pairs looked at, and those with an independent witness. Bucket b holds
        degrees 2**b to 2**(b+1) - 1.
    """

    kinds: tuple[str, ...]
    pairs: NDArray[np.int64]
    hits: NDArray[np.int64]

    @property
    def share(self) -> NDArray[np.float64]:
        """Corroborated share, shape (n_kinds, BUCKETS), in (0, 1): drawn towards a prior where pairs are few."""
        prior = PRIOR_SHARE / (1.0 + np.arange(BUCKETS))
        return np.asarray((self.hits + PRIOR_PAIRS * prior) / (self.pairs + PRIOR_PAIRS))

    def as_dict(self) -> dict[str, dict[str, list[int]]]:
        """Return the counts in a form that JSON keeps."""
        return {
            kind: {"pairs": self.pairs[n].tolist(), "hits": self.hits[n].tolist()} for n, kind in enumerate(self.kinds)
        }


def bucket_of(degree: NDArray[np.integer]) -> NDArray[np.int64]:
    """Return the degree bucket, floor(log2(degree)), at most ``BUCKETS - 1``."""
    return np.asarray(np.minimum(np.log2(np.maximum(degree, 1)).astype(np.int64), BUCKETS - 1))


@dataclass(frozen=True, slots=True)
class Sample:
    """Pairs of accounts that share a lease, and whether an independent kind agrees.

    Parameters
    ----------
    lease
        int64, shape (n_pairs,).
    agreed
        bool, shape (n_pairs,).
    """

    lease: NDArray[np.int64]
    agreed: NDArray[np.bool_]


def sample_pairs(graph: EntityGraph, leases: Leases) -> Sample:
    """Return up to ``PAIRS_A_LEASE`` pairs of each shared lease, neighbours in a fixed shuffle of its users.

    Notes
    -----
    O(n_uses * leases of an account) time, O(n_uses) memory; never all pairs.
    """
    uses, n_accounts = graph.uses, len(graph.accounts)
    by_account = np.lexsort((leases.of_use, uses.account))
    indptr = np.zeros(n_accounts + 1, np.int64)
    np.cumsum(np.bincount(uses.account, minlength=n_accounts), out=indptr[1:])
    group = group_of_lease(graph, leases)
    first, second, lease = _neighbours(uses.account, leases)
    agreed = _corroborated(
        first, second, group[lease], indptr, leases.of_use[by_account], group, leases.degree
    )  # fmt: skip
    return Sample(lease, agreed)


def group_of_lease(graph: EntityGraph, leases: Leases) -> NDArray[np.int64]:
    """Return the independence group of each lease, numbered in name order."""
    _, group = np.unique(np.array(graph.groups), return_inverse=True)
    return np.asarray(group[graph.kind[leases.identifier]], np.int64)


def learn_corroboration(graph: EntityGraph, leases: Leases, sample: Sample) -> Corroboration:
    """Return how often sharing each kind, at each degree, is corroborated by an independent kind."""
    kind = graph.kind[leases.identifier].astype(np.int64)
    cell = kind[sample.lease] * BUCKETS + bucket_of(leases.degree[sample.lease])
    shape = (len(graph.kinds), BUCKETS)
    pairs = np.bincount(cell, minlength=shape[0] * BUCKETS).reshape(shape)
    hits = np.bincount(cell[sample.agreed], minlength=shape[0] * BUCKETS).reshape(shape)
    return Corroboration(graph.kinds, pairs, hits)


def _neighbours(
    account: NDArray[np.int32], leases: Leases
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Return neighbours in a shuffle of each lease's users that depends on nothing but their numbers."""
    mixed = _mix(account.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15) + leases.of_use.astype(np.uint64))
    order = np.lexsort((mixed, leases.of_use))
    lease, user = leases.of_use[order], account[order].astype(np.int64)
    place = np.arange(len(lease)) - np.concatenate([[0], np.cumsum(leases.degree)])[lease]
    pair = (lease[1:] == lease[:-1]) & (place[1:] <= PAIRS_A_LEASE)
    return user[:-1][pair], user[1:][pair], lease[1:][pair]


def _mix(x: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Scramble bits (the finaliser of SplitMix64; Steele, Lea and Flood 2014, doi:10.1145/2714064.2660195)."""
    x = (x ^ (x >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    x = (x ^ (x >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return np.asarray(x ^ (x >> np.uint64(31)))


@njit(cache=True, nogil=True)
def _corroborated(first, second, group, indptr, lease_of, group_of_lease, degree):  # type: ignore[no-untyped-def]
    """Tell for each pair whether both used a lease of another group that is not too common."""
    agreed = np.zeros(len(first), np.bool_)
    for p in range(len(first)):
        i, i_end = indptr[first[p]], indptr[first[p] + 1]
        j, j_end = indptr[second[p]], indptr[second[p] + 1]
        while i < i_end and j < j_end:
            if lease_of[i] < lease_of[j]:
                i += 1
            elif lease_of[i] > lease_of[j]:
                j += 1
            else:
                shared = lease_of[i]
                if group_of_lease[shared] != group[p] and degree[shared] <= WITNESS_DEGREE:
                    agreed[p] = True
                    break
                i += 1
                j += 1
    return agreed
