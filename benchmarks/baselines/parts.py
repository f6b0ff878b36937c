"""What the baselines have in common: uses of some kinds, degrees, parts of a graph of accounts."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from linkage.detect.components import components
from linkage.detect.graph import BipartiteGraph
from linkage.evaluate.case import Said
from linkage.model.entity_graph import EntityGraph

LEAST = 10
"""Accounts without which nothing is flagged, where a baseline looks at size."""


def uses_of(entities: EntityGraph, kinds: tuple[str, ...], least: int, most: int) -> NDArray[np.bool_]:
    """Return which uses are of identifiers of these kinds that so many accounts used; shape (n_uses,)."""
    numbers = [number for number, name in enumerate(entities.kinds) if name in kinds]
    identifier = entities.uses.identifier
    degree = np.bincount(identifier, minlength=len(entities.kind))
    wanted = np.isin(entities.kind, numbers) & (degree >= least) & (degree <= most)
    return np.asarray(wanted[identifier])


def parts_over(account: NDArray[np.integer], identifier: NDArray[np.integer], accounts: int) -> NDArray[np.int64]:
    """Return the connected part of each account along these edges, numbered from 0; shape (accounts,)."""
    _, dense = np.unique(identifier, return_inverse=True)
    count = int(dense.max(initial=-1)) + 1
    graph = BipartiteGraph.from_edges(account, dense, np.ones(len(dense)), accounts, count)
    return components(graph)[:accounts]


def parts_of_pairs(one: NDArray[np.integer], other: NDArray[np.integer], accounts: int) -> NDArray[np.int64]:
    """Return the connected part of each account where these pairs are joined; shape (accounts,)."""
    pair = np.arange(len(one))
    return parts_over(np.concatenate([one, other]), np.concatenate([pair, pair]), accounts)


def large(cluster: NDArray[np.int64], least: int = LEAST) -> NDArray[np.bool_]:
    """Return who is in a cluster of at least so many accounts; shape (n_accounts,)."""
    return np.asarray(np.bincount(cluster)[cluster] >= least)


def said(cluster: NDArray[np.int64], flagged: NDArray[np.bool_]) -> Said:
    """Return flags as a verdict: a baseline has no scores, so 1 for whom it flags and 0 for the others."""
    return Said(cluster, flagged.astype(np.float64), flagged)
