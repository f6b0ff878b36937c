"""What ties each account to its cluster, added up: weights, kinds, occasions."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from linkage.evidence.signals import FINGERPRINT, MOMENT
from linkage.evidence.weigh import Evidence
from linkage.judge.population import Population
from linkage.judge.registered import Registered, registered_with
from linkage.judge.ties import OCCASION_MS, OCCASIONS, Ties, groups_of, speaks_for_itself
from linkage.model.entity_graph import EntityGraph

VOUCHED = 0.25
"""When accounts joined is a kind of evidence only in clusters so much of which two other kinds tie.

Even there it is a second kind, never a third: a team that was hired together shares the address of its office, too."""


@dataclass(frozen=True, slots=True)
class Support:
    """What ties each account to its cluster; all of shape (n_accounts,).

    Parameters
    ----------
    ties
        int64: signals shared inside.
    kinds
        int64: independent groups among them, timing only from ``OCCASIONS`` occasions on. Where it is but one, a second
        if the account was registered with others it shares identifiers with, and two kinds tie enough of its cluster.
    weight
        float64: their weights, added up.
    strongest
        float64: the greatest of them.
    occasions
        int64: occasions on which the account acted in step with others inside.
    tool
        bool: whether it uses a fingerprint that at least three accounts, and mostly those of its cluster, use.
    registered
        With whom of its cluster it was registered, where that counts as a kind.
    """

    ties: NDArray[np.int64]
    kinds: NDArray[np.int64]
    weight: NDArray[np.float64]
    strongest: NDArray[np.float64]
    occasions: NDArray[np.int64]
    tool: NDArray[np.bool_]
    registered: Registered


def support_of(
    entities: EntityGraph, evidence: Evidence, ties: Ties, cluster: NDArray[np.int64], population: Population
) -> Support:
    """Return what ties each account to its cluster."""
    signals, n = evidence.signals, evidence.signals.n_accounts
    weight = evidence.weight[ties.signal]
    strongest = np.zeros(n)
    np.maximum.at(strongest, ties.account, weight)
    occasions = _occasions(ties, evidence)
    own = (
        signals.of_kind(FINGERPRINT)[ties.signal]
        & (ties.inside >= 3)
        & (2 * ties.inside >= signals.degree[ties.signal])
    )
    tool = np.zeros(n, np.bool_)
    tool[ties.account[own]] = True
    kinds = _kinds(ties, evidence, occasions)
    tied = np.bincount(cluster, kinds >= 2) / np.maximum(np.bincount(cluster), 1)
    registered = registered_with(entities.accounts.created_at, evidence, ties, cluster, population)
    registered = registered.where((kinds == 1) & (tied >= VOUCHED)[cluster])
    return Support(
        ties=np.bincount(ties.account, minlength=n),
        kinds=np.where(registered.within_days > 0, 2, kinds),
        weight=np.bincount(ties.account, weight, minlength=n).astype(np.float64),
        strongest=strongest,
        occasions=occasions,
        tool=tool,
        registered=registered,
    )


def _occasions(ties: Ties, evidence: Evidence) -> NDArray[np.int64]:
    """Return on how many occasions each account acted in step with others inside."""
    moments = evidence.signals.of_kind(MOMENT)[ties.signal]
    account, at = ties.account[moments], evidence.signals.at[ties.signal[moments]] // OCCASION_MS
    slots = int(at.max(initial=0)) + 1
    return np.bincount(np.unique(account * slots + at) // slots, minlength=evidence.signals.n_accounts)


def _kinds(ties: Ties, evidence: Evidence, occasions: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return how many independent groups of kinds tie each account."""
    signals = evidence.signals
    counts = ~signals.of_kind(MOMENT)[ties.signal] | (occasions[ties.account] >= OCCASIONS)
    counts &= speaks_for_itself(evidence)[ties.signal]
    return groups_of(signals, ties.account[counts], ties.signal[counts])
