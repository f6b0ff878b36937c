"""A second detection reads only what has changed, and finds what one that reads everything finds."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import polars as pl
import pytest

from linkage import queries
from linkage.config import Settings
from linkage.engine import journal
from linkage.engine.arrange import arrange
from linkage.engine.detect import RunReport, detect
from linkage.engine.export import export_clusters, export_members
from linkage.engine.kinds import read_kinds
from linkage.engine.load import load
from linkage.engine.quality import quality
from linkage.engine.read_contents import read_contents
from linkage.engine.read_entities import read_entities
from linkage.engine.snapshot import load_snapshot
from linkage.model.entity_graph import EntityGraph
from linkage.model.kind import Kinds
from linkage.queries import parse
from linkage.simulate.world import write_world
from linkage.store.base import GraphStore
from linkage.store.open import open_store
from tests.conftest import HEAP
from tests.load_world import World, make_world
from tests.load_world import write_world as write_tables

LOADED = Settings()


@pytest.fixture(scope="module")
def parts(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Return a world of 700 accounts with a network among them, cut in two: all but the last 60 sign-ups, and these."""
    whole = tmp_path_factory.mktemp("whole") / "world"
    write_world(whole, 700, 20, hydra=150)
    accounts = pl.read_parquet(whole / "accounts.parquet").sort("created_at", "account_id")
    late = accounts[-60:].select("account_id")
    folders = []
    for name, how in (("early", "anti"), ("late", "semi")):
        folder = tmp_path_factory.mktemp(name)
        for table in ("accounts", "observations", "activity"):
            rows = pl.read_parquet(whole / f"{table}.parquet").join(late, on="account_id", how=how)  # type: ignore[arg-type]
            rows.write_parquet(folder / f"{table}.parquet")
        folders.append(folder)
    return folders[0], folders[1]


def _load(store: GraphStore, source: Path, tmp_path: Path) -> None:
    load(store, source, Settings(staging=str(tmp_path)), quarantine=tmp_path / "quarantine.csv")


def _exported(store: GraphStore, tmp_path: Path) -> tuple[bytes, bytes]:
    members, clusters = tmp_path / "members.csv", tmp_path / "clusters.csv"
    export_members(store, str(members))
    export_clusters(store, str(clusters))
    return members.read_bytes(), clusters.read_bytes()


def _figures(report: RunReport) -> dict[str, Any]:
    return {name: value for name, value in report.as_dict().items() if name not in ("run", "seconds", "read")}


def _same(one: EntityGraph, other: EntityGraph) -> None:
    for ours, theirs in ((one, other), (one.accounts, other.accounts), (one.uses, other.uses), (one.acts, other.acts)):
        for name in ours.__slots__:
            mine, yours = getattr(ours, name), getattr(theirs, name)
            if isinstance(mine, np.ndarray):
                assert mine.dtype == yours.dtype, name
                assert np.array_equal(mine, yours, equal_nan=mine.dtype.kind == "f"), name


def _as_read_anew(store: GraphStore, folder: Path) -> str:
    """Read with the snapshot in the folder, check against a reading without, and return how it was read."""
    kinds = read_kinds(store)
    reading = read_contents(store, kinds, folder)
    _same(arrange(reading.contents, kinds), read_entities(store, kinds))
    return reading.how


def test_nothing_is_read_again_where_nothing_changed(
    any_store: GraphStore, parts: tuple[Path, Path], tmp_path: Path
) -> None:
    """The run is another, what it says and what stands are the same as of one that reads and computes everything."""
    _load(any_store, parts[0], tmp_path)
    first = detect(any_store, snapshot=tmp_path / "kept")
    stands = _exported(any_store, tmp_path)
    assert first.read == "all"
    again = detect(any_store, snapshot=tmp_path / "kept")
    once_more = detect(any_store, snapshot=tmp_path / "kept")
    assert set(again.seconds) == set(once_more.seconds) == {"reading", "publishing"}
    confirmed = _exported(any_store, tmp_path)
    anew = detect(any_store)
    assert (again.read, once_more.read, anew.read) == ("nothing", "nothing", "all")
    assert _figures(again) == _figures(anew)
    assert confirmed == stands == _exported(any_store, tmp_path)
    runs = any_store.run(queries.load("list_runs"), {"after_key": None, "after_id": None, "limit": 9})
    assert {run["run_id"] for run in runs} == {first.run, again.run, once_more.run, anew.run}
    assert len({(run["accounts"], run["edges"], run["flagged"]) for run in runs}) == 1


def test_the_quality_of_identifiers_is_the_same_from_what_was_kept(
    store: GraphStore, parts: tuple[Path, Path], tmp_path: Path
) -> None:
    """Also of what was loaded since: the report is that of one that reads everything."""
    _load(store, parts[0], tmp_path)
    detect(store, snapshot=tmp_path / "kept")
    _load(store, parts[1], tmp_path)
    report = quality(store, tmp_path / "kept")
    assert report == quality(store)
    assert report.accounts == 700


