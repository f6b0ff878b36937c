"""Connected components of a graph, and of its communities."""

from __future__ import annotations

import networkx
import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from linkage.detect.components import by_component, components, split
from linkage.detect.graph import BipartiteGraph
from linkage.detect.networkx_louvain import as_networkx

cells = st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), unique=True, max_size=20)


def build(pairs: list[tuple[int, int]]) -> BipartiteGraph:
    edges = np.array(pairs, np.int64).reshape(-1, 2)
    return BipartiteGraph.from_edges(edges[:, 0], edges[:, 1], np.ones(len(edges)), 8, 8)


@settings(derandomize=True, deadline=None)
@given(cells)
def test_components_are_those_of_networkx(pairs: list[tuple[int, int]]) -> None:
    """Nodes have the same number exactly when a path joins them, and numbers follow the smallest node."""
    graph = build(pairs)
    found = components(graph)
    expected = sorted(networkx.connected_components(as_networkx(graph)), key=min)
    assert [set(np.flatnonzero(found == c).tolist()) for c in range(len(expected))] == expected


@settings(derandomize=True, deadline=None)
@given(cells, st.lists(st.integers(-3, 3), min_size=16, max_size=16))
def test_split_cuts_labels_into_connected_parts(pairs: list[tuple[int, int]], labels: list[int]) -> None:
    """Two nodes stay together exactly when a path of their own label joins them."""
    graph = build(pairs)
    kept = networkx.Graph()
    kept.add_nodes_from(range(16))
    kept.add_edges_from(e for e in as_networkx(graph).edges if labels[e[0]] == labels[e[1]])
    found = split(graph, np.array(labels)).labels
    expected = sorted(networkx.connected_components(kept), key=min)
    assert [set(np.flatnonzero(found == c).tolist()) for c in range(len(expected))] == expected


@settings(derandomize=True, deadline=None)
@given(cells)
def test_nodes_are_ordered_by_component(pairs: list[tuple[int, int]]) -> None:
    """Each node comes once, components as they are numbered, and in each one accounts before identifiers."""
    graph = build(pairs)
    starts, members = by_component(graph)
    component = components(graph)
    assert sorted(members.tolist()) == list(range(16))
    assert np.repeat(np.arange(len(starts) - 1), np.diff(starts)).tolist() == component[members].tolist()
    for c in range(len(starts) - 1):
        is_identifier = members[starts[c] : starts[c + 1]] >= 8
        assert is_identifier.tolist() == sorted(is_identifier.tolist())


def test_accounts_of_a_rare_identifier_stand_together() -> None:
    """A popular identifier joins the component, but does not decide the order in it."""
    popular = [(account, 0) for account in range(100)]
    pairs = [*popular, *((account, 1 + account % 50) for account in range(100))]
    account, identifier = np.array(pairs).T
    graph = BipartiteGraph.from_edges(account, identifier, np.ones(len(pairs)), 100, 51)
    starts, members = by_component(graph)
    assert starts.tolist() == [0, 151]
    assert members[:100].tolist() == [account for first in range(50) for account in (first, first + 50)]
