"""A cluster of any size becomes a graph small enough to look at, with nothing left out and nothing counted twice."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linkage.errors import UsageError
from linkage.quotient import graph as drawing
from linkage.quotient.folds import MANY, MOST_ALONE
from linkage.quotient.graph import MOST_NODES, Quotient, quotient
from linkage.quotient.groups import MOST_PARTS, MOST_SINGLE, ROOT, Groups, split
from linkage.quotient.incidence import Incidence, signatures


def incidence(uses: list[tuple[int, int]], members: int, identifiers: int, kinds: int = 1) -> Incidence:
    """Return a cluster in which member m used identifier i, for each pair."""
    pairs = np.array(sorted(set(uses)), np.int64).reshape(-1, 2)
    return Incidence(
        accounts=np.array([f"account-{m}" for m in range(members)], np.object_),
        flagged=np.arange(members) % 2 == 0,
        refs=np.array([f"{i:032x}" for i in range(identifiers)], np.object_),
        kinds=np.array([f"kind{i % kinds}" for i in range(identifiers)], np.object_),
        users=np.full(identifiers, members, np.int64),
        member=pairs[:, 0],
        identifier=pairs[:, 1],
    )


def rings(number: int, size: int, things: int) -> Incidence:
    """Return a cluster of rings, each with its own things, and one thing that everybody used."""
    rng = np.random.default_rng(5)
    members, common = number * size, number * things
    uses = [(m, common) for m in range(members)]
    for m in range(members):
        uses += [(m, (m // size) * things + int(t)) for t in rng.choice(things, 3, replace=False)]
    return incidence(uses, members, common + 1, kinds=3)


def check(drawn: Quotient, one: Incidence) -> None:
    """Hold a graph to what every one of them promises."""
    accounts = [node for node in drawn.nodes if node.type.startswith("account")]
    others = [node for node in drawn.nodes if node.type.startswith("identifier")]
    assert sum(node.count for node in accounts) == len(one.accounts) == drawn.size
    assert sum(node.flagged for node in accounts) == int(one.flagged.sum())
    assert sum(node.count for node in others) == drawn.total.identifiers
    assert sum(edge.uses for edge in drawn.edges) == len(one.member) == drawn.uses
    ids = {node.id for node in drawn.nodes}
    assert len(ids) == len(drawn.nodes)
    assert {edge.source for edge in drawn.edges} | {edge.target for edge in drawn.edges} <= ids
    kinds = {node.id: node.kind for node in drawn.nodes}
    assert all(kinds[edge.target] == edge.kind and kinds[edge.source] is None for edge in drawn.edges)
    assert all(-1 <= place <= 1 for node in drawn.nodes for place in (node.x, node.y))


PATHS = ["a.0", "a.1", "a.0.0", "a.2.1", "i.kind0.many", "i.kind1.a.0", "nonsense", ""]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 149), st.integers(0, 199)), max_size=600),
    st.lists(
        st.sampled_from(["a.0", "a.1", "a.0.0", "a.2.1", "i.kind0.many", "i.kind1.a.0", "nonsense", ""]), max_size=4
    ),
)
def test_everybody_and_everything_is_in_the_graph_once(uses: list[tuple[int, int]], opened: list[str]) -> None:
    """Accounts, identifiers and uses add up, whatever is open; ids that no node has change nothing."""
    one = incidence(uses, 150, 200, kinds=2)
    drawn = quotient("op-1", Groups(one), opened, "q")
    check(drawn, one)
    assert drawn == quotient("op-1", Groups(one), opened, "q")


def test_an_empty_cluster_has_an_empty_graph() -> None:
    """No members, no nodes."""
    drawn = quotient("op-1", Groups(incidence([], 0, 0)), [], "q")
    assert (drawn.nodes, drawn.edges, drawn.size) == ((), (), 0)


def test_a_large_cluster_is_folded_into_few_nodes() -> None:
    """Ten rings of 300 show as ten groups; the thing they all used stands by itself, as a hub."""
    one = rings(10, 300, 40)
    drawn = quotient("op-1", Groups(one), [], "q")
    check(drawn, one)
    groups = [node for node in drawn.nodes if node.type == "accounts"]
    assert [node.count for node in groups] == [300] * 10
    assert len(drawn.nodes) < 100
    assert [(node.ref, node.members) for node in drawn.nodes if node.hub] == [(f"{400:032x}", 3000)]


def test_opening_a_group_shows_its_parts_in_its_place() -> None:
    """The other groups stay as they are, names and places included."""
    one = rings(4, 200, 30)
    tree = Groups(one)
    before, after = quotient("op-1", tree, [], "q"), quotient("op-1", tree, ["a.0"], "q")
    check(after, one)
    stay = {node for node in before.nodes if node.type == "accounts" and node.id != "a.0"}
    assert stay <= set(after.nodes)
    parts = [node for node in after.nodes if node.id.startswith("a.0.")]
    assert sum(node.count for node in parts) == 200
    assert {node.parent for node in parts} == {"a.0"}
    assert quotient("op-1", tree, [], "q") == before


def test_opening_down_to_the_end_shows_single_accounts() -> None:
    """A group of a few shows each by its id, and none of these can be opened."""
    one = rings(3, 50, 3)
    drawn = quotient("op-1", Groups(one), ["a.1"], "q")
    single = [node for node in drawn.nodes if node.type == "account"]
    assert len(single) == 50 <= MOST_SINGLE
    assert not any(node.can_open for node in single)
    assert all(node.account_id == node.label for node in single)


def test_opening_a_fold_shows_its_identifiers_with_most_members() -> None:
    """Up to sixty by themselves, the rest folded; all of them came out of it."""
    uses = [(m, i) for i in range(200) for m in range(i % 7 + 2)]
    one = incidence(uses, 80, 200)
    tree = Groups(one)
    fold = max((node for node in quotient("op-1", tree, [], "q").nodes if node.can_open and node.kind), key=_count)
    drawn = quotient("op-1", tree, [fold.id], "q")
    check(drawn, one)
    out = [node for node in drawn.nodes if node.parent == fold.id]
    assert sum(node.count for node in out) == fold.count
    alone = [node.members for node in out if node.type == "identifier"]
    assert alone == sorted(alone, reverse=True)


def _count(node: drawing.Node) -> int:
    return node.count


def test_few_identifiers_are_shown_one_by_one() -> None:
    """Nothing is folded that could be read as it is."""
    one = incidence([(m, m % 100) for m in range(3000)], 3000, 100)
    drawn = quotient("op-1", Groups(one), [], "q")
    assert drawn.shown.identifiers == 100 <= MOST_ALONE


def test_members_that_use_the_same_stay_together() -> None:
    """Two kinds of twin are two groups, however many they are."""
    one = incidence([(m, i) for m in range(1000) for i in ((0, 1) if m % 3 else (1, 2))], 1000, 3)
    parts = split(one, np.arange(1000))
    assert [len(part) for part in parts] == [666, 334]


def test_where_all_use_the_same_the_firmest_come_first() -> None:
    """Nothing tells them apart, so the first are shown and the others can be opened in turn."""
    one = incidence([(m, 0) for m in range(500)], 500, 1)
    parts = split(one, np.arange(500))
    assert [len(part) for part in parts] == [1] * (MOST_SINGLE - 1) + [500 - MOST_SINGLE + 1]
    assert np.concatenate(parts).tolist() == list(range(500))


def test_too_many_groups_are_gathered() -> None:
    """Of a hundred small rings the last are one group, which can be opened."""
    one = incidence([(m, m // 10) for m in range(1000)] + [(m, 100 + m // 10) for m in range(1000)], 1000, 200)
    parts = split(one, np.arange(1000))
    assert len(parts) == MOST_PARTS
    assert sum(map(len, parts)) == 1000


def test_what_many_groups_share_is_folded_by_kind() -> None:
    """A fold of many groups is named for its kind, and has an edge to each."""
    rng = np.random.default_rng(1)
    uses = [(m, m // 100) for m in range(800)] + [(m, 8 + m // 100) for m in range(800)]
    uses += [(int(m), 16 + i) for i in range(200) for m in rng.choice(800, 6, replace=False)]
    one = incidence(uses, 800, 216)
    drawn = quotient("op-1", Groups(one), [], "q")
    check(drawn, one)
    many = [node for node in drawn.nodes if node.id == f"i.kind0.{MANY}"]
    assert len(many) == 1
    assert sum(edge.target == many[0].id for edge in drawn.edges) >= 3


def test_more_than_can_be_read_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """The answer says what to do; nothing is cut in silence."""
    monkeypatch.setattr(drawing, "MOST_NODES", 50)
    one = rings(3, 60, 30)
    with pytest.raises(UsageError, match="more than 50 nodes") as caught:
        quotient("op-1", Groups(one), ["a.0", "a.1", "a.2"], "q")
    assert "fold" in caught.value.hint
    assert MOST_NODES > 50


def test_equal_rows_have_equal_signatures() -> None:
    """And rows of other columns, or of fewer, have others."""
    row = np.array([0, 0, 1, 1, 2, 2, 3])
    column = np.array([5, 9, 9, 5, 5, 8, 5])
    found = signatures(row, column, 5).tolist()
    assert found[0] == found[1]
    assert len(set(found)) == 4


def test_the_root_is_always_open() -> None:
    """Nothing need be opened to see the first groups."""
    leaves = list(Groups(rings(3, 100, 30)).leaves([]))
    assert [leaf.path for leaf in leaves] == [f"{ROOT}.{n}" for n in range(3)]