def test_only_what_changed_is_read_and_the_answer_is_that_of_a_cold_run(
    any_store: GraphStore, parts: tuple[Path, Path], tmp_path: Path
) -> None:
    """After further sign-ups: the same arrays, the same clusters as where nothing was kept."""
    _load(any_store, parts[0], tmp_path)
    detect(any_store, snapshot=tmp_path / "kept")
    with closing(open_store(Settings(store=str(tmp_path / "cold"), heap=HEAP), create=True)) as cold:
        for part in parts:
            _load(cold, part, tmp_path)
            expected = detect(cold)
        _load(any_store, parts[1], tmp_path)
        assert _as_read_anew(any_store, tmp_path / "kept") == "changes"
        report = detect(any_store, snapshot=tmp_path / "kept")
        assert report.read == "nothing"
        assert _figures(report) == _figures(expected)
        assert _exported(any_store, tmp_path) == _exported(cold, tmp_path)


def test_loads_of_all_sorts_are_read_as_changes(any_store: GraphStore, tmp_path: Path) -> None:
    """New rows of known accounts, known rows, accounts told anew: all of it and nothing else."""
    world = make_world(200, seed=3)
    later = make_world(210, seed=4, per_account=1)
    tables = {
        "base": world,
        "again": world.shuffled(1),
        "more": World([], later.observations[:20], []),
        "acts": World([], [], later.activity[-12:]),
        "told": World([(*row[:2], "banned", "New") for row in later.accounts[-15:]], [], []),
    }
    _load(any_store, write_tables(tables.pop("base"), tmp_path / "base"), tmp_path)
    assert _as_read_anew(any_store, tmp_path / "kept") == "all"
    for name, table in tables.items():
        _load(any_store, write_tables(table, tmp_path / name), tmp_path)
        assert _as_read_anew(any_store, tmp_path / "kept") == ("nothing" if name == "again" else "changes"), name
    assert _as_read_anew(any_store, tmp_path / "kept") == "nothing"


def test_where_much_changed_all_is_read(store: GraphStore, tmp_path: Path) -> None:
    """Every account has a new row: reading them one by one would be slower."""
    world = make_world(60, seed=3)
    _load(store, write_tables(world, tmp_path / "base"), tmp_path)
    _as_read_anew(store, tmp_path / "kept")
    _load(store, write_tables(make_world(60, seed=5), tmp_path / "more"), tmp_path)
    assert _as_read_anew(store, tmp_path / "kept") == "all"


def _by_hand(store: GraphStore, text: str) -> None:
    query = parse(f"// name: by_hand\n// mode: write\n// doc: What nobody writes down.\n{text}")
    store.execute(lambda transaction: transaction.run(query))


@pytest.mark.parametrize(
    "text",
    [
        "MATCH (a:Account {id: 'acc-00003'}) SET a.status = 'banned'",
        "MATCH (a:Account {id: 'acc-00003'}) DETACH DELETE a",
        "MATCH (a:Account {id: 'acc-00003'})-[u:USED]->() DELETE u",
    ],
)
def test_what_others_write_is_never_missed(any_store: GraphStore, tmp_path: Path, text: str) -> None:
    """An analyst bans, a script deletes: nobody wrote that down, so everything is read, also after a further load."""
    _load(any_store, write_tables(make_world(60, seed=3), tmp_path / "base"), tmp_path)
    _as_read_anew(any_store, tmp_path / "kept")
    _by_hand(any_store, text)
    _load(any_store, write_tables(World([], make_world(9, seed=8).observations, []), tmp_path / "more"), tmp_path)
    assert _as_read_anew(any_store, tmp_path / "kept") == "all"
    assert _as_read_anew(any_store, tmp_path / "kept") == "nothing"


def test_an_entry_of_the_journal_that_is_gone_is_noticed(any_store: GraphStore, tmp_path: Path) -> None:
    """A server restored from an earlier backup has fewer entries than the snapshot knows."""
    world = make_world(60, seed=3)
    _load(any_store, write_tables(world, tmp_path / "base"), tmp_path)
    _load(any_store, write_tables(World([], make_world(9, seed=8).observations, []), tmp_path / "more"), tmp_path)
    _as_read_anew(any_store, tmp_path / "kept")
    query = parse("// name: forget\n// mode: write\n// doc: Lose the journal.\nMATCH (c:Change) DELETE c")
    any_store.execute(lambda transaction: transaction.run(query), journaled=True)
    assert _as_read_anew(any_store, tmp_path / "kept") == "all"


