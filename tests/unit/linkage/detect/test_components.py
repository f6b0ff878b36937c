"""Connected components of a graph, and of its communities."""

from __future__ import annotations

from itertools import pairwise

import networkx
import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from linkage.detect.components import HUB, breadth_first, components, split
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
@given(cells)
def test_breadth_first_is_component_after_component(pairs: list[tuple[int, int]]) -> None:
    """Every node comes once; a component begins with its smallest node, and goes on with neighbours of what came."""
    graph = build(pairs)
    starts, order = breadth_first(graph)
    found = components(graph)
    assert sorted(order.tolist()) == list(range(graph.n_nodes))
    assert found[order].tolist() == sorted(found.tolist())
    assert [order[start] for start in starts[:-1]] == [
        int(np.flatnonzero(found == c)[0]) for c in range(max(found) + 1)
    ]
    for first, last in pairwise(starts):
        distance = networkx.single_source_shortest_path_length(as_networkx(graph), int(order[first]))
        assert [distance[node] for node in order[first:last].tolist()] == sorted(distance.values())


def test_what_a_hub_connects_comes_household_by_household() -> None:
    """Of two accounts that share a device and, with all others, an address, no third account comes in between."""
    n = 4 * HUB
    accounts = np.arange(n)
    device, address = (accounts * 7) % (n // 2), np.full(n, n // 2)  # the two of a device are far apart in number
    edges = np.concatenate([accounts, accounts]), np.concatenate([device, address])
    graph = BipartiteGraph.from_edges(*edges, np.ones(2 * n), n, n // 2 + 1)
    starts, order = breadth_first(graph)
    met = device[order[order < n]]
    assert starts.tolist() == [0, graph.n_nodes]
    assert met[::2].tolist() == met[1::2].tolist()


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
