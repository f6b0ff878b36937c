"""The weighted account-identifier graph, as arrays, and a partition of its nodes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
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
        O(n_edges log n_edges) time, four times the edges' memory.
        """
        source = np.concatenate([account, identifier + n_accounts]).astype(np.int64)
        target = np.concatenate([identifier + n_accounts, account]).astype(np.int32)
        order = np.lexsort((target, source))
        indptr = np.zeros(n_accounts + n_identifiers + 1, np.int64)
        np.cumsum(np.bincount(source, minlength=n_accounts + n_identifiers), out=indptr[1:])
        return cls(indptr, target[order], np.concatenate([weight, weight])[order], n_accounts)


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
        _, first, inverse = np.unique(labels, return_index=True, return_inverse=True)
        rank = np.empty(len(first), np.int64)
        rank[np.argsort(first, kind="stable")] = np.arange(len(first))
        return cls(rank[inverse])

    @property
    def count(self) -> int:
        """Number of communities."""
        return int(self.labels.max()) + 1 if len(self.labels) else 0
