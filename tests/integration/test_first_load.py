"""The first load of an embedded store takes the engine's bulk path: nobody can tell, but for the time it takes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import polars as pl
import polars.testing
import pytest

from linkage import queries
from linkage.config import Settings
from linkage.engine.detect import detect
from linkage.engine.export import export_clusters, export_members
from linkage.engine.kinds import read_kinds
from linkage.engine.load import load
from linkage.engine.read_contents import read_all, read_contents
from linkage.engine.snapshot import load_snapshot
from linkage.errors import InputError, StoreError
from linkage.simulate.world import write_world as simulate
from linkage.store.base import GraphStore
from linkage.store.embedded import EmbeddedStore
from linkage.store.open import open_store
from tests.contract.asking import query
from tests.load_world import actual_graph, counts, expected_graph, make_world, write_world

NODES = query("MATCH (n) WHERE NOT n:Change RETURN labels(n)[0] AS label, n.id AS id, properties(n) AS properties")
TIES = query(
    "MATCH (a)-[r]->(b) RETURN type(r) AS type, labels(a)[0] AS start, a.id AS a, labels(b)[0] AS end, b.id AS b, "
    "properties(r) AS properties"
)
ODD: list[dict[str, Any]] = [
    {"account_id": "dated", "created_at": "2026-01-02T03:04:05.678Z", "status": "banned", "verified": "yes"},
    {"account_id": "huge", "created_at": 1767225600, "n": 9223372036854775807, "small": -(2**63) + 1, "f": 0.5},
    {"account_id": "undated", "plan": "é\"\\'\U0001f600", "list": [1, "a"], "map": {"x": None}, "whole": 3.0},
    {"account_id": "silly", "number": float("nan")},
    {"account_id": "bare", "created_at": None},
    {"account_id": "twice", "created_at": 1767225600, "status": "active", "plan": "a"},
    {"account_id": "twice", "created_at": 1767225500, "status": "banned", "org": "o"},
]


class ByCypher(EmbeddedStore):
    """An embedded store that takes its first load like any later one."""

    def first_load(self, ties: Any) -> None:
        """Return None: there is no other way."""
        return None


@pytest.fixture
def both(settings: Settings) -> Iterator[tuple[GraphStore, GraphStore]]:
    """Yield two empty stores, one of which loads by Cypher."""
    with (
        closing(EmbeddedStore.open(replace(settings, store=f"{settings.store}-1"), create=True)) as one,
        closing(ByCypher.open(replace(settings, store=f"{settings.store}-2"), create=True)) as other,
    ):
        yield one, other


def everything(store: GraphStore) -> list[str]:
    """Return every node and tie with all its properties and their types, and every constraint, in order."""
    rows = [*store.run(NODES), *store.run(TIES), *store.run(queries.load("list_constraints"), {"limit": 1000})]
    plain = [[sorted(cell.items()) if isinstance(cell, dict) else cell for cell in row.values()] for row in rows]
    return sorted(map(repr, plain))


def a_source(folder: Path) -> Path:
    """Write a simulated world with odd accounts and an account that only observations speak of."""
    simulate(folder, 150, 7)
    rows = [json.dumps(row) for row in ODD]
    frame = pl.read_parquet(folder / "accounts.parquet").select("account_id", pl.col("created_at").dt.epoch("s"), "org")
    (folder / "accounts.jsonl").write_text("\n".join([*rows, *frame.write_ndjson().splitlines()]) + "\n")
    (folder / "accounts.parquet").unlink()
    seen = pl.read_parquet(folder / "observations.parquet")
    told = seen.with_columns(pl.lit("untold").alias("account_id"), count=pl.lit(2_000_000_00, pl.Int32))[:30]
    pl.concat([seen, told, told]).write_parquet(folder / "observations.parquet")
    return folder


def test_it_is_the_graph_that_cypher_makes(both: tuple[GraphStore, GraphStore], tmp_path: Path) -> None:
    """Node by node and tie by tie, after a first load, after a further one, and in what detection exports."""
    source = a_source(tmp_path / "in")
    more = write_world(make_world(60, seed=3), tmp_path / "more")
    settings = Settings(staging=str(tmp_path), batch_rows=700)
    reports = [load(store, source, settings, quarantine=tmp_path / "q").as_dict() | {"seconds": 0} for store in both]
    assert reports[0] == reports[1]
    assert reports[0]["duplicate"] == 30
    assert everything(both[0]) == everything(both[1])
    for folder in (source, more):
        again = [load(store, folder, settings, quarantine=tmp_path / "q").as_dict() | {"seconds": 0} for store in both]
        assert again[0] == again[1]
    assert everything(both[0]) == everything(both[1])
    files: list[list[bytes]] = []
    for number, store in enumerate(both):
        detect(store, seed=1, as_of=1_790_000_000_000)
        export_members(store, tmp_path / f"members{number}.csv")
        export_clusters(store, tmp_path / f"clusters{number}.csv")
        files.append([(tmp_path / f"{what}{number}.csv").read_bytes() for what in ("members", "clusters")])
    assert files[0] == files[1]
    assert files[0][0].count(b"\n") > 1


def test_many_parts_share_what_they_share(store: GraphStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Accounts in different parts of the staging area, written out one after the other, meet at their identifiers."""
    monkeypatch.setattr("linkage.ingest.staging.PART_BYTES", 5_000)
    monkeypatch.setattr("linkage.engine.first_load.SETTLE", 500)
    world = make_world(200, seed=5)
    load(store, write_world(world, tmp_path / "in"), Settings(staging=str(tmp_path)))
    assert actual_graph(store) == expected_graph(world)


