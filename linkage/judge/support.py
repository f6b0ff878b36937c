"""What ties each account to its cluster, added up: weights, kinds, occasions."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numba import njit
from numpy.typing import NDArray

from linkage.evidence.signals import FINGERPRINT
from linkage.evidence.weigh import Evidence
from linkage.judge.grounds import Grounds
from linkage.judge.population import Population
from linkage.judge.registered import Registered, registered_with
from linkage.judge.ties import OCCASIONS, Ties
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
    entities: EntityGraph,
    evidence: Evidence,
    ties: Ties,
    cluster: NDArray[np.int64],
    population: Population,
    grounds: Grounds | None = None,
) -> Support:
    """Return what ties each account to its cluster.

    Notes
    -----
    O(n_accounts + n_ties), one scan over the ties of each account.
    """
    grounds = grounds or Grounds.of(entities, evidence)
    signals, signal = evidence.signals, ties.place_signal
    own = (
        signals.of_kind(FINGERPRINT)[signal]
        & (ties.place_inside >= 3)
        & (2 * ties.place_inside >= signals.degree[signal])
    )
    group = np.where(grounds.speaks[signal], signals.group[signal], -1).astype(np.int32)
    slot = grounds.occasion[signal]
    kinds, weight, strongest, occasions, tool = _added_up(
        ties.rows, ties.place, evidence.weight[signal], group, slot, own,
        len(signals.group_names), int(slot.max(initial=-1)) + 1, OCCASIONS,
    )  # fmt: skip
    tied = np.bincount(cluster, kinds >= 2) / np.maximum(np.bincount(cluster), 1)
    registered = registered_with(entities.accounts.created_at, evidence, ties, cluster, population, grounds.speaks)
    registered = registered.where((kinds == 1) & (tied >= VOUCHED)[cluster])
    return Support(
        ties=np.diff(ties.rows),
        kinds=np.where(registered.within_days > 0, 2, kinds),
        weight=weight,
        strongest=strongest,
        occasions=occasions,
        tool=tool,
        registered=registered,
    )


@njit(cache=True, nogil=True)
def _added_up(rows, place, weight, group, occasion, own_tool, n_groups, n_occasions, enough):  # type: ignore[no-untyped-def]
    """Add up the ties of each account; timing is a kind of evidence only from ``enough`` occasions on."""
    n = len(rows) - 1
    kinds, total, strongest = np.zeros(n, np.int64), np.zeros(n), np.zeros(n)
    occasions, tool = np.zeros(n, np.int64), np.zeros(n, np.bool_)
    met, on = np.full(n_groups, -1, np.int64), np.full(n_occasions, -1, np.int64)
    for account in range(n):
        for t in range(rows[account], rows[account + 1]):
            at = place[t]
            total[account] += weight[at]
            strongest[account] = max(strongest[account], weight[at])
            tool[account] |= own_tool[at]
            if occasion[at] >= 0 and on[occasion[at]] != account:
                on[occasion[at]] = account
                occasions[account] += 1
        for t in range(rows[account], rows[account + 1]):
            at = place[t]
            if group[at] < 0 or (occasion[at] >= 0 and occasions[account] < enough):
                continue
            if met[group[at]] != account:
                met[group[at]] = account
                kinds[account] += 1
    return kinds, total, strongest, occasions, tool
