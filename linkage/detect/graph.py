"""The weighted account-identifier graph, as arrays, and a partition of its nodes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numba import njit
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class BipartiteGraph:
    """Accounts and identifiers in compressed sparse rows; both directions of each edge are stored.

    Parameters
    ----------
    indptr
        int64, shape (n_nodes + 1,): where each node's neighbours begin in ``indices``.
    indices
        int32, shape (2 * n_edges,): neighbours, ascending within a row.
    weights
        float64, shape (2 * n_edges,), > 0: the weight of each edge, equal in both directions.
    n_accounts
        Nodes 0 .. n_accounts - 1 are accounts, the others identifiers. An edge joins one of each.
    """

    indptr: NDArray[np.int64]
    indices: NDArray[np.int32]
    weights: NDArray[np.float64]
    n_accounts: int

    @property
    def n_nodes(self) -> int:
        """Number of accounts and identifiers together."""
        return len(self.indptr) - 1

    @classmethod
    def from_edges(
        cls,
        account: NDArray[np.integer],
        identifier: NDArray[np.integer],
        weight: NDArray[np.float64],
        n_accounts: int,
        n_identifiers: int,
    ) -> BipartiteGraph:
        """Return the graph of these edges (each pair at most once); the order of edges does not matter.

        Parameters
        ----------
        account, identifier
            Shape (n_edges,), zero-based each in its own side.
        weight
            float64, shape (n_edges,), > 0.

        Notes
        -----
        O(nodes + edges) time, twice the edges' memory at the peak: edges are put in their place, not sorted.
        """
        n = n_accounts + n_identifiers
        account, identifier = np.asarray(account, np.int32), np.asarray(identifier, np.int32)
        indptr, indices, weights = _rows(account, identifier, np.asarray(weight, np.float64), n_accounts, n)
        return cls(indptr, indices, weights, n_accounts)


@dataclass(frozen=True, slots=True)
class Partition:
    """One community for each node.

    Parameters
    ----------
    labels
        int64, shape (n_nodes,): community of each node, numbered 0, 1, … in the order of their smallest node.
    """

    labels: NDArray[np.int64]

    @classmethod
    def of(cls, labels: NDArray[np.integer]) -> Partition:
        """Return the partition these labels make, renumbered by smallest node; equal partitions get equal labels."""
        least, most = (int(labels.min()), int(labels.max())) if len(labels) else (0, 0)
        if most - least > 4 * len(labels):  # too wide for a table of all numbers between
            labels = np.unique(labels, return_inverse=True)[1]
            least, most = 0, len(labels)
        return cls(np.asarray(_numbered(np.asarray(labels, np.int64) - least, most - least + 1)))

    @property
    def count(self) -> int:
        """Number of communities."""
        return int(self.labels.max()) + 1 if len(self.labels) else 0


@njit(cache=True, nogil=True)
def _rows(account, identifier, weight, n_accounts, n):  # type: ignore[no-untyped-def]
    """Return compressed sparse rows; each side's rows are filled in the order of the other's, which sorts them."""
    indptr = np.zeros(n + 1, np.int64)
    for e in range(len(account)):
        indptr[account[e] + 1] += 1
        indptr[n_accounts + identifier[e] + 1] += 1
    indptr = np.cumsum(indptr)
    indices, weights = np.empty(2 * len(account), np.int32), np.empty(2 * len(account))
    fill = indptr[:-1].copy()
    for e in range(len(account)):
        place = fill[account[e]]
        indices[place], weights[place] = n_accounts + identifier[e], weight[e]
        fill[account[e]] += 1
    fill = indptr[:-1].copy()
    for begin, end in ((0, n_accounts), (n_accounts, n)):
        for node in range(begin, end):
            for e in range(indptr[node], indptr[node + 1]):
                other = indices[e]
                place = fill[other]
                indices[place], weights[place] = node, weights[e]
                fill[other] += 1
    return indptr, indices, weights


@njit(cache=True, nogil=True)
def _numbered(labels, count):  # type: ignore[no-untyped-def]
    """Return the labels, 0 .. count - 1, renumbered in the order in which they first come."""
    number = np.full(count, -1, np.int64)
    found, labels = 0, labels.copy()
    for node in range(len(labels)):
        if number[labels[node]] < 0:
            number[labels[node]] = found
            found += 1
        labels[node] = number[labels[node]]
    return labels
