"""Members that hang on one identifier, or on one other account."""

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linkage.detect.components import components
from linkage.detect.graph import BipartiteGraph
from linkage.judge.redundancy import hangs_on_one
from linkage.judge.score import HOUSEHOLD


def _graph(edges: list[tuple[int, int]], n_accounts: int, n_identifiers: int) -> BipartiteGraph:
    account, identifier = (np.array(side, np.int64) for side in zip(*sorted(set(edges)), strict=True))
    return BipartiteGraph.from_edges(account, identifier, np.ones(len(account)), n_accounts, n_identifiers)


def test_a_household_behind_a_proxied_address_hangs_on_it() -> None:
    """Three members share two cards among themselves; two people share a device, and only an address with the ring."""
    ring = [(0, 0), (1, 0), (2, 0), (0, 1), (1, 1), (2, 1)]
    household = [(3, 2), (4, 2)]
    graph = _graph([*ring, *household, (0, 3), (3, 3), (4, 3), (5, 3)], 6, 4)
    on_identifier, on_account = hangs_on_one(graph, np.zeros(10, np.int64))
    assert on_identifier.tolist() == [False, False, False, True, True, True]
    assert on_account.tolist() == [False, True, True, False, False, False]  # account 0 is their way to the other three


def test_a_victim_whose_things_one_account_touched_hangs_on_that_account() -> None:
    """A card and a device are two ways to the ring; both go through one of its accounts."""
    ring = [(0, 0), (1, 0), (2, 0), (0, 1), (1, 1), (2, 1)]
    victim = [(3, 2), (3, 3), (0, 2), (0, 3)]
    on_identifier, on_account = hangs_on_one(_graph(ring + victim, 4, 4), np.zeros(8, np.int64))
    assert not on_identifier.any()
    assert on_account.tolist() == [False, False, False, True]


def test_an_account_alone_hangs() -> None:
    """With nobody left to be tied to, there is no second tie."""
    graph = _graph([(0, 0), (1, 1)], 2, 2)
    assert all(hangs.all() for hangs in hangs_on_one(graph, components(graph)))


def test_a_chain_longer_than_a_household_does_not_hang_on_its_middle() -> None:
    """Twenty accounts, each sharing two things with the next: only both ends hang on a single account."""
    edges = [(n + side, 2 * n + thing) for n in range(19) for side in (0, 1) for thing in (0, 1)]
    on_identifier, on_account = hangs_on_one(_graph(edges, 20, 38), np.zeros(58, np.int64))
    assert not on_identifier.any()
    assert np.flatnonzero(on_account).tolist() == [*range(HOUSEHOLD), *range(20 - HOUSEHOLD, 20)]


@pytest.mark.parametrize("lost", ["identifier", "account"])
@settings(max_examples=200, deadline=None)
@given(edges=st.lists(st.tuples(st.integers(0, 7), st.integers(0, 6)), min_size=1, max_size=30))
def test_it_agrees_with_removing_one_by_one(lost: str, edges: list[tuple[int, int]]) -> None:
    """An account hangs if the removal of another node leaves it outside every largest remaining part."""
    graph = _graph(edges, 8, 7)
    community = components(graph)
    found = hangs_on_one(graph, community)[lost == "account"]
    whole = nx.Graph([(a, 8 + i) for a, i in set(edges)])
    whole.add_nodes_from(range(8))
    for part in nx.connected_components(whole):
        accounts = {node for node in part if node < 8}
        for account in accounts:
            lonely, some_largest_part_without, all_largest_parts_without = len(accounts) == 1, False, False
            for cut in (accounts - {account}) if lost == "account" else (part - accounts):
                rest = whole.subgraph(part - {cut})
                sides = [{n for n in side if n < 8} for side in nx.connected_components(rest)]
                largest = [side for side in sides if len(side) == max(map(len, sides))]
                some_largest_part_without |= any(account not in side for side in largest)
                all_largest_parts_without |= all(account not in side for side in largest)
            assert found[account] or not (lonely or all_largest_parts_without)
            assert not found[account] or lonely or some_largest_part_without