def test_what_it_keeps_is_what_a_reading_would_give(
    store: GraphStore, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Column by column, of a load in many parts with odd accounts; so the first detection reads nothing."""
    monkeypatch.setattr("linkage.ingest.staging.PART_BYTES", 20_000)
    kept = tmp_path / "kept"
    load(store, a_source(tmp_path / "in"), Settings(staging=str(tmp_path)), quarantine=tmp_path / "q", snapshot=kept)
    snapshot = load_snapshot(kept)
    assert snapshot is not None
    read = read_all(store, read_kinds(store))
    for field in fields(read):
        pl.testing.assert_frame_equal(getattr(snapshot.contents, field.name), getattr(read, field.name))
    assert detect(store, snapshot=kept).read == "nothing"
    store.close()
    with closing(open_store(settings)) as again:
        assert detect(again, snapshot=kept).read == "nothing"


def test_what_it_keeps_is_brought_up_to_date_by_the_next_load(store: GraphStore, tmp_path: Path) -> None:
    """The first detection then reads the accounts that the later load names, and knows what a reading of all gives."""
    kept = tmp_path / "kept"
    load(store, a_source(tmp_path / "in"), Settings(staging=str(tmp_path)), quarantine=tmp_path / "q", snapshot=kept)
    more = make_world(20, seed=3)
    load(store, write_world(more, tmp_path / "more"), Settings(staging=str(tmp_path)), snapshot=kept)
    reading = read_contents(store, read_kinds(store), kept)
    assert reading.how == "changes"
    read = read_all(store, read_kinds(store))
    for field in fields(read):
        pl.testing.assert_frame_equal(getattr(reading.contents, field.name), getattr(read, field.name))


def test_a_store_that_fails_while_it_keeps_that_has_loaded(
    store: GraphStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Keeping what was written is a service: without it the load is as good, and the first detection reads all."""
    kept = tmp_path / "kept"
    folder = write_world(make_world(40, seed=9), tmp_path / "in")
    with monkeypatch.context() as patched:
        patched.setattr(store, "scan", _fails)
        assert load(store, folder, Settings(staging=str(tmp_path)), snapshot=kept).quarantined == 0
    assert detect(store, snapshot=kept).read == "all"


def _fails() -> None:
    raise StoreError("the store failed", "")


def test_what_it_keeps_is_not_believed_after_a_foreign_write(store: GraphStore, tmp_path: Path) -> None:
    """Whoever writes to the store without saying so makes the first detection read all of it."""
    kept = tmp_path / "kept"
    folder = write_world(make_world(40, seed=9), tmp_path / "in")
    load(store, folder, Settings(staging=str(tmp_path)), snapshot=kept)
    store.execute(lambda transaction: transaction.run(queries.load("merge_accounts"), {"ids": ["foreign"]}))
    report = detect(store, snapshot=kept)
    assert (report.read, report.accounts) == ("all", 41)


def test_a_failure_on_the_way_leaves_the_store_as_it_was(store: GraphStore, settings: Settings, tmp_path: Path) -> None:
    """Whatever ends the first load, there is no half of it; the next one is a first one again."""
    world = make_world(50, seed=6)
    folder = write_world(world, tmp_path / "in")
    loading = store.first_load(["USED"])
    assert loading is not None
    with pytest.raises(InputError), loading as bulk:
        bulk.nodes("Run", {"id": pl.Series(["half"])})
        raise InputError("stop", "")
    assert not any(actual_graph(store).values())
    assert store.first_load([]) is not None
    assert sorted(path.name for path in Path(settings.store).iterdir()) == ["graph", "holder.json"]
    report = load(store, folder, Settings(staging=str(tmp_path)))
    assert counts(report.as_dict())[1] == len(world.accounts) + len(world.observations) + len(world.activity)
    assert actual_graph(store) == expected_graph(world)


@pytest.mark.parametrize("moved", ["nothing", "the old one", "both"])
def test_a_kill_while_the_graphs_change_places(
    store: GraphStore, settings: Settings, tmp_path: Path, moved: str
) -> None:
    """Between the two renames, and before and after them, the next opening finds one whole graph."""
    world = make_world(20, seed=8)
    load(store, write_world(world, tmp_path / "in"), Settings(staging=str(tmp_path)))
    store.close()
    folder = Path(settings.store)
    (folder / "graph.new").mkdir()
    if moved == "the old one":
        (folder / "graph").rename(folder / "graph.old")
    if moved == "both":
        (folder / "graph.new").rename(folder / "graph.old")
    with closing(open_store(settings)) as again:
        assert actual_graph(again) == expected_graph(world)
    assert sorted(path.name for path in folder.iterdir()) == ["graph", "holder.json", "mark.json"]


def test_a_store_in_use_is_never_filled(store: GraphStore) -> None:
    """A store with a single node of a load, or of a run, takes the way that merges."""
    loading = store.first_load(["USED"])
    assert loading is not None
    store.execute(lambda transaction: transaction.run(query("CREATE (:Run {id: 'r'})", "write")))
    assert store.first_load(["USED"]) is None


def test_a_disk_that_fills_up_leaves_the_store_as_it_was(tmp_path: Path) -> None:
    """The first load fails with exit code 1, names the disk and the next step, and leaves nothing half made."""
    disk = tmp_path / "disk"
    disk.mkdir()
    folder = write_world(make_world(4_000, seed=9, per_account=20), tmp_path / "in")
    linkage = f"{sys.executable} -m linkage"
    script = (
        f"mount -t tmpfs -o size=24m none {disk} && "
        f"{linkage} load {folder} --store {disk}/store --json; echo $?; ls {disk}/store; "
        f"df {disk} --output=used | tail -1"
    )
    result = subprocess.run(
        ["unshare", "--map-root-user", "--mount", "sh", "-c", script],
        capture_output=True,
        text=True,
        timeout=200,
        env=os.environ | {"LINKAGE_HEAP": "256m", "LINKAGE_STAGING": str(tmp_path)},
        check=False,
    )
    if "unshare" in result.stderr or "mount:" in result.stderr:
        pytest.skip("this system lets no test mount a small disk")
    answer, code, *names, used = result.stdout.splitlines()
    assert (json.loads(answer)["error"]["code"], code) == ("store-full", "1"), result.stderr
    assert "disk" in answer
    assert set(names) - {"mark.json"} == {"graph", "holder.json"}
    assert int(used) < 16_000
