"""A seeded account-identifier graph with rings planted in a crowd, made as arrays: ten million accounts in a minute."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from linkage.detect.graph import BipartiteGraph

OBSERVATIONS_PER_USE = 1.2
NETWORK = 24_000
"""Accounts of each large network; there is one for a million accounts, and a smaller one where there are fewer."""
IN_RINGS = 0.06
"""Part of the accounts that is in smaller rings, of 5 to 500 accounts."""
Ints = NDArray[np.int32]
Uses = tuple[Ints, Ints]


def plant(accounts: int, seed: int) -> BipartiteGraph:
    """Return a crowd of households and carriers with rings and large networks in it.

    A world of ten times the accounts has ten times the rings and networks of the same sizes. Identifiers of one
    account are left out; an edge weighs w / sqrt(degree), w = 1 for devices and cards, 0.3 for addresses.

    Parameters
    ----------
    accounts
        Number of accounts, >= 1000.
    seed
        The same seed gives the same graph.
    """
    rng = np.random.default_rng(seed)
    account, identifier, weight, identifiers = [], [], [], 0
    for strength, uses in _pieces(rng, accounts):
        who, what, degree = _shared(*uses)
        account.append(who)
        identifier.append(what + np.int32(identifiers))
        weight.append(strength / np.sqrt(degree[what]))
        identifiers += len(degree)
    return BipartiteGraph.from_edges(
        np.concatenate(account), np.concatenate(identifier), np.concatenate(weight), accounts, identifiers
    )


def _pieces(rng: np.random.Generator, accounts: int) -> Iterator[tuple[float, Uses]]:
    """Yield uses of identifiers of their own, one sort after the other, with what sharing one is worth."""
    ring = _rings(rng, accounts)
    household = rng.permutation(accounts).astype(np.int32) // np.int32(2)
    yield 1.0, _own(household, 2, rng)  # devices at home
    yield 0.3, _own(household, 3, rng)  # addresses over the months
    yield 0.3, _crowd(rng, accounts, accounts // 200, 2)  # carriers, offices, campuses
    yield 1.0, _pools(rng, ring, 0.25, 3)  # device farm
    yield 1.0, _pools(rng, ring, 0.15, 2)  # card bank
    yield 0.3, _pools(rng, ring, 0.4, 4)  # proxies


def _rings(rng: np.random.Generator, accounts: int) -> Ints:
    sizes = [min(NETWORK, accounts // 10)] * max(1, accounts // 1_000_000)
    of_networks = sum(sizes)
    while sum(sizes) - of_networks < accounts * IN_RINGS:
        drawn = np.minimum(5 * 100 ** rng.random(max(10, accounts // 2000)), accounts / 50).astype(int)
        sizes += drawn.tolist()
    ring = np.full(accounts, -1, np.int32)
    ring[rng.permutation(accounts)[: sum(sizes)]] = np.repeat(np.arange(len(sizes), dtype=np.int32), sizes)
    return ring


def _own(household: Ints, each: int, rng: np.random.Generator) -> Uses:
    """Return uses of a household's own identifiers; most of what an account uses it uses alone, and is left out."""
    account = np.repeat(np.arange(len(household), dtype=np.int32), each)
    account = account[rng.random(len(account)) >= 0.6]
    return account, household[account] * np.int32(2) + rng.integers(0, 2, len(account), np.int32)


def _crowd(rng: np.random.Generator, accounts: int, count: int, each: int) -> Uses:
    """Return uses of identifiers that strangers share, a few of them very popular."""
    account = np.repeat(np.arange(accounts, dtype=np.int32), each)
    return account, (count * rng.random(len(account)) ** 3).astype(np.int32)


def _pools(rng: np.random.Generator, ring: Ints, per_account: float, each: int) -> Uses:
    """Return uses of each ring's own pool."""
    members = np.flatnonzero(ring >= 0).astype(np.int32)
    pool = np.maximum(2, np.bincount(ring[members]) * per_account).astype(np.int64)
    start = np.cumsum(pool) - pool
    account = np.repeat(members, each)
    which = ring[account]
    return account, (start[which] + (pool[which] * rng.random(len(account))).astype(np.int64)).astype(np.int32)


def _shared(account: Ints, identifier: Ints) -> tuple[Ints, Ints, NDArray[np.int64]]:
    """Return each use once, of the identifiers that two or more accounts used, renumbered, and their degrees."""
    width = int(identifier.max()) + 1
    pair = np.unique(account.astype(np.int64) * width + identifier)
    account, identifier = (pair // width).astype(np.int32), (pair % width).astype(np.int32)
    degree = np.bincount(identifier, minlength=width)
    kept = degree > 1
    renumbered = (np.cumsum(kept) - 1).astype(np.int32)
    shared = kept[identifier]
    return account[shared], renumbered[identifier[shared]], degree[kept]
