"""What is read by scanning an embedded store is what its queries give."""

from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path

import pytest
from polars.testing import assert_frame_equal

from linkage.config import Settings
from linkage.engine.contents import Contents, contents_of
from linkage.engine.kinds import read_kinds
from linkage.engine.load import load
from linkage.engine.read_tables import read_tables
from linkage.engine.scan_contents import scan_contents
from linkage.simulate.world import write_world as simulate
from linkage.store import embedded_scan
from linkage.store.base import GraphStore
from tests.contract.asking import query
from tests.load_world import World, make_world, write_world

ODD = [
    {"account_id": "a\u0000b", "created_at": "2026-01-02T03:04:05.678Z", "status": "Banned", "verified": True},
    {"account_id": "\U0001f600", "plan": "é\n\t", "org": 12, "verified": "yes"},
    {"account_id": "bare"},
    {"account_id": "number", "plan": 3.0, "org": 2**40, "status": False},
]


def _same(store: GraphStore) -> Contents:
    scan, kinds = store.scan(), read_kinds(store)
    assert scan is not None
    scanned, asked = scan_contents(scan, kinds), contents_of(read_tables(store, kinds))
    for field in fields(Contents):
        assert_frame_equal(getattr(scanned, field.name), getattr(asked, field.name))
    return scanned


@pytest.mark.parametrize("records", [3, 1000, 200_000])
def test_a_world_is_read_alike(
    store: GraphStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, records: int
) -> None:
    """After a first load by the bulk path and a further one by Cypher, so many records at a time."""
    monkeypatch.setattr(embedded_scan, "RECORDS", records)
    simulate(tmp_path / "world", 100, 5)
    load(store, tmp_path / "world", Settings(staging=str(tmp_path)))
    load(store, write_world(make_world(9, seed=2), tmp_path / "more"), Settings(staging=str(tmp_path)))
    contents = _same(store)
    assert min(len(getattr(contents, field.name)) for field in fields(Contents)) > 9


def test_odd_accounts_are_read_alike(store: GraphStore, tmp_path: Path) -> None:
    """No dates, numbers and flags where text is usual, and characters that separate things elsewhere."""
    folder = write_world(World([], make_world(3, seed=1).observations, []), tmp_path / "in")
    (folder / "accounts.csv").unlink(missing_ok=True)
    (folder / "accounts.jsonl").write_text("\n".join(json.dumps(row) for row in ODD) + "\n")
    load(store, folder, Settings(staging=str(tmp_path)), quarantine=tmp_path / "quarantine.csv")
    assert len(_same(store).accounts) >= len(ODD)


def test_what_was_deleted_is_not_read(store: GraphStore, tmp_path: Path) -> None:
    """Holes in the files are passed over, and an identifier that nobody uses any more is not named."""
    load(store, write_world(make_world(30, seed=2), tmp_path / "in"), Settings(staging=str(tmp_path)))
    before = _same(store)
    gone = query("MATCH (a:Account) WHERE a.id > 'acc-00005' DETACH DELETE a", "write")
    store.execute(lambda transaction: transaction.run(gone))
    after = _same(store)
    assert (len(before.accounts), len(after.accounts)) == (30, 6)
    assert len(after.identifiers) < len(before.identifiers)


def test_an_empty_store_has_nothing_to_scan(store: GraphStore) -> None:
    """No labels, no types, no rows."""
    assert not any(len(getattr(_same(store), field.name)) for field in fields(Contents))
