"""A seeded account-identifier graph with rings planted in a crowd, made in a second."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from linkage.detect.graph import BipartiteGraph

OBSERVATIONS_PER_USE = 1.2
NETWORK_SHARE = 0.1
"""Part of the accounts that one large network holds."""


@dataclass(frozen=True, slots=True)
class Planted:
    """A graph and its truth.

    Parameters
    ----------
    graph
        Identifiers of two or more accounts; weight w / sqrt(degree), w = 1 for devices and cards, 0.3 for addresses.
    ring
        int64, shape (n_accounts,): ring of each account, -1 for the crowd.
    observations
        How many rows of input such a graph comes from.
    """

    graph: BipartiteGraph
    ring: NDArray[np.int64]
    observations: int

    def save(self, path: Path) -> None:
        """Write it to an ``.npz`` file."""
        g = self.graph
        np.savez(path, indptr=g.indptr, indices=g.indices, weights=g.weights, n_accounts=g.n_accounts)


def read_graph(path: Path) -> BipartiteGraph:
    """Return the graph of a file that ``Planted.save`` wrote."""
    with np.load(path) as arrays:
        return BipartiteGraph(arrays["indptr"], arrays["indices"], arrays["weights"], int(arrays["n_accounts"]))


def plant(accounts: int, seed: int) -> Planted:
    """Return a crowd of households and carriers with rings of 5 to 500 accounts and one large network in it.

    Parameters
    ----------
    accounts
        Number of accounts, >= 1000.
    seed
        The same seed gives the same graph.
    """
    rng = np.random.default_rng(seed)
    ring = _rings(rng, accounts)
    household = rng.permutation(accounts) // 2
    pieces = [
        _own(household, 2, rng),  # devices at home
        _own(household, 3, rng),  # addresses over the months
        _crowd(rng, accounts, accounts // 200, 2),  # carriers, offices, campuses
        _pools(rng, ring, 0.25, 3),  # device farm
        _pools(rng, ring, 0.15, 2),  # card bank
        _pools(rng, ring, 0.4, 4),  # proxies
    ]
    account = np.concatenate([who for who, _ in pieces])
    offsets = np.cumsum([0, *(what.max() + 1 for _, what in pieces)])
    identifier = np.concatenate([what + offset for (_, what), offset in zip(pieces, offsets, strict=False)])
    strength = np.repeat([1.0, 0.3, 0.3, 1.0, 1.0, 0.3], [len(who) for who, _ in pieces])
    return Planted(_graph(account, identifier, strength, accounts), ring, int(len(account) * OBSERVATIONS_PER_USE))


def _rings(rng: np.random.Generator, accounts: int) -> NDArray[np.int64]:
    sizes = [int(accounts * NETWORK_SHARE)]
    while sum(sizes) < accounts * (NETWORK_SHARE + 0.06):
        sizes.append(int(min(5 * 100 ** rng.random(), accounts / 50)))
    ring = np.full(accounts, -1)
    ring[rng.permutation(accounts)[: sum(sizes)]] = np.repeat(np.arange(len(sizes)), sizes)
    return ring


Uses = tuple[NDArray[np.int64], NDArray[np.int64]]


def _own(household: NDArray[np.int64], each: int, rng: np.random.Generator) -> Uses:
    """Return uses of a household's own identifiers, most of them by one account only."""
    account = np.repeat(np.arange(len(household)), each)
    alone = rng.random(len(account)) < 0.6
    what = household[account] * 2 + rng.integers(0, 2, len(account))
    return account, np.where(alone, 2 * len(household) + np.arange(len(account)), what)


def _crowd(rng: np.random.Generator, accounts: int, count: int, each: int) -> Uses:
    """Return uses of identifiers that strangers share, a few of them very popular."""
    account = np.repeat(np.arange(accounts), each)
    return account, (count * rng.random(len(account)) ** 3).astype(np.int64)


def _pools(rng: np.random.Generator, ring: NDArray[np.int64], per_account: float, each: int) -> Uses:
    """Return uses of each ring's own pool."""
    members = np.flatnonzero(ring >= 0)
    pool = np.maximum(2, np.bincount(ring[members]) * per_account).astype(np.int64)
    start = np.cumsum(pool) - pool
    account = np.repeat(members, each)
    which = ring[account]
    return account, start[which] + (pool[which] * rng.random(len(account))).astype(np.int64)


def _graph(
    account: NDArray[np.int64], identifier: NDArray[np.int64], strength: NDArray[np.float64], accounts: int
) -> BipartiteGraph:
    """Return the graph of the identifiers that two or more accounts used."""
    _, first = np.unique(account * (identifier.max() + 1) + identifier, return_index=True)
    account, identifier, strength = account[first], identifier[first], strength[first]
    shared = np.bincount(identifier)[identifier] > 1
    account, strength = account[shared], strength[shared]
    _, identifier = np.unique(identifier[shared], return_inverse=True)
    degree = np.bincount(identifier)
    return BipartiteGraph.from_edges(account, identifier, strength / np.sqrt(degree[identifier]), accounts, len(degree))
