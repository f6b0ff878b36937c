"""What the page asks of the engine has the same answer on every store: inbox, graph, search, what if, drawings."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from typing import Any

import pytest

from linkage import queries
from linkage.config import Settings
from linkage.engine.answer_graph import answer_graph
from linkage.engine.inbox import WEEKS, Case, Inbox
from linkage.engine.query import explore
from linkage.engine.quotient_graph import QuotientGraphs
from linkage.engine.search import search
from linkage.engine.what_if import what_if
from linkage.errors import NotFound, QueryRefused, UsageError
from linkage.quotient.graph import Quotient
from linkage.store.base import GraphStore
from linkage.store.open import open_store
from tests import small_world
from tests.contract.asking import query

ALL: dict[str, Any] = {
    "verdict": None,
    "kind": None,
    "min_size": 0,
    "since": None,
    "changed": False,
    "after_key": None,
    "after_id": None,
    "limit": 100,
}


@pytest.fixture(scope="module")
def world(any_module_settings: Settings) -> Iterator[GraphStore]:
    """Put the small world into every store in turn."""
    with closing(open_store(any_module_settings, create=True)) as opened:
        small_world.fill(opened)
        yield opened


def cases(store: GraphStore, **asked: Any) -> dict[str, Case]:
    """Return the cases of the inbox by cluster, in order."""
    return {case.cluster_id: case for case in Inbox(store).page({**ALL, **asked}).cases}


def graph(store: GraphStore, cluster: str, *opened: str) -> Quotient:
    """Return the graph of one cluster."""
    (row,) = store.run(queries.load("get_cluster"), {"cluster": cluster, "limit": 1})
    return QuotientGraphs(store).graph(row, opened)


def test_the_inbox_shows_flagged_clusters_with_most_at_stake_first(world: GraphStore) -> None:
    """Every current operator once, flagged before clear, each with its reason."""
    found = cases(world)
    assert list(found) == ["op-a", "op-b", "op-c"]
    assert found["op-a"].reason == "Flagged: 3 accounts flagged and not banned, 1 of them created in the last 30 days."
    assert found["op-b"].reason == "Flagged: 2 accounts flagged and not banned."
    assert found["op-c"].reason == "Clear: an innocent explanation holds."


def test_a_case_counts_who_is_active_who_is_recent_and_who_looks_honest(world: GraphStore) -> None:
    """Banned members are not active; a verified, paying, old member is at risk; organisations count once."""
    found = cases(world)
    a, b = found["op-a"], found["op-b"]
    assert (a.active, a.recent, a.at_risk, a.orgs, a.campaigns) == (3, 1, 0, 1, 1)
    assert (b.active, b.recent, b.at_risk, b.orgs, b.campaigns) == (2, 0, 1, 2, 0)
    assert [(kind.kind, kind.identifiers) for kind in a.kinds] == [("payment", 2), ("device", 1), ("ip_network", 1)]


def test_growth_ends_with_the_latest_activity(world: GraphStore) -> None:
    """Members fall into the week they were created in; older ones into none."""
    growth = cases(world)["op-b"].growth
    assert len(growth.counts) == WEEKS
    assert sum(growth.counts) == 2  # b1 is of 2024
    assert growth.counts[WEEKS - 6] == 2  # 41 days before the 20th of February


@pytest.mark.parametrize(
    ("asked", "clusters"),
    [
        ({"verdict": "clear"}, ["op-c"]),
        ({"min_size": 3}, ["op-a", "op-b"]),
        ({"kind": "device"}, ["op-a", "op-b"]),
        ({"kind": "payment"}, ["op-a"]),
        ({"limit": 1}, ["op-a"]),
    ],
)
def test_the_inbox_narrows_as_asked(world: GraphStore, asked: dict[str, Any], clusters: list[str]) -> None:
    """By verdict, size and kind of evidence, and page by page."""
    assert list(cases(world, **asked)) == clusters


def test_pages_of_the_inbox_go_on_behind_the_last_case(world: GraphStore) -> None:
    """No case is shown twice or left out; what there is in all is told on each page."""
    inbox = Inbox(world)
    first = inbox.page({**ALL, "limit": 2})
    last = first.cases[-1]
    rest = inbox.page({**ALL, "after_key": last.key, "after_id": last.cluster_id})
    assert [case.cluster_id for case in (*first.cases, *rest.cases)] == ["op-a", "op-b", "op-c"]
    assert (first.total, rest.total) == (3, 3)
    assert first.verdicts == {"flagged": 2, "watch": 0, "clear": 1}


def test_the_inbox_tells_what_changed_since_a_time(world: GraphStore) -> None:
    """A cluster that a later run found is new; one that accounts joined has grown; others are left out if asked."""
    since = datetime(2026, 2, 1, tzinfo=UTC)
    found = cases(world, since=since, changed=True)
    assert {name: (case.change and (case.change.what, case.change.joined)) for name, case in found.items()} == {
        "op-a": ("grown", 1),
        "op-c": ("new", 0),
    }
    assert all(case.change is None for case in cases(world).values())


def test_a_small_cluster_is_drawn_whole(world: GraphStore) -> None:
    """Each member and each identifier it rests on has a node; every edge says what makes it."""
    drawn = graph(world, "op-a")
    assert {node.account_id for node in drawn.nodes if node.type == "account"} == {"a1", "a2", "a3", "a4"}
    kinds = {node.ref: node.kind for node in drawn.nodes if node.type == "identifier"}
    assert kinds == {
        "ref-dev-a": "device",
        "ref-card-a": "payment",
        "ref-card-ab": "payment",
        "ref-net-ab": "ip_network",
    }
    names = {node.id: node.account_id or node.ref for node in drawn.nodes}
    ties = {(names[edge.source], names[edge.target]) for edge in drawn.edges}
    assert ties >= {("a1", "ref-dev-a"), ("a4", "ref-card-a"), ("a1", "ref-net-ab"), ("a2", "ref-net-ab")}
    assert ("b1", "ref-card-ab") not in ties  # no member
    words = {"device": "device", "payment": "payment", "ip_network": "ip network"}
    assert all(edge.label == f"1 account by 1 {words[edge.kind]}" for edge in drawn.edges)


def test_a_retired_cluster_has_an_empty_graph(world: GraphStore) -> None:
    """It has no members any more, and that is no failure."""
    drawn = graph(world, "op-old")
    assert (drawn.size, drawn.nodes, drawn.edges) == (0, (), ())


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("op-a", [("cluster", "op-a", None)]),
        ("a1", [("account", "a1", None)]),
        (" 192.0.2.1 ", [("identifier", "ref-ip-a", "ip")]),
        ("card-a", [("identifier", "ref-card-a", "payment")]),
        ("ref-dev-a", [("identifier", "ref-dev-a", "device")]),
        ("l", [("account", name, None) for name in ("l1", "l2", "l3", "l4")]),
        ("nobody has this", []),
        ("  ", []),
    ],
)
def test_a_search_finds_what_a_text_may_mean(
    world: GraphStore,
    any_module_settings: Settings,
    text: str,
    found: list[tuple[str, str, str | None]],
    monkeypatch: Any,
) -> None:
    """Ids and beginnings of ids, raw identifiers, stored ones and references."""
    refs = {("ip", "192.0.2.1"): "ref-ip-a", ("payment", "card-a"): "ref-card-a"}  # the world's own, not digests
    monkeypatch.setattr("linkage.engine.search.reference", lambda kind, value: refs.get((kind, value), "none"))
    assert [(one.type, one.id, one.kind) for one in search(world, any_module_settings, text)] == found


def test_without_an_identifier_the_others_are_left(world: GraphStore) -> None:
    """What is lost and what is left add up, and the answer is put into words."""
    left = what_if(world, "a1", ["ref-card-a"])
    assert [tie.ref for tie in left.lost] == ["ref-card-a"]
    assert {tie.ref for tie in left.remaining} == {"ref-dev-a", "ref-net-ab"}
    assert (left.tied, left.ties, left.ties_before) == (True, 2, 3)
    assert left.kinds < left.kinds_before
    assert left.sentences[1] == "2 of 3 identifiers would still tie it."


def test_what_only_a_lost_identifier_implies_is_lost_with_it(world: GraphStore) -> None:
    """The network goes with the one address of it that the account used."""
    assert {tie.ref for tie in what_if(world, "a1", ["ref-ip-a"]).lost} == {"ref-net-ab"}


def test_those_who_used_nothing_else_are_counted(world: GraphStore) -> None:
    """Without its device one other member of op-a is left with nothing of its own."""
    assert what_if(world, "a1", ["ref-dev-a"]).alone == 1  # a2 shares nothing else the cluster rests on
    assert what_if(world, "a1", ["ref-dev-a", "ref-card-a"]).alone == 2  # and a4 only the card


def test_an_account_in_no_cluster_has_nothing_to_lose(world: GraphStore) -> None:
    """It is said so; an account that is not there is an error."""
    assert what_if(world, "l3", ["ref-ip-nat"]).sentences == (
        "The account is in no cluster: there is nothing to lose.",
    )
    with pytest.raises(NotFound):
        what_if(world, "nobody", [])


def test_paths_of_an_answer_can_be_drawn(world: GraphStore, any_module_settings: Settings) -> None:
    """Nodes once, relationships between them; an answer without nodes has no drawing."""
    text = "MATCH p = (a:Account)-[:USED]->(i:Device {id: $device}) RETURN p ORDER BY a.id"
    drawn = answer_graph(explore(world, any_module_settings, text, {"device": "dev-b"}))
    assert drawn is not None
    assert [node.label for node in drawn.nodes] == ["Account", "Device", "Account", "Account"]
    assert {(edge.source, edge.target, edge.type) for edge in drawn.edges} == {
        (f"Account b{n}", "Device dev-b", "USED") for n in (1, 2, 3)
    }
    assert answer_graph(explore(world, any_module_settings, "MATCH (a:Account) RETURN count(a) AS n", {})) is None


def test_cypher_of_ones_own_only_reads_and_takes_what_it_uses(world: GraphStore, any_module_settings: Settings) -> None:
    """A write is refused; so is a parameter too many or too few; values keep their types."""
    with pytest.raises(QueryRefused):
        explore(world, any_module_settings, "CREATE (:Account {id: 'x'})", {})
    with pytest.raises(UsageError, match="other"):
        explore(world, any_module_settings, "MATCH (a:Account {id: $id}) RETURN a.id AS id", {"id": "a1", "other": 1})
    with pytest.raises(UsageError, match="missing"):
        explore(world, any_module_settings, "MATCH (a:Account {id: $id}) RETURN a.id AS id", {})
    answer = explore(world, any_module_settings, "RETURN $n + 1 AS n, $names AS names", {"n": 1, "names": ["1", "x"]})
    assert answer.rows == ({"n": 2, "names": ["1", "x"]},)


def test_what_is_kept_ends_with_a_write(any_store: GraphStore) -> None:
    """After a load or a run the inbox and the graph are those of what is there then."""
    small_world.fill(any_store)
    inbox, graphs = Inbox(any_store), QuotientGraphs(any_store)
    (row,) = any_store.run(queries.load("get_cluster"), {"cluster": "op-c", "limit": 1})
    assert inbox.page(ALL).total == 3
    assert graphs.graph(row).size == 2
    ended = query(
        "MATCH (a:Account {id: 'c2'})-[m:MEMBER_OF]->(c:Cluster {id: 'op-c'}) SET c.retired_at = datetime() DELETE m",
        "write",
    )
    any_store.execute(lambda transaction: transaction.run(ended))
    assert inbox.page(ALL).total == 2
    assert graphs.graph(row).size == 1
