"""Who of one cluster used which of the identifiers it rests on, as arrays."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Incidence:
    """Members, identifiers and uses of one cluster.

    Parameters
    ----------
    accounts
        str, shape (n_members,): account ids, the firmest member first.
    flagged
        bool, shape (n_members,): whether each is flagged itself.
    refs, kinds
        str, shape (n_identifiers,): reference and kind of each identifier, in the order of references.
    users
        int64, shape (n_identifiers,): accounts that used each at the same time, members or not.
    member, identifier
        int64, shape (n_uses,): each use once, in the order of members, then of identifiers.
    """

    accounts: NDArray[np.object_]
    flagged: NDArray[np.bool_]
    refs: NDArray[np.object_]
    kinds: NDArray[np.object_]
    users: NDArray[np.int64]
    member: NDArray[np.int64]
    identifier: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.accounts) + len(self.member)

    def uses_of(self, members: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return the uses of some members, these numbered by their place among them."""
        place = np.full(len(self.accounts), -1)
        place[members] = np.arange(len(members))
        mine = place[self.member] >= 0
        return place[self.member[mine]], self.identifier[mine]


def signatures(row: NDArray[np.int64], column: NDArray[np.int64], n_rows: int) -> NDArray[np.uint64]:
    """Return a number for each row that two rows share if, and hardly ever unless, they have the same columns.

    Notes
    -----
    The sum of a 64-bit hash of each column, as in Zobrist hashing: among a million rows, two that differ share a
    number with a probability below one in ten million.
    """
    signature = np.zeros(n_rows, np.uint64)
    np.add.at(signature, row, _mixed(column.astype(np.uint64)))
    return signature


def _mixed(value: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Return the values hashed: splitmix64 (Steele, Lea and Flood 2014, doi:10.1145/2660193.2660195)."""
    value = value + np.uint64(0x9E3779B97F4A7C15)
    value = (value ^ (value >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    value = (value ^ (value >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return value ^ (value >> np.uint64(31))
