"""Everything two accounts can have in common, in one form: leases of identifiers, request fingerprints and moments."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numba import njit
from numpy.typing import NDArray

from linkage.evidence.leases import cut_leases
from linkage.evidence.moments import Rhythm, cut_moments
from linkage.model.entity_graph import EntityGraph

FINGERPRINT = "fingerprint"
"""The kind of a request fingerprint shared at any time; its group is ``behaviour``."""
MOMENT = "moment"
"""The kind of a fingerprint shared within the same minutes; its group is ``timing``."""
BUCKETS = 24
"""Signals of one kind are learnt about by powers of two: of their users, or of how much rarer than chance they are."""


@dataclass(frozen=True, slots=True)
class Signals:
    """What accounts have in common; an edge says that an account shows a signal.

    Parameters
    ----------
    account, signal
        int64, shape (n_edges,), ordered by (account, signal), each pair once.
    kinds, groups
        Name and independence group of each kind: those of the identifiers, then ``fingerprint`` and ``moment``.
    kind
        int64, shape (n_signals,): index into ``kinds``.
    group
        int64, shape (n_signals,): index into ``group_names``.
    source
        int64, shape (n_signals,): the identifier of a lease, or the fingerprint of a fingerprint or moment.
    at
        int64 ms UTC, shape (n_signals,): when a moment began; 0 for others.
    degree
        int64, shape (n_signals,): accounts that show it.
    bucket
        int64, shape (n_signals,), in [0, BUCKETS): floor(log2(degree)); for moments floor(log2(degree / expected)).
    observed
        bool, shape (n_kinds,): false for kinds derived from another one of their group.
    lasting
        bool, shape (n_kinds,): kinds of identifier that do not change hands, so hard to have many of.
    n_accounts
        Accounts, with and without signals.
    of_use
        int64, shape (n_uses,): the lease of each use. Leases are the first signals, numbered from 0.
    """

    account: NDArray[np.int64]
    signal: NDArray[np.int64]
    kinds: tuple[str, ...]
    groups: tuple[str, ...]
    kind: NDArray[np.int64]
    group: NDArray[np.int64]
    source: NDArray[np.int64]
    at: NDArray[np.int64]
    degree: NDArray[np.int64]
    bucket: NDArray[np.int64]
    observed: NDArray[np.bool_]
    lasting: NDArray[np.bool_]
    n_accounts: int
    of_use: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.degree)

    @property
    def group_names(self) -> tuple[str, ...]:
        """The independence groups, in name order."""
        return tuple(sorted(set(self.groups)))

    def of_kind(self, name: str) -> NDArray[np.bool_]:
        """Tell which signals are of this kind; none where the kind does not exist."""
        return np.asarray(self.kind == (self.kinds.index(name) if name in self.kinds else -1))

    @property
    def changes_hands(self) -> NDArray[np.bool_]:
        """Tell which kinds are of observed identifiers that pass from one person to another, shape (n_kinds,)."""
        return self.observed & ~self.lasting & (np.arange(len(self.kinds)) < len(self.kinds) - 2)

    @property
    def n_leases(self) -> int:
        """Leases of identifiers among the signals, the derived ones included."""
        return int(np.searchsorted(self.kind >= len(self.kinds) - 2, True))

    @property
    def rows(self) -> NDArray[np.int64]:
        """Where each account's edges begin, shape (n_accounts + 1,)."""
        indptr = np.zeros(self.n_accounts + 1, np.int64)
        np.cumsum(np.bincount(self.account, minlength=self.n_accounts), out=indptr[1:])
        return indptr


def compile_signals(graph: EntityGraph, rhythm: Rhythm | None = None) -> Signals:
    """Return the signals of an entity graph: one for each lease, shared fingerprint and shared moment.

    Parameters
    ----------
    rhythm
        What is usual at each time of day, to hold on to; learnt from the graph where not given.

    Notes
    -----
    O((n_uses + n_acts) log) time and memory. Signals keep their order when unrelated data are added.
    """
    leases = cut_leases(graph)
    fingerprints = _fingerprints(graph)
    moments = cut_moments(graph.acts, rhythm)
    n_kinds, n_leases = len(graph.kinds), len(leases.degree)
    n_fingerprints = len(fingerprints.source)
    account = np.concatenate([graph.uses.account.astype(np.int64), fingerprints.account, moments.account])
    signal = np.concatenate([
        leases.of_use, fingerprints.signal + n_leases, moments.moment + n_leases + n_fingerprints
    ])  # fmt: skip
    kind = np.concatenate([
        graph.kind[leases.identifier].astype(np.int64),
        np.full(n_fingerprints, n_kinds),
        np.full(len(moments.at), n_kinds + 1),
    ])  # fmt: skip
    degree = np.bincount(signal, minlength=len(kind))
    size = degree.astype(np.float64)
    size[n_leases + n_fingerprints :] /= moments.expected
    order = np.lexsort((signal, account))
    groups = (*graph.groups, "behaviour", "timing")
    names = sorted(set(groups))
    of_kind = np.array([names.index(group) for group in groups], np.int64)
    return Signals(
        account=account[order],
        signal=signal[order],
        kinds=(*graph.kinds, FINGERPRINT, MOMENT),
        groups=groups,
        kind=kind,
        group=of_kind[kind],
        source=np.concatenate([leases.identifier.astype(np.int64), fingerprints.source, moments.fingerprint]),
        at=np.concatenate([np.zeros(n_leases + n_fingerprints, np.int64), moments.at]),
        degree=degree,
        bucket=np.minimum(np.log2(np.maximum(size, 1)).astype(np.int64), BUCKETS - 1),
        observed=np.append(~graph.derived, [True, True]),
        lasting=np.append((graph.lease_days == 0) & ~graph.derived, [False, False]),
        n_accounts=len(graph.accounts),
        of_use=leases.of_use,
    )


def groups_shown(signals: Signals) -> NDArray[np.bool_]:
    """Tell of which independent groups each account shows anything, shared or not; shape (n_accounts, n_groups)."""
    return np.asarray(
        _groups_shown(signals.account, signals.signal, signals.group, signals.n_accounts, len(signals.group_names))
    )


@njit(cache=True, nogil=True)
def _groups_shown(account, signal, group, n_accounts, n_groups):  # type: ignore[no-untyped-def]
    found = np.zeros((n_accounts, n_groups), np.bool_)
    for e in range(len(account)):
        found[account[e], group[signal[e]]] = True
    return found


@dataclass(frozen=True, slots=True)
class _Fingerprints:
    account: NDArray[np.int64]
    signal: NDArray[np.int64]
    source: NDArray[np.int64]


def _fingerprints(graph: EntityGraph) -> _Fingerprints:
    """Return the fingerprints that two accounts at least act with, at any time."""
    acts, count = graph.acts, max(len(graph.fingerprints), 1)
    pair = np.unique(acts.account.astype(np.int64) * count + acts.fingerprint)
    account, fingerprint = pair // count, pair % count
    shared = np.bincount(fingerprint, minlength=count) >= 2
    number = np.cumsum(shared) - 1
    kept = shared[fingerprint]
    return _Fingerprints(account[kept], number[fingerprint[kept]], np.flatnonzero(shared))
