"""Pages of members from a kept order are those of the query that sorts anew, on every store."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from linkage.engine import rolls
from linkage.engine.rolls import Rolls
from linkage.store.base import GraphStore, Row
from tests.contract.asking import query
from tests.contract.kept_pages import asked_of, cluster, pages

MEMBERS = query(
    "UNWIND $rows AS row MERGE (a:Account {id: row.id}) MERGE (c:Cluster {id: 'op-1'}) SET c.run = $run, c.size = 30"
    " CREATE (a)-[:MEMBER_OF {strength: row.strength, score: 0.5, verdict: row.verdict,"
    " since: datetime('2026-01-01T00:00:00Z'), redundancy: 1, kinds: 2, run: $run}]->(c)",
    "write",
)
LEAVE = query(
    "MATCH (:Account {id: $id})-[m:MEMBER_OF]->(:Cluster) WITH collect(m) AS gone UNWIND gone AS m DELETE m", "write"
)


@pytest.fixture(autouse=True)
def _small_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the order of any cluster."""
    monkeypatch.setattr(rolls, "LARGE", 1)


def _join(store: GraphStore, run: str, members: range) -> None:
    rows = [{"id": f"a{n:02d}", "strength": n % 4 / 4, "verdict": ("flagged", "watch")[n % 3 == 0]} for n in members]
    store.execute(lambda tx: tx.run(MEMBERS, {"rows": rows, "run": run}))


def _pages(store: GraphStore, kept: Rolls, verdict: str | None, limit: int) -> Iterator[tuple[list[Row], list[Row]]]:
    """Yield each page, as kept and as sorted anew."""
    asked = {"verdict": verdict, "limit": limit}
    return pages(store, kept.page, "list_members_of_cluster", asked, ("strength", "account_id"))


@pytest.mark.parametrize("verdict", [None, "watch", "clear"])
@pytest.mark.parametrize("limit", [1, 7, 100])
def test_every_page_is_the_one_sorted_anew(any_store: GraphStore, verdict: str | None, limit: int) -> None:
    """All columns, whatever the verdict and the size of the page, equal strengths included."""
    _join(any_store, "run-1", range(30))
    for page, anew in _pages(any_store, Rolls(any_store), verdict, limit):
        assert page == anew


def test_a_run_is_seen_at_once(any_store: GraphStore) -> None:
    """Members that a later run adds are on the next page; so is what changes under a run of the same name."""
    kept = Rolls(any_store)
    _join(any_store, "run-1", range(20))
    for _ in _pages(any_store, kept, None, 100):
        pass
    _join(any_store, "run-2", range(20, 30))
    assert all(page == anew for page, anew in _pages(any_store, kept, None, 7))
    any_store.execute(lambda tx: tx.run(LEAVE, {"id": "a03"}))
    ((page, anew), _) = _pages(any_store, kept, None, 100)
    assert page == anew
    assert len(page) == 29


def test_a_kept_order_saves_the_sorting(store: GraphStore, monkeypatch: pytest.MonkeyPatch) -> None:
    """Once the order is kept, a page reads its own rows alone."""
    _join(store, "run-1", range(30))
    kept = Rolls(store)
    params = {"cluster": "op-1", "verdict": None, "limit": 5, "after_key": None, "after_id": None}
    shown = cluster(store)
    first = kept.page(shown, params)
    asked = asked_of(store, monkeypatch)
    assert kept.page(shown, params) == first
    assert asked == ["list_members_by_accounts"]
