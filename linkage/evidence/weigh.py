"""Observations become one weighted account-identifier graph."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from linkage.detect.graph import BipartiteGraph
from linkage.evidence.corroboration import (
    Corroboration,
    Sample,
    bucket_of,
    group_of_lease,
    learn_corroboration,
    sample_pairs,
)
from linkage.evidence.leases import Leases, cut_leases
from linkage.evidence.pools import pool_weight
from linkage.model.entity_graph import EntityGraph

OWN_PAIRS = 8.0
"""From this many pairs of its own on, an identifier's own record outweighs that of its kind and degree."""
SAYS_NOTHING = 0.05
"""Sharing that is corroborated less often than this is left out: most of its users have nothing else in common."""
SURE = 0.95
"""No sharing counts as more certain than this."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """The weighted graph, and what its identifier side stands for.

    Parameters
    ----------
    leases
        All leases of the entity graph.
    group
        int64, shape (n_leases,): independence group of each lease.
    share
        float64, shape (n_leases,), in [0, 1): how likely two users of this lease belong together; 0 where sharing it
        says nothing, or nobody shares it.
    weight
        float64, shape (n_leases,), >= 0: -ln(1 - share).
    corroboration
        The calibration the weights come from.
    graph
        Accounts and the leases with a weight; identifier node i is lease ``lease_of_node[i]``.
    lease_of_node
        int64, shape (n_identifier_nodes,).
    """

    leases: Leases
    group: NDArray[np.int64]
    share: NDArray[np.float64]
    weight: NDArray[np.float64]
    corroboration: Corroboration
    graph: BipartiteGraph
    lease_of_node: NDArray[np.int64]


def weigh(entities: EntityGraph, calibration: Corroboration | None = None) -> Evidence:
    """Return the weighted graph of these entities.

    Parameters
    ----------
    entities
        What was read from the store.
    calibration
        Learnt weights to hold on to; learnt from these entities where not given.

    Notes
    -----
    Weights of independent kinds add up: -ln(1 - share) is the evidence that two users of a lease belong together.
    O(n_uses log n_uses) time, O(n_uses) memory.
    """
    leases = cut_leases(entities)
    sample = sample_pairs(entities, leases)
    corroboration = calibration or learn_corroboration(entities, leases, sample)
    group = group_of_lease(entities, leases)
    learnt = _share_of_lease(entities, leases, sample, corroboration)
    weight = np.where((leases.degree >= 2) & (learnt >= SAYS_NOTHING), -np.log1p(-learnt), 0.0)
    weight = np.maximum(weight, pool_weight(entities, leases, group))
    kept = weight[leases.of_use] > 0
    lease_of_node = np.flatnonzero(weight > 0)
    node_of_lease = np.cumsum(weight > 0) - 1
    graph = BipartiteGraph.from_edges(
        entities.uses.account[kept],
        node_of_lease[leases.of_use[kept]],
        weight[leases.of_use[kept]],
        len(entities.accounts),
        len(lease_of_node),
    )
    return Evidence(leases, group, -np.expm1(-weight), weight, corroboration, graph, lease_of_node)


def _share_of_lease(
    entities: EntityGraph, leases: Leases, sample: Sample, corroboration: Corroboration
) -> NDArray[np.float64]:
    """Return each lease's own corroborated share, drawn towards that of its kind and degree where pairs are few."""
    expected = corroboration.share[entities.kind[leases.identifier], bucket_of(leases.degree)]
    pairs = np.bincount(sample.lease, minlength=len(leases.degree))
    hits = np.bincount(sample.lease[sample.agreed], minlength=len(leases.degree))
    return np.asarray(np.minimum((hits + OWN_PAIRS * expected) / (pairs + OWN_PAIRS), SURE))
