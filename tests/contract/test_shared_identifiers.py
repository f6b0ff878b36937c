"""Pages of what the members of a cluster share, counted once, are those counted anew, on every store."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from linkage.engine import shared_identifiers
from linkage.engine.journal import note
from linkage.engine.shared_identifiers import SharedIdentifiers
from linkage.model.query import Query
from linkage.store.base import GraphStore, Row
from tests.contract.asking import query
from tests.contract.kept_pages import cluster, pages

MEMBERS = query(
    "UNWIND $accounts AS id MERGE (a:Account {id: id}) MERGE (c:Cluster {id: 'op-1'}) SET c.run = $run, c.size = 12"
    " CREATE (a)-[:MEMBER_OF {strength: 0.5, run: $run}]->(c)",
    "write",
)
USES = query(
    "UNWIND $uses AS use MATCH (a:Account {id: use[0]}) MERGE (i:Device {id: use[1]}) SET i.ref = 'ref-' + use[1]"
    " MERGE (a)-[u:USED]->(i) SET u.first_seen = datetime('2026-01-01T00:00:00Z'),"
    " u.last_seen = datetime({epochMillis: $at}), u.count = 1",
    "write",
)
ACCOUNTS = [f"a{n:02d}" for n in range(12)]


@pytest.fixture(autouse=True)
def _small_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep what any cluster shares."""
    monkeypatch.setattr(shared_identifiers, "LARGE", 1)


def _fill(store: GraphStore) -> None:
    """Make a cluster whose members use nine devices, two at a time by equally many."""
    store.execute(lambda tx: tx.run(MEMBERS, {"accounts": ACCOUNTS, "run": "run-1"}))
    uses = [(account, f"d{n}") for n in range(9) for account in ACCOUNTS[: max(1, 10 - n - n % 2)]]
    store.execute(lambda tx: tx.run(USES, {"uses": [list(use) for use in uses], "at": 1_767_400_000_000}))


def _pages(
    store: GraphStore, kept: SharedIdentifiers, min_members: int, limit: int
) -> Iterator[tuple[list[Row], list[Row]]]:
    """Yield each page, as kept and as counted anew."""
    asked = {"min_members": min_members, "limit": limit}
    return pages(store, kept.page, "list_identifiers_of_cluster", asked, ("members", "ref"))


@pytest.mark.parametrize("min_members", [1, 2, 5, 50])
@pytest.mark.parametrize("limit", [1, 4, 100])
def test_every_page_is_the_one_counted_anew(any_store: GraphStore, min_members: int, limit: int) -> None:
    """All columns, equal numbers of members included."""
    _fill(any_store)
    for page, anew in _pages(any_store, SharedIdentifiers(any_store), min_members, limit):
        assert page == anew


def test_pages_behind_what_is_kept_are_counted(any_store: GraphStore, monkeypatch: pytest.MonkeyPatch) -> None:
    """A cluster that shares more than is kept has all its pages."""
    _fill(any_store)
    monkeypatch.setattr(shared_identifiers, "MOST_OF_ONE", 3)
    for page, anew in _pages(any_store, SharedIdentifiers(any_store), 2, 2):
        assert page == anew


@pytest.mark.parametrize("journaled", [True, False])
def test_a_load_is_seen_at_once(any_store: GraphStore, journaled: bool) -> None:
    """A later use that makes no new tie is on the next page, whether the journal has it or not; so is a run."""
    kept = SharedIdentifiers(any_store)
    _fill(any_store)
    list(_pages(any_store, kept, 2, 100))

    def use(tx: Any) -> None:
        tx.run(USES, {"uses": [["a00", "d0"]], "at": 1_767_900_000_000})
        if journaled:
            note(tx, ["a00"])

    any_store.execute(use, journaled=journaled)
    assert all(page == anew for page, anew in _pages(any_store, kept, 2, 100))
    any_store.execute(lambda tx: tx.run(MEMBERS, {"accounts": ["a00"], "run": "run-2"}), journaled=True)
    assert all(page == anew for page, anew in _pages(any_store, kept, 2, 100))


def test_what_is_kept_is_not_counted_again(store: GraphStore, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second page asks for the journal alone."""
    _fill(store)
    kept = SharedIdentifiers(store)
    params = {"cluster": "op-1", "min_members": 2, "limit": 5, "after_key": None, "after_id": None}
    shown = cluster(store)
    first = kept.page(shown, params)
    run = store.run

    def refused(asking: Query, given: Any = None) -> list[Row]:
        assert asking.name != "list_identifiers_of_cluster"
        return run(asking, given)

    monkeypatch.setattr(store, "run", refused)
    assert kept.page(shown, params) == first
