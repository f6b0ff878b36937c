"""Parts made by what accounts share, and numbering."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from linkage.detect.components import components
from linkage.detect.graph import BipartiteGraph, Partition
from linkage.judge.parts import left_in, parts_of, renumbered

EDGES = st.sets(st.tuples(st.integers(0, 11), st.integers(0, 7)), max_size=30)


@settings(max_examples=60, deadline=None)
@given(EDGES, st.sets(st.integers(0, 7)))
def test_parts_are_the_connected_components_of_what_counts(edges: set[tuple[int, int]], lost: set[int]) -> None:
    """The same as walking the graph of the edges that count."""
    rows = np.searchsorted([account for account, _ in sorted(edges)], np.arange(13))
    node = np.array([-1 if node in lost else node for _, node in sorted(edges)], np.int32)
    left = np.array([edge for edge in sorted(edges) if edge[1] not in lost], np.int64).reshape(-1, 2)
    graph = BipartiteGraph.from_edges(left[:, 0], left[:, 1], np.ones(len(left)), 12, 8)
    assert parts_of(rows, node, 8).tolist() == Partition.of(components(graph)[:12]).labels.tolist()


@given(st.lists(st.integers(0, 20)))
def test_numbers_come_in_the_order_of_the_smallest_account(labels: list[int]) -> None:
    """As a partition numbers its communities."""
    assert renumbered(np.array(labels, np.int64)).tolist() == Partition.of(np.array(labels, np.int64)).labels.tolist()


def test_what_is_left_is_counted_by_part_and_by_cluster() -> None:
    """A cluster of four of which one falls off, and a cluster of one."""
    left, largest = left_in(np.array([0, 0, 0, 0, 1]), np.array([0, 0, 1, 0, 2]))
    assert left.tolist() == [3, 3, 1, 3, 1]
    assert largest.tolist() == [3, 1]
