"""Everything two accounts can have in common, in one form: leases of identifiers, request fingerprints and moments."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
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
    O(n_uses + n_acts) time and memory, apart from sorting within identifiers. Signals keep their order when unrelated
    data are added.
    """
    with ThreadPoolExecutor(1) as beside:
        cutting = beside.submit(cut_leases, graph)
        fingerprints, moments = _fingerprints(graph), cut_moments(graph.acts, rhythm)
        leases = cutting.result()
    n_kinds, n_leases, n_fingerprints = len(graph.kinds), len(leases.degree), len(fingerprints.source)
    account, signal = _edges(
        len(graph.accounts), graph.uses.account, leases.of_use, fingerprints.account, fingerprints.signal + n_leases,
        moments.account, moments.moment + n_leases + n_fingerprints,
    )  # fmt: skip
    kind = np.concatenate([
        graph.kind[leases.identifier].astype(np.int64),
        np.full(n_fingerprints, n_kinds),
        np.full(len(moments.at), n_kinds + 1),
    ])  # fmt: skip
    degree = np.concatenate([leases.degree, fingerprints.degree, moments.degree])
    size = degree.astype(np.float64)
    size[n_leases + n_fingerprints :] /= moments.expected
    groups = (*graph.groups, "behaviour", "timing")
    names = sorted(set(groups))
    of_kind = np.array([names.index(group) for group in groups], np.int64)
    return Signals(
        account=account,
        signal=signal,
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
    """Mark the groups of each account's signals."""
    found = np.zeros((n_accounts, n_groups), np.bool_)
    for e in range(len(account)):
        found[account[e], group[signal[e]]] = True
    return found


@njit(cache=True, nogil=True)
def _edges(n_accounts, user, lease, sender, fingerprint, actor, moment):  # type: ignore[no-untyped-def]
    """Return all edges in the order of (account, signal).

    Leases and fingerprints come in that order; moments in the order of (moment, account).
    """
    ends = np.zeros(n_accounts + 1, np.int64)
    for a in user:
        ends[a + 1] += 1
    for a in sender:
        ends[a + 1] += 1
    for a in actor:
        ends[a + 1] += 1
    ends = np.cumsum(ends)
    at, signal = ends[:-1].copy(), np.empty(ends[-1], np.int64)
    for accounts, signals in ((user, lease), (sender, fingerprint), (actor, moment)):
        for e in range(len(accounts)):
            signal[at[accounts[e]]] = signals[e]
            at[accounts[e]] += 1
    account = np.empty(ends[-1], np.int64)
    for a in range(n_accounts):
        account[ends[a] : ends[a + 1]] = a
    return account, signal


@dataclass(frozen=True, slots=True)
class _Fingerprints:
    account: NDArray[np.int32]
    signal: NDArray[np.int64]
    source: NDArray[np.int64]
    degree: NDArray[np.int64]


def _fingerprints(graph: EntityGraph) -> _Fingerprints:
    """Return the fingerprints that two accounts at least act with, at any time."""
    acts = graph.acts
    first = np.ones(len(acts), np.bool_)
    first[1:] = (np.diff(acts.account) != 0) | (np.diff(acts.fingerprint) != 0)
    account, fingerprint = acts.account[first], acts.fingerprint[first]
    users = np.bincount(fingerprint, minlength=max(len(graph.fingerprints), 1))
    shared = users >= 2
    number = np.cumsum(shared) - 1
    kept = shared[fingerprint]
    return _Fingerprints(account[kept], number[fingerprint[kept]], np.flatnonzero(shared), users[shared])
