"""Pages of clusters from a kept list are those of the query that goes through all of them, on every store."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest

from linkage import queries
from linkage.engine import cluster_list
from linkage.engine.cluster_list import ClusterList
from linkage.store.base import GraphStore, Row
from tests.contract.asking import query
from tests.contract.kept_pages import asked_of

CLUSTERS = query(
    "UNWIND $rows AS row MERGE (c:Cluster {id: row.id}) SET c.level = row.level, c.score = row.score,"
    " c.size = row.size, c.verdict = row.verdict, c.flagged = 1, c.summary = 'one', c.run = $run,"
    " c.first_seen = datetime({epochMillis: row.seen}), c.last_seen = datetime({epochMillis: row.seen + 500})",
    "write",
)
END = query("MATCH (c:Cluster {id: $id}) SET c.retired_at = datetime('2026-01-01T00:00:00Z')", "write")
SEEN = 1_767_225_600_000
ALL: dict[str, Any] = {"verdict": None, "level": None, "min_score": 0.0, "min_size": 0, "since": None, "sort": "score"}


def _publish(store: GraphStore, run: str, numbers: range) -> None:
    """Write clusters as a run does: with its own name, in one transaction."""
    rows = [
        {
            "id": f"op-{n:02d}",
            "level": ("operator", "campaign")[n % 3 == 0],
            "score": n % 5 / 4,
            "size": 3 + n % 4,
            "verdict": ("flagged", "watch", "clear")[n % 3],
            "seen": SEEN + 1000 * (n % 7),
        }
        for n in numbers
    ]
    made = {"id": run, "started_at": SEEN, "finished_at": SEEN, "as_of": None, "properties": {"seed": 0}}
    store.execute(
        lambda tx: (tx.run(queries.load("create_run"), made), tx.run(CLUSTERS, {"rows": rows, "run": run})),
        journaled=True,
    )


def _pages(store: GraphStore, kept: ClusterList, asked: dict[str, Any], limit: int) -> list[Row]:
    """Compare each page with the query's own; return all rows."""
    found: list[Row] = []
    after: dict[str, Any] = {"after_key": None, "after_id": None}
    while True:
        params = {**asked, **after, "limit": limit}
        page = kept.page(params)
        assert page == store.run(queries.load("list_clusters"), params)
        if not page:
            return found
        found += page
        after = {"after_key": page[-1]["key"], "after_id": page[-1]["cluster_id"]}


def test_every_page_is_the_querys_own(any_store: GraphStore) -> None:
    """In every order, with every filter, equal keys included."""
    _publish(any_store, "run-1", range(30))
    kept = ClusterList(any_store)
    sorts, verdicts, levels = ("score", "size", "first_seen", "last_seen"), (None, "watch"), (None, "operator")
    for sort, verdict, level in product(sorts, verdicts, levels):
        asked = {**ALL, "sort": sort, "verdict": verdict, "level": level}
        assert _pages(any_store, kept, asked, 7)
    narrowed = {**ALL, "min_score": 0.5, "min_size": 4, "since": SEEN + 2500}
    assert 0 < len(_pages(any_store, kept, narrowed, 4)) < len(_pages(any_store, kept, ALL, 100)) == 30


def test_a_run_and_anybody_elses_write_are_seen_at_once(any_store: GraphStore) -> None:
    """Clusters of a later run are on the next page; one that somebody else ended is gone."""
    kept = ClusterList(any_store)
    _publish(any_store, "run-1", range(20))
    assert len(_pages(any_store, kept, ALL, 100)) == 20
    _publish(any_store, "run-2", range(15, 25))
    assert len(_pages(any_store, kept, ALL, 100)) == 25
    any_store.execute(lambda tx: tx.run(END, {"id": "op-03"}))
    assert len(_pages(any_store, kept, ALL, 100)) == 24


def test_a_store_of_an_earlier_version_is_asked_itself(any_store: GraphStore) -> None:
    """Where no run has left its name, every page is the store's own."""
    any_store.execute(lambda tx: tx.run(CLUSTERS, {"rows": [], "run": "run-1"}))
    assert _pages(any_store, ClusterList(any_store), ALL, 5) == []


@pytest.mark.parametrize("most", [100, 10])
def test_a_kept_list_saves_the_search_unless_it_is_too_long(
    store: GraphStore, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    """Once it is kept, no page goes through all clusters; one that memory should not hold is asked for by pages."""
    monkeypatch.setattr(cluster_list, "MOST", most)
    _publish(store, "run-1", range(30))
    kept = ClusterList(store)
    params = {**ALL, "after_key": None, "after_id": None, "limit": 5}
    first = kept.page(params)
    asked = asked_of(store, monkeypatch)
    assert kept.page(params) == first
    assert ("list_clusters" in asked) == (most == 10)


def test_that_a_list_is_too_long_is_found_out_once(store: GraphStore, monkeypatch: pytest.MonkeyPatch) -> None:
    """In each order it is read once; asked again, only the pages themselves are."""
    monkeypatch.setattr(cluster_list, "MOST", 10)
    _publish(store, "run-1", range(30))
    kept = ClusterList(store)
    asked = asked_of(store, monkeypatch)
    for _ in range(2):
        for sort in cluster_list.SORTS:
            assert kept.page({**ALL, "sort": sort, "after_key": None, "after_id": None, "limit": 5})
    assert asked.count("list_clusters") == 3 * len(cluster_list.SORTS)
