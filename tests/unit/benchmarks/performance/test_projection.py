"""Modularity on the projection is what building the projection would give."""

from __future__ import annotations

import itertools

import networkx
import numpy as np
import pytest
from networkx.algorithms.community import modularity
from numpy.typing import NDArray

from benchmarks.performance.projection import projected_modularity
from linkage.detect.graph import BipartiteGraph

ACCOUNTS, IDENTIFIERS = 30, 12


def drawn(seed: int) -> tuple[BipartiteGraph, NDArray[np.float64], NDArray[np.int64], list[set[int]]]:
    """A graph, the strength of its identifiers, communities, and the accounts of each identifier."""
    rng = np.random.default_rng(seed)
    used = np.unique(rng.integers(0, ACCOUNTS * IDENTIFIERS, 80))
    account, identifier = used // IDENTIFIERS, used % IDENTIFIERS
    graph = BipartiteGraph.from_edges(account, identifier, np.ones(len(used)), ACCOUNTS, IDENTIFIERS)
    users = [set(account[identifier == i].tolist()) for i in range(IDENTIFIERS)]
    return graph, rng.random(IDENTIFIERS) + 0.1, rng.integers(0, 5, ACCOUNTS), users


@pytest.mark.parametrize("seed", range(5))
def test_it_is_that_of_the_built_projection(seed: int) -> None:
    """Pairs that share an identifier of d accounts weigh w / (d - 1), summed over what they share."""
    graph, strength, labels, users = drawn(seed)
    built = networkx.Graph()
    built.add_nodes_from(range(ACCOUNTS))
    for weight, accounts in zip(strength, users, strict=True):
        for one, other in itertools.combinations(sorted(accounts), 2):
            before = built.get_edge_data(one, other, {"weight": 0.0})["weight"]
            built.add_edge(one, other, weight=before + weight / (len(accounts) - 1))
    communities = [set(np.flatnonzero(labels == c).tolist()) for c in range(5)]
    expected = modularity(built, communities, weight="weight")
    assert projected_modularity(graph, strength, labels) == pytest.approx(expected, abs=1e-12)


def test_labels_of_identifiers_are_not_looked_at() -> None:
    """Only the accounts' communities count."""
    graph, strength, labels, _ = drawn(1)
    more = np.concatenate([labels, np.full(IDENTIFIERS, 77)])
    assert projected_modularity(graph, strength, more) == projected_modularity(graph, strength, labels)


def test_nothing_shared_is_no_modularity() -> None:
    """Identifiers of one account alone join nobody."""
    graph = BipartiteGraph.from_edges(np.arange(3), np.arange(3), np.ones(3), 3, 3)
    assert projected_modularity(graph, np.ones(3), np.zeros(3, np.int64)) == 0.0
