"""Pools: identifiers so widely shared, among people who share other things as widely, that chance is no explanation.

A large operator deals cards and devices to its accounts at random. Two accounts with one card then have nothing else
in common, so corroboration by pairs sees nothing. But each of them has some other thing that many use. People behind
one carrier, or with one phone model, have the rest of their things to themselves.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from linkage.evidence.leases import Leases
from linkage.model.entity_graph import EntityGraph

WIDE = 4
"""Accounts from which on an identifier that does not change hands is widely shared: more than a family."""
POOLED = 0.5
"""Share of an identifier's users that must have something else, of an independent kind, that is widely shared too."""
POOL_WEIGHT = 0.4
"""Weight of an identifier all of whose users do: as if sharing it were corroborated a third of the time."""


def pool_weight(graph: EntityGraph, leases: Leases, group: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return the weight each lease has as part of a pool; 0 where it is none.

    Parameters
    ----------
    group
        int64, shape (n_leases,): independence group of each lease.

    Returns
    -------
    float64, shape (n_leases,), in [0, ``POOL_WEIGHT``].

    Notes
    -----
    Kinds with a lease (addresses, phone numbers) change hands by nature and are never taken for a pool, nor for a sign
    of one. O(n_uses) time and memory.
    """
    wide = (graph.lease_days[graph.kind[leases.identifier]] == 0) & (leases.degree >= WIDE)
    account, lease = graph.uses.account, leases.of_use
    n_groups = int(group.max(initial=-1)) + 1
    has_wide = np.zeros((len(graph.accounts), n_groups), np.bool_)
    has_wide[account[wide[lease]], group[lease[wide[lease]]]] = True
    elsewhere = has_wide.sum(axis=1)[account] > has_wide[account, group[lease]]
    share = np.bincount(lease, elsewhere, minlength=len(leases.degree)) / np.maximum(leases.degree, 1)
    return np.where(wide & (share >= POOLED), POOL_WEIGHT * share, 0.0)