def test_old_entries_of_the_journal_go_and_only_who_has_not_read_them_reads_all(
    any_store: GraphStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Their number has an end, whatever is loaded over the years."""
    now = [0]
    monkeypatch.setattr(journal, "time", SimpleNamespace(time_ns=lambda: now[0]))

    def load_on(day: float, accounts: int) -> None:
        now[0] = int(day * journal.DAY)
        world = make_world(accounts, seed=accounts)
        _load(any_store, write_tables(world, tmp_path / str(day)), tmp_path)

    load_on(100, 200)
    load_on(101, 2)
    _as_read_anew(any_store, tmp_path / "early")
    load_on(103.5, 3)
    load_on(109, 4)
    _as_read_anew(any_store, tmp_path / "late")
    monkeypatch.setattr(journal, "KEPT", 1)
    load_on(110, 5)
    left = journal.stamp(any_store).changes
    assert [journal.written(entry) // journal.DAY for entry in sorted(left)] == [101, 103, 109, 110]
    assert min(left) < f"{1:020d}"  # what stands for the first
    assert _as_read_anew(any_store, tmp_path / "late") == "changes"
    assert _as_read_anew(any_store, tmp_path / "early") == "all"


@pytest.mark.parametrize("damage", ["cut", "gone", "index", "version"])
def test_a_damaged_snapshot_is_passed_over(store: GraphStore, tmp_path: Path, damage: str) -> None:
    """Whatever became of the files, the store is what counts."""
    _load(store, write_tables(make_world(30, seed=3), tmp_path / "base"), tmp_path)
    kept = tmp_path / "kept"
    _as_read_anew(store, kept)
    uses = next(kept.rglob("uses.arrow"))
    if damage == "cut":
        uses.write_bytes(uses.read_bytes()[:-200])
    elif damage == "gone":
        uses.unlink()
    else:
        index = json.loads((kept / "index.json").read_text())
        text = "{" if damage == "index" else json.dumps({**index, "version": 0})
        (kept / "index.json").write_text(text)
    assert load_snapshot(kept) is None
    assert _as_read_anew(store, kept) == "all"
    assert _as_read_anew(store, kept) == "nothing"


def test_without_a_place_for_the_snapshot_all_is_read(store: GraphStore, tmp_path: Path) -> None:
    """The folder's name is taken by a file: the run is none the worse."""
    _load(store, write_tables(make_world(30, seed=3), tmp_path / "base"), tmp_path)
    (tmp_path / "kept").write_text("in the way")
    assert [_as_read_anew(store, tmp_path / "kept") for _ in range(2)] == ["all", "all"]
    assert detect(store, snapshot=tmp_path / "kept").read == "all"


def test_the_snapshot_outlives_the_process_that_closes_the_store_and_no_other(tmp_path: Path) -> None:
    """Closed and opened: nothing is read. Files touched by another program, or a process killed: all is."""
    settings, kept = Settings(store=str(tmp_path / "store"), heap=HEAP), tmp_path / "kept"
    source = write_tables(make_world(30, seed=3), tmp_path / "base")
    with closing(open_store(settings, create=True)) as store:
        _load(store, source, tmp_path)
        _as_read_anew(store, kept)
    with closing(open_store(settings)) as store:
        assert _as_read_anew(store, kept) == "nothing"
    next(Path(settings.store, "graph").glob("Account*")).touch()
    with closing(open_store(settings)) as store:
        assert _as_read_anew(store, kept) == "all"
        mark = store.mark()
    Path(settings.store, "mark.json").unlink()  # what a process that is killed leaves
    with closing(open_store(settings)) as store:
        assert store.mark() != mark


def test_memberships_that_stay_as_they_are_are_not_written(
    store: GraphStore, parts: tuple[Path, Path], tmp_path: Path
) -> None:
    """Each membership names the run that set it: after further sign-ups most are of the first."""
    _load(store, parts[0], tmp_path)
    first = detect(store)
    assert _runs_of_members(store) == {first.run}
    second = detect(store)
    assert _runs_of_members(store) == {first.run}
    _load(store, parts[1], tmp_path)
    third = detect(store, hold=True)  # what is learnt anew changes every score a little
    assert _runs_of_members(store) == {first.run, third.run}
    assert second.run not in _runs_of_members(store)


def _runs_of_members(store: GraphStore) -> set[str]:
    answer = store.explore("MATCH ()-[m:MEMBER_OF]->() RETURN DISTINCT m.run AS run", {}, timeout=30, max_rows=9)
    return {row["run"] for row in answer.rows}


def test_kinds_declared_later_are_read(store: GraphStore, tmp_path: Path) -> None:
    """Declaring a kind changes what is read of all accounts."""
    _load(store, write_tables(make_world(30, seed=3), tmp_path / "base"), tmp_path)
    _as_read_anew(store, tmp_path / "kept")
    (tmp_path / "more.csv").write_text("account,when,badge\nacc-00001,2026-01-01T00:00:00Z,b1\n")
    (tmp_path / "linkage.toml").write_text(
        '[kinds.badge]\nlabel = "Badge"\nnormaliser = "token"\ngroup = "badge"\n\n'
        '[tables.badges]\nrole = "observations"\nfile = "more.csv"\nidentifiers = { badge = "badge" }\n'
        'columns = { account_id = "account", seen_at = "when" }\n'
    )
    _load(store, tmp_path / "linkage.toml", tmp_path)
    assert "badge" in read_kinds(store)
    assert len(read_kinds(store)) == len(Kinds()) + 1
    assert _as_read_anew(store, tmp_path / "kept") == "all"


def test_what_is_read_while_something_is_written_is_of_no_state(store: GraphStore) -> None:
    """The embedded store's mark moves when a writer that keeps no journal begins, and again when it ends."""
    during = store.execute(lambda _: store.mark())
    assert store.mark() != during
