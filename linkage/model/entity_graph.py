"""The entity graph as arrays: what detection reads from the store, once, before it computes."""

from __future__ import annotations

from dataclasses import dataclass, field

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
class Acts:
    """Which account acted with which request fingerprint in which ten minutes, ordered by (account, fingerprint, at).

    Parameters
    ----------
    account
        int32, shape (n_acts,).
    fingerprint
        int32, shape (n_acts,): index into ``EntityGraph.fingerprints``.
    at
        int64 ms UTC, shape (n_acts,): start of the ten minutes.
    count
        int64, shape (n_acts,), >= 1: activity in the ten minutes.
    """

    account: NDArray[np.int32]
    fingerprint: NDArray[np.int32]
    at: NDArray[np.int64]
    count: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.account)


def no_acts() -> Acts:
    """Return the activity of a graph without any."""
    return Acts(np.zeros(0, np.int32), np.zeros(0, np.int32), np.zeros(0, np.int64), np.zeros(0, np.int64))


@dataclass(frozen=True, slots=True)
class EntityGraph:
    """Accounts, identifiers, uses and activity.

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
    acts
        The moments the accounts acted in, those that nobody else shares too: they tell how common a fingerprint is.
    fingerprints
        str, shape (n_fingerprints,): the fingerprint of each number, as stored, in byte order.
    derived
        bool, shape (n_kinds,): whether the kind is computed from another one's values. An account uses a derived
        identifier when it uses one of the identifiers it comes from.
    """

    accounts: Accounts
    kinds: tuple[str, ...]
    groups: tuple[str, ...]
    lease_days: NDArray[np.float64]
    kind: NDArray[np.int16]
    refs: NDArray[np.object_]
    uses: Uses
    acts: Acts = field(default_factory=no_acts)
    fingerprints: NDArray[np.object_] = field(default_factory=lambda: np.zeros(0, object))
    derived: NDArray[np.bool_] = field(default_factory=lambda: np.zeros(0, np.bool_))

    def __post_init__(self) -> None:
        if not len(self.derived):
            object.__setattr__(self, "derived", np.zeros(len(self.kinds), np.bool_))
