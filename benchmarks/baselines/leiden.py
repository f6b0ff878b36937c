"""A library's Leiden on the account-identifier graph, hubs left out, flagged by size or by size and kinds."""

from __future__ import annotations

import random

import numpy as np
from numpy.typing import NDArray

from benchmarks.baselines.parts import large, said, uses_of
from linkage.evaluate.case import Said
from linkage.model.entity_graph import EntityGraph

MOST_USERS = 200
KINDS = ("address", "api_client", "cookie", "device", "email", "ip", "payment", "phone")
TYPED = {"ip": 0.3}
"""Weights typed in by kind; 1 for the others."""


def library_leiden(entities: EntityGraph) -> Said:
    """Flag communities of 10 accounts or more: modularity, w/sqrt(degree), identifiers of at most 200 accounts."""
    cluster = _communities(entities)
    return said(cluster, large(cluster))


def library_leiden_with_two_kinds(entities: EntityGraph) -> Said:
    """Flag, of those communities, the ones whose accounts share two kinds of identifier with it on average."""
    cluster = _communities(entities)
    kinds = np.bincount(cluster, _shared_kinds(entities, cluster)) / np.bincount(cluster)
    return said(cluster, large(cluster) & (kinds >= 2)[cluster])


def _communities(entities: EntityGraph) -> NDArray[np.int64]:
    import igraph

    kept = uses_of(entities, KINDS, 2, MOST_USERS)
    account, identifier = entities.uses.account[kept], entities.uses.identifier[kept]
    _, dense, degree = np.unique(identifier, return_inverse=True, return_counts=True)
    typed = np.array([TYPED.get(name, 1.0) for name in entities.kinds])[entities.kind[identifier]]
    accounts = len(entities.accounts)
    graph = igraph.Graph(n=accounts + len(degree), edges=np.stack([account, accounts + dense], axis=1))
    random.seed(0)  # igraph draws from here
    found = graph.community_leiden("modularity", weights=typed / np.sqrt(degree[dense]), n_iterations=2)
    return np.unique(np.array(found.membership[:accounts], np.int64), return_inverse=True)[1]


def _shared_kinds(entities: EntityGraph, cluster: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return how many kinds of identifier each account shares with its own cluster; shape (n_accounts,)."""
    kept = uses_of(entities, KINDS, 2, MOST_USERS)
    account, identifier = entities.uses.account[kept].astype(np.int64), entities.uses.identifier[kept].astype(np.int64)
    _, place, count = np.unique(
        identifier * (int(cluster.max(initial=0)) + 1) + cluster[account], return_inverse=True, return_counts=True
    )
    inside = count[place] >= 2
    kinds = len(entities.kinds)
    pairs = np.unique(account[inside] * kinds + entities.kind[identifier[inside]])
    return np.bincount(pairs // kinds, minlength=len(cluster))
