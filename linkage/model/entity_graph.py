"""The entity graph as arrays: what detection reads from the store, once, before it computes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

UNKNOWN = np.iinfo(np.int64).min
"""A time that is not known."""


@dataclass(frozen=True, slots=True)
class Accounts:
    """The accounts, in byte order of their ids.

    Parameters
    ----------
    ids
        str, shape (n_accounts,): account ids.
    created_at
        int64 ms UTC, shape (n_accounts,); ``UNKNOWN`` where the input did not say.
    banned, verified
        bool, shape (n_accounts,): false where the input did not say.
    org
        int32, shape (n_accounts,): one number for each organisation, -1 for none.
    paid
        bool, shape (n_accounts,): on a plan other than ``free``.
    """

    ids: NDArray[np.object_]
    created_at: NDArray[np.int64]
    banned: NDArray[np.bool_]
    verified: NDArray[np.bool_]
    org: NDArray[np.int32]
    paid: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.ids)


@dataclass(frozen=True, slots=True)
class Uses:
    """Which account used which identifier; one entry an edge, ordered by (account, identifier).

    Parameters
    ----------
    account, identifier
        int32, shape (n_edges,).
    first_seen, last_seen
        int64 ms UTC, shape (n_edges,), first_seen <= last_seen.
    count
        int64, shape (n_edges,), >= 0: source rows, weighted by their own count.
    """

    account: NDArray[np.int32]
    identifier: NDArray[np.int32]
    first_seen: NDArray[np.int64]
    last_seen: NDArray[np.int64]
    count: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.account)


@dataclass(frozen=True, slots=True)
class EntityGraph:
    """Accounts, identifiers and uses.

    Parameters
    ----------
    kinds, groups
        Name and independence group of each kind, in name order.
    lease_days
        float64, shape (n_kinds,).
    kind
        int16, shape (n_identifiers,): index into ``kinds``. Identifiers are in order of (kind, ref).
    refs
        str, shape (n_identifiers,): the reference of each identifier; never its raw value.
    """

    accounts: Accounts
    kinds: tuple[str, ...]
    groups: tuple[str, ...]
    lease_days: NDArray[np.float64]
    kind: NDArray[np.int16]
    refs: NDArray[np.object_]
    uses: Uses
