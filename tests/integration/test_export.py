"""Exports: every current membership once, in byte order, on every store."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from linkage import queries
from linkage.engine import export
from linkage.engine.export import export_clusters, export_members
from linkage.errors import UsageError
from linkage.store.base import GraphStore

IDS = ["Z", "a", "a b", 'q"uote', "comma,", "line\nend", "é", "Ä", "\ue000", "\U0001f600", "10", "9", "東京"]
"""Ids that collations order in many ways; U+E000 and U+1F600 swap between UTF-16 and UTF-8."""

FILL = queries.parse(
    "// name: fill\n// mode: write\n\n"
    "CREATE (o:Cluster {id: 'op-1', level: 'operator', score: 0.1234567, verdict: 'flagged', size: 13, flagged: 13, "
    "first_seen: datetime({epochMillis: 1767225600000}), last_seen: datetime({epochMillis: 1767225600070})}) "
    "CREATE (k:Cluster {id: 'ca-1', level: 'campaign', score: 1.0, verdict: 'watch', size: 13, flagged: 0}) "
    "CREATE (r:Cluster {id: 'op-0', level: 'operator', score: 1.0, verdict: 'flagged', size: 1, flagged: 1, "
    "retired_at: datetime({epochMillis: 0})}) "
    "CREATE (k)-[:PART_OF]->(o) "
    "CREATE (:Account {id: 'alone'}) "
    "WITH o, k, r UNWIND $ids AS id "
    "CREATE (a:Account {id: id}) "
    "CREATE (a)-[:MEMBER_OF {score: 0.5, verdict: 'clear'}]->(k) "
    "CREATE (a)-[:MEMBER_OF {score: 2.0 / 3, verdict: 'flagged'}]->(o) "
    "CREATE (a)-[:MEMBER_OF {score: 1.0, verdict: 'flagged'}]->(r)"
)


@pytest.fixture
def filled(any_store: GraphStore) -> GraphStore:
    """Fill the store with accounts of awkward ids."""
    any_store.execute(lambda transaction: transaction.run(FILL, {"ids": IDS}))
    return any_store


@pytest.mark.parametrize("page", [1, 2, 5, 10_000])
def test_members_come_in_byte_order_whatever_the_store_and_the_page(
    filled: GraphStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, page: int
) -> None:
    """None lost between pages, none twice; retired clusters and accounts without a cluster are left out."""
    monkeypatch.setattr(export, "PAGE", page)
    assert export_members(filled, tmp_path / "members.csv") == 2 * len(IDS)
    with (tmp_path / "members.csv").open(encoding="utf-8", newline="") as file:
        head, *rows = csv.reader(file)
    assert head == ["account_id", "cluster_id", "level", "score", "verdict"]
    assert rows == [
        row
        for id in sorted(IDS, key=lambda id: id.encode())
        for row in ([id, "ca-1", "campaign", "0.500000", "clear"], [id, "op-1", "operator", "0.666667", "flagged"])
    ]


def test_clusters_are_the_current_ones(filled: GraphStore, tmp_path: Path) -> None:
    """A cluster without times or parent has empty cells; a retired one has no line."""
    assert export_clusters(filled, tmp_path / "clusters.csv") == 2
    assert (tmp_path / "clusters.csv").read_text("utf-8") == (
        "cluster_id,level,score,verdict,size,flagged,first_seen,last_seen,parent\n"
        "ca-1,campaign,1.000000,watch,13,0,,,op-1\n"
        "op-1,operator,0.123457,flagged,13,13,2026-01-01T00:00:00Z,2026-01-01T00:00:00.070Z,\n"
    )


def test_an_empty_store_gives_the_head(store: GraphStore, capsys: pytest.CaptureFixture[str]) -> None:
    """Before any detection there are no rows, on stdout too."""
    assert (export_members(store, "-"), export_clusters(store, "-")) == (0, 0)
    head = "account_id,cluster_id,level,score,verdict\n"
    assert capsys.readouterr().out.startswith(head)


def test_a_path_that_cannot_be_written_is_an_error_before_any_row(store: GraphStore, tmp_path: Path) -> None:
    """The error names the path."""
    with pytest.raises(UsageError, match="cannot be written"):
        export_members(store, tmp_path / "missing" / "members.csv")
