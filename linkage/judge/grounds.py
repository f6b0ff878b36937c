"""What judging needs to know whatever the clusters are, worked out once and used for every clustering looked at."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from linkage.evidence.leases import MS_A_DAY
from linkage.evidence.signals import MOMENT, Signals, groups_shown
from linkage.evidence.weigh import Evidence
from linkage.judge.ties import OCCASION_MS, speaks_for_itself
from linkage.judge.visits import came_later
from linkage.model.entity_graph import UNKNOWN, EntityGraph

NO_OCCASION = -1
"""The occasion of a signal that is no moment."""


@dataclass(frozen=True, slots=True)
class Grounds:
    """What is known of accounts, signals and edges before there are any clusters.

    Parameters
    ----------
    speaks
        bool, shape (n_signals,): which count as a kind of evidence.
    occasion
        int32, shape (n_signals,): the two hours a moment is in, numbered in order of time; ``NO_OCCASION`` for others.
    stands_for
        int64, shape (n_moments,): the first moment of the same fingerprint on the same occasion, of each moment. They
        are the last signals.
    known_kinds
        int64, shape (n_accounts,): of how many independent kinds something is known, shared or not.
    visits
        bool, shape (n_edges,): which of the accounts' edges in the weighted graph are of visitors.
    by_creation
        int64, shape (n_known,): the accounts whose creation is known, in its order.
    last_days
        float64, shape (n_accounts,): last use of anything, days since the epoch; -inf where there is none.
    """

    speaks: NDArray[np.bool_]
    occasion: NDArray[np.int32]
    stands_for: NDArray[np.int64]
    known_kinds: NDArray[np.int64]
    visits: NDArray[np.bool_]
    by_creation: NDArray[np.int64]
    last_days: NDArray[np.float64]

    @classmethod
    def of(cls, entities: EntityGraph, evidence: Evidence) -> Grounds:
        """Return what is known of these entities.

        Notes
        -----
        O(n_uses + n_edges + n_accounts log n_accounts).
        """
        signals, created_at = evidence.signals, entities.accounts.created_at
        occasion, stands_for = occasions(signals)
        known = np.flatnonzero(created_at != UNKNOWN)
        return cls(
            speaks=speaks_for_itself(evidence),
            occasion=occasion,
            stands_for=stands_for,
            known_kinds=groups_shown(signals).sum(axis=1),
            visits=came_later(entities, evidence),
            by_creation=known[np.argsort(created_at[known], kind="stable")],
            last_days=_last_days(entities),
        )


def occasions(signals: Signals) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
    """Return the occasion of each signal, and the moment that each moment falls with; as in ``Grounds``."""
    occasion = np.full(len(signals), NO_OCCASION, np.int32)
    moments = np.flatnonzero(signals.of_kind(MOMENT))
    slots, slot = np.unique(signals.at[moments] // OCCASION_MS, return_inverse=True)
    occasion[moments] = slot
    _, first, inverse = np.unique(
        signals.source[moments] * max(len(slots), 1) + slot, return_index=True, return_inverse=True
    )  # fmt: skip
    return occasion, moments[first][inverse] if len(moments) else moments


def _last_days(entities: EntityGraph) -> NDArray[np.float64]:
    last = np.full(len(entities.accounts), -np.inf)
    np.maximum.at(last, entities.uses.account, entities.uses.last_seen / MS_A_DAY)
    return last
