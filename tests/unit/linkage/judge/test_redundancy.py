"""Members that hang on one identifier."""

import networkx as nx
import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from linkage.detect.components import components
from linkage.detect.graph import BipartiteGraph
from linkage.judge.redundancy import hangs_on_one


def _graph(edges: list[tuple[int, int]], n_accounts: int, n_identifiers: int) -> BipartiteGraph:
    account, identifier = (np.array(side, np.int64) for side in zip(*sorted(set(edges)), strict=True))
    return BipartiteGraph.from_edges(account, identifier, np.ones(len(account)), n_accounts, n_identifiers)


def test_a_household_behind_a_proxied_address_hangs_on_it() -> None:
    """Three members share two cards among themselves; two people share a device, and only an address with the ring."""
    ring = [(0, 0), (1, 0), (2, 0), (0, 1), (1, 1), (2, 1)]
    household = [(3, 2), (4, 2)]
    graph = _graph([*ring, *household, (0, 3), (3, 3), (4, 3), (5, 3)], 6, 4)
    assert hangs_on_one(graph, np.zeros(10, np.int64)).tolist() == [False, False, False, True, True, True]


def test_an_account_alone_hangs() -> None:
    """With nobody left to be tied to, there is no second tie."""
    graph = _graph([(0, 0), (1, 1)], 2, 2)
    assert hangs_on_one(graph, components(graph)).tolist() == [True, True]


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 7), st.integers(0, 6)), min_size=1, max_size=30))
def test_it_agrees_with_removing_identifiers_one_by_one(edges: list[tuple[int, int]]) -> None:
    """An account hangs if some removal leaves it outside every largest remaining part, with at least one other gone."""
    graph = _graph(edges, 8, 7)
    community = components(graph)
    found = hangs_on_one(graph, community)
    whole = nx.Graph([(a, 8 + i) for a, i in set(edges)])
    whole.add_nodes_from(range(8))
    for part in nx.connected_components(whole):
        accounts = {node for node in part if node < 8}
        for account in accounts:
            lonely, some_largest_part_without, all_largest_parts_without = len(accounts) == 1, False, False
            for identifier in part - accounts:
                rest = whole.subgraph(part - {identifier})
                sides = [{n for n in side if n < 8} for side in nx.connected_components(rest)]
                largest = [side for side in sides if len(side) == max(map(len, sides))]
                some_largest_part_without |= any(account not in side for side in largest)
                all_largest_parts_without |= all(account not in side for side in largest)
            assert found[account] or not (lonely or all_largest_parts_without)
            assert not found[account] or lonely or some_largest_part_without
