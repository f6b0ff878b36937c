"""The graph in compressed rows, and partitions."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linkage.detect.graph import BipartiteGraph, Partition

cells = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 7)), unique=True, max_size=30)


@settings(derandomize=True, deadline=None)
@given(cells)
def test_rows_hold_the_edges_of_both_sides(pairs: list[tuple[int, int]]) -> None:
    """Each row holds a node's neighbours, ascending, with the weight of each edge, in whatever order edges came."""
    account, identifier = np.array(pairs, np.int64).reshape(-1, 2).T
    graph = BipartiteGraph.from_edges(account, identifier, (1 + 8 * account + identifier).astype(np.float64), 6, 8)
    rows = [range(graph.indptr[node], graph.indptr[node + 1]) for node in range(14)]
    found = [[(int(graph.indices[e]), float(graph.weights[e])) for e in row] for row in rows]
    weight = {(a, i): 1.0 + 8 * a + i for a, i in pairs}
    assert found[:6] == [sorted((6 + i, w) for (a, i), w in weight.items() if a == node) for node in range(6)]
    assert found[6:] == [sorted((a, w) for (a, i), w in weight.items() if i == node) for node in range(8)]


@settings(derandomize=True, deadline=None)
@given(st.lists(st.integers(-4, 4), max_size=12), st.sampled_from([1, 10**15]))
def test_partitions_are_numbered_by_their_smallest_node(labels: list[int], apart: int) -> None:
    """Any labels, however far apart, are renumbered 0, 1, … in the order in which they first come."""
    found = Partition.of(np.array(labels, np.int64) * apart)
    seen: dict[int, int] = {}
    assert found.labels.tolist() == [seen.setdefault(label, len(seen)) for label in labels]
    assert found.count == len(seen)


@pytest.mark.parametrize("kind", [np.int8, np.int32, np.int64])
def test_labels_of_any_width_are_taken(kind: type[np.integer]) -> None:
    """A partition's labels are int64 whatever they were made from."""
    found = Partition.of(np.array([100, -100, 100], kind))
    assert found.labels.tolist() == [0, 1, 0]
    assert found.labels.dtype == np.int64
