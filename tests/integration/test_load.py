"""A load makes the graph the input describes, each source row once, whatever the order, the overlap or the store."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import polars as pl
import pytest

from linkage.config import Settings
from linkage.engine.kinds import read_kinds
from linkage.engine.load import load
from linkage.errors import InputError, MappingError
from linkage.store.base import GraphStore
from tests.load_world import World, actual_graph, counts, expected_graph, ledgers, make_world, write_world


def test_the_graph_is_what_the_rows_say(any_store: GraphStore, tmp_path: Path) -> None:
    """Minimum, maximum and sums as computed row by row; the same again is all duplicates and changes nothing."""
    world = make_world(200, seed=1)
    folder = write_world(world, tmp_path / "in")
    settings = Settings(staging=str(tmp_path), batch_rows=500)
    first = load(any_store, folder, settings).as_dict()
    total = sum(len(table) for table in (world.accounts, world.observations, world.activity))
    assert counts(first) == (total, total, 0, 0)
    assert actual_graph(any_store) == expected_graph(world)
    before = ledgers(any_store)
    again = load(any_store, folder, settings).as_dict()
    assert counts(again) == (total, 0, total, 0)
    assert actual_graph(any_store) == expected_graph(world)
    assert ledgers(any_store) == before


def test_overlapping_shuffled_parts_converge(any_store: GraphStore, tmp_path: Path) -> None:
    """Loads that overlap, in other orders, with rows twice, end with the graph of one load."""
    world = make_world(150, seed=2)
    cut = len(world.observations) // 3
    parts = [
        World(world.accounts[:100], world.observations[: 2 * cut], world.activity[200:]),
        World(world.accounts[50:], world.observations[cut:], world.activity[:700]),
        world,
    ]
    loaded = 0
    for seed, part in enumerate(parts):
        folder = write_world(part.shuffled(seed), tmp_path / f"in{seed}")
        report = load(any_store, folder, Settings(staging=str(tmp_path), batch_rows=300)).as_dict()
        loaded += counts(report)[1]
    assert actual_graph(any_store) == expected_graph(world)
    assert loaded == len(world.accounts) + len(world.observations) + len(world.activity)


def test_an_account_larger_than_a_transaction_is_split(any_store: GraphStore, tmp_path: Path) -> None:
    """One account with far more rows than a batch loses none and counts none twice."""
    world = make_world(3, seed=3, per_account=400)
    report = load(any_store, write_world(world, tmp_path / "in"), Settings(staging=str(tmp_path), batch_rows=50))
    assert counts(report.as_dict())[2:] == (0, 0)
    assert actual_graph(any_store) == expected_graph(world)


@pytest.mark.parametrize("ending", [".csv", ".csv.gz", ".jsonl", ".jsonl.gz", ".parquet"])
def test_every_format_gives_the_same_graph(store: GraphStore, tmp_path: Path, ending: str) -> None:
    """The format of the tables leaves no trace."""
    world = make_world(40, seed=4)
    source = write_world(world, tmp_path / "csv")
    folder = tmp_path / "in"
    folder.mkdir()
    for name in ("accounts", "observations", "activity"):
        frame = pl.read_csv(source / f"{name}.csv", infer_schema_length=0 if name == "accounts" else 1000)
        _write(frame, folder / f"{name}{ending}")
    load(store, folder, Settings(staging=str(tmp_path)))
    assert actual_graph(store) == expected_graph(world)


def _write(frame: pl.DataFrame, path: Path) -> None:
    if path.name.endswith(".parquet"):
        frame.write_parquet(path)
    elif ".jsonl" in path.name:
        frame.write_ndjson(path, compression="gzip" if path.suffix == ".gz" else "uncompressed")
    else:
        frame.write_csv(path, compression="gzip" if path.suffix == ".gz" else "uncompressed")


def test_account_rows_merge_within_a_load_and_replace_across_loads(store: GraphStore, tmp_path: Path) -> None:
    """Within a load: earliest creation and greatest value, in any order; a later load replaces what it brings."""
    folder = tmp_path / "in"
    folder.mkdir()
    header = "account_id,created_at,status,plan\n"
    rows = ["a,1767225700,active,\n", "a,1767225600,banned,pro\n", "a,,,free\n"]
    (folder / "accounts.csv").write_text(header + "".join(rows))
    settings = Settings(staging=str(tmp_path))
    assert counts(load(store, folder, settings).as_dict()) == (3, 3, 0, 0)
    (folder / "accounts.csv").write_text(header + "".join(reversed(rows)))
    assert counts(load(store, folder, settings).as_dict()) == (3, 0, 3, 0)
    assert actual_graph(store)["accounts"] == [("a", 1_767_225_600_000, "banned", None)]
    (folder / "accounts.csv").write_text("account_id,created_at,status,org\na,,active,Org\n")
    assert counts(load(store, folder, settings).as_dict()) == (1, 1, 0, 0)
    assert actual_graph(store)["accounts"] == [("a", 1_767_225_600_000, "active", "Org")]


def test_quarantined_rows_are_listed_and_counted(store: GraphStore, tmp_path: Path) -> None:
    """The quarantine holds file, line, column and reason; never a value; counts add up for each table."""
    world = make_world(10, seed=5)
    folder = write_world(world, tmp_path / "in")
    with (folder / "observations.csv").open("a") as stream:
        stream.write("acc-00001,ip,999.1.1.1,2026-01-02T00:00:00Z,1\nsecret-account,ip\n")
    path = tmp_path / "bad.csv"
    report = load(store, folder, Settings(staging=str(tmp_path)), quarantine=path).as_dict()
    n = len(world.observations)
    assert counts(report["tables"]["observations"]) == (n + 2, n, 0, 2)
    assert counts(report["tables"]["accounts"]) == (10, 10, 0, 0)
    assert report["quarantine"] == str(path)
    assert report["reasons"] == {"2 cells where the header has 5": 1, "not an IP address": 1}
    with path.open(newline="") as stream:
        assert list(csv.reader(stream)) == [
            ["file", "line", "column", "reason"],
            ["observations.csv", str(n + 2), "value", "not an IP address"],
            ["observations.csv", str(n + 3), "", "2 cells where the header has 5"],
        ]
    json.dumps(report)


def test_nothing_is_written_when_the_input_is_refused(store: GraphStore, tmp_path: Path) -> None:
    """A gzip that ends in the middle refuses the load, though rows before it were good."""
    folder = write_world(make_world(50, seed=6), tmp_path / "in")
    _write(pl.read_csv(folder / "observations.csv"), folder / "observations.csv.gz")
    (folder / "observations.csv").unlink()
    packed = (folder / "observations.csv.gz").read_bytes()
    (folder / "observations.csv.gz").write_bytes(packed[: len(packed) // 2])
    with pytest.raises(InputError, match="ends in the middle; nothing was loaded"):
        load(store, folder, Settings(staging=str(tmp_path / "in")))
    assert actual_graph(store) == {"accounts": [], "uses": [], "acts": [], "derives": []}
    assert not list((tmp_path / "in").glob("linkage-load-*"))


def test_with_a_key_no_raw_value_is_stored_anywhere(store: GraphStore, settings: Settings, tmp_path: Path) -> None:
    """Neither store nor quarantine nor staging holds an identifier; the graph has the same shape."""
    world = make_world(60, seed=7)
    folder = write_world(world, tmp_path / "in")
    with (folder / "observations.csv").open("a") as stream:
        stream.write("acc-00001,email,not-an-email,2026-01-02T00:00:00Z,1\n")
    staging = tmp_path / "staging"
    staging.mkdir()
    keyed = Settings(key="secret", staging=str(staging))
    load(store, folder, keyed, quarantine=tmp_path / "bad.csv")
    plain, hidden = expected_graph(world), actual_graph(store)
    shapes = [sorted((use[0], use[1], *use[3:]) for use in graph["uses"]) for graph in (plain, hidden)]
    assert shapes[0] == shapes[1]
    store.close()
    assert not list(staging.iterdir())
    stored = b"".join(path.read_bytes() for path in Path(settings.store).rglob("*") if path.is_file())
    stored += (tmp_path / "bad.csv").read_bytes()
    for raw in ("dev-1", "10.0.0.", "x.org", "fp-1", "not-an-email", "secret"):
        assert raw.encode() not in stored


@pytest.mark.parametrize(("before", "after"), [("one", "two"), ("one", ""), ("", "two")])
def test_another_key_is_refused(store: GraphStore, tmp_path: Path, before: str, after: str) -> None:
    """A store takes one key for life: another one, none, or a first one later are refused and write nothing."""
    folder = write_world(make_world(5, seed=8), tmp_path / "in")
    load(store, folder, Settings(key=before, staging=str(tmp_path)))
    graph = actual_graph(store)
    write_world(make_world(9, seed=9), folder)
    with pytest.raises(InputError, match="LINKAGE_KEY"):
        load(store, folder, Settings(key=after, staging=str(tmp_path)))
    assert actual_graph(store) == graph


def test_a_declared_kind_stays_declared(any_store: GraphStore, tmp_path: Path) -> None:
    """A kind of the mapping file is understood by later loads of folders; it cannot change its meaning."""
    (tmp_path / "taxes.csv").write_text("account_id,number,seen_at\na1,T 1,1767225600\n")
    mapping = tmp_path / "linkage.toml"
    text = """
    [tables.taxes]
    role = "observations"
    file = "taxes.csv"
    kind = "tax_id"
    columns = { value = "number" }
    [kinds.tax_id]
    label = "TaxId"
    lease_days = 10
    """
    mapping.write_text(text)
    settings = Settings(staging=str(tmp_path))
    load(any_store, mapping, settings)
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "observations.csv").write_text("account_id,kind,value,seen_at\na2,tax_id,T 1,1767225601\n")
    load(any_store, folder, settings)
    assert [use[:3] for use in actual_graph(any_store)["uses"]] == [("a1", "TaxId", "T 1"), ("a2", "TaxId", "T 1")]
    assert read_kinds(any_store)["tax_id"].lease_days == 10
    mapping.write_text(text.replace("lease_days = 10", 'normaliser = "text"'))
    with pytest.raises(MappingError, match=r"kinds\.tax_id"):
        load(any_store, mapping, settings)


def test_what_killed_loads_left_behind_is_removed(store: GraphStore, tmp_path: Path) -> None:
    """A folder whose load is gone is removed by the next load; one in use by another stays."""
    gone, foreign = tmp_path / "linkage-load-gone", tmp_path / "other"
    for folder in (gone, foreign):
        folder.mkdir()
        (folder / "lock").touch()
        (folder / "rows-0.arrow").touch()
    load(store, write_world(make_world(3, seed=10), tmp_path / "in"), Settings(staging=str(tmp_path)))
    assert not gone.exists()
    assert foreign.exists()


def test_a_quarantine_that_cannot_be_written_is_a_clear_error(store: GraphStore, tmp_path: Path) -> None:
    """No row is refused in silence: the load fails."""
    folder = write_world(make_world(3, seed=11), tmp_path / "in")
    with (folder / "activity.csv").open("a") as stream:
        stream.write("oops\n")
    with pytest.raises(InputError, match="cannot write"):
        load(store, folder, Settings(staging=str(tmp_path)), quarantine=tmp_path / "no" / "such" / "folder.csv")
