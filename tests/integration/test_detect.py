"""Detection on real stores, from a simulated world."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from linkage import queries
from linkage.config import Settings
from linkage.engine import detect as engine
from linkage.engine.cluster_list import latest_run
from linkage.engine.detect import RunReport, detect
from linkage.engine.explain import explain
from linkage.engine.export import export_clusters, export_members
from linkage.engine.inbox import Inbox
from linkage.engine.load import load
from linkage.engine.progress import Silent
from linkage.errors import NotFound, StoreUnavailable, UsageError
from linkage.evaluate.evaluate import evaluate
from linkage.simulate.world import write_world
from linkage.store.base import GraphStore
from linkage.store.open import open_store
from tests.conftest import HEAP
from tests.contract.asking import query

SEED = 20


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a world of 1,200 accounts with a network of 250 among them."""
    out = tmp_path_factory.mktemp("world") / "world"
    write_world(out, 1200, SEED, hydra=250)
    return out


@pytest.fixture(scope="module")
def loaded(world: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[GraphStore]:
    """Return an embedded store that holds the world; tests run detection on it in any order."""
    folder = tmp_path_factory.mktemp("loaded")
    with closing(open_store(Settings(store=str(folder / "store"), heap=HEAP), create=True)) as store:
        load(store, world, Settings(), quarantine=folder / "quarantine.csv", progress=Silent())
        yield store


def _shuffled(world: Path, out: Path) -> Path:
    out.mkdir()
    for table in ("accounts", "observations", "activity"):
        frame = pl.read_parquet(world / f"{table}.parquet")
        frame.sample(fraction=1.0, shuffle=True, seed=7).write_parquet(out / f"{table}.parquet")
    return out


def _exported(store: GraphStore, tmp_path: Path) -> tuple[bytes, bytes]:
    members, clusters = tmp_path / "members.csv", tmp_path / "clusters.csv"
    export_members(store, str(members))
    export_clusters(store, str(clusters))
    return members.read_bytes(), clusters.read_bytes()


def _flagged(members: bytes) -> set[str]:
    return {r["account_id"] for r in csv.DictReader(members.decode().splitlines()) if r["verdict"] == "flagged"}


def test_any_store_and_any_row_order_give_the_same_bytes(any_store: GraphStore, world: Path, tmp_path: Path) -> None:
    """Shuffled rows on every store export what the rows as written give on a fresh embedded one."""
    with closing(open_store(Settings(store=str(tmp_path / "fresh"), heap=HEAP), create=True)) as fresh:
        load(fresh, world, Settings(), quarantine=tmp_path / "fresh.csv", progress=Silent())
        detect(fresh)
        expected = _exported(fresh, tmp_path)
    load(
        any_store, _shuffled(world, tmp_path / "shuffled"), Settings(), quarantine=tmp_path / "q.csv", progress=Silent()
    )
    detect(any_store)
    assert _exported(any_store, tmp_path) == expected
    assert len(_flagged(expected[0])) > 100


def test_the_network_is_found_and_the_innocent_spared(loaded: GraphStore, world: Path, tmp_path: Path) -> None:
    """Nine tenths of the network are flagged, and hardly an honest account."""
    detect(loaded)
    _exported(loaded, tmp_path)
    figures = evaluate(tmp_path / "members.csv", world.with_name(world.name + ".truth.csv")).as_dict()
    assert figures["flagged"]["precision"]["value"] >= 0.95
    assert figures["by_ring_kind"]["hydra"]["recall"]["value"] >= 0.9


def test_a_second_run_keeps_every_id(loaded: GraphStore, tmp_path: Path) -> None:
    """Nothing changed: the same bytes, and no cluster founded or retired."""
    detect(loaded)
    first = _exported(loaded, tmp_path)
    report = detect(loaded)
    assert (report.founded, report.retired) == (0, 0)
    assert report.continued > 0
    assert _exported(loaded, tmp_path) == first


def test_as_of_an_early_day_knows_less(loaded: GraphStore, world: Path) -> None:
    """What was not there yet is not used, and what grows later keeps its id."""
    times = pl.read_parquet(world / "observations.parquet")["seen_at"].dt.epoch("ms").sort()
    early = detect(loaded, as_of=int(times[len(times) // 2]))
    late = detect(loaded)
    assert early.accounts < late.accounts == 1200
    assert early.edges < late.edges
    assert late.continued > 0


def test_explanations_name_what_ties_and_what_does_not(loaded: GraphStore, world: Path, tmp_path: Path) -> None:
    """A flagged account has ties of two kinds that add up; an account of no cluster is told why not."""
    detect(loaded)
    rows = list(csv.DictReader(_exported(loaded, tmp_path)[0].decode().splitlines()))
    flagged = next(row for row in rows if (row["verdict"], row["level"]) == ("flagged", "operator"))
    why = explain(loaded, flagged["account_id"])
    assert (why.cluster, why.verdict) == (flagged["cluster_id"], "flagged")
    assert why.kinds >= 2
    assert len(why.ties) >= 2
    assert abs(sum(tie.contribution for tie in why.ties) - 1) < 0.01
    assert all(tie.members >= 2 for tie in why.ties)
    assert "What ties it" in why.as_text()
    outside = sorted(set(pl.read_parquet(world / "accounts.parquet")["account_id"]) - {r["account_id"] for r in rows})
    why_not = explain(loaded, outside[0])
    assert (why_not.cluster, why_not.verdict, why_not.ties) == (None, "clear", ())
    assert "is in no cluster" in why_not.headline


def test_an_unknown_account_and_an_unknown_engine_are_refused(loaded: GraphStore) -> None:
    """Each with the next step."""
    with pytest.raises(NotFound, match="no such account"):
        explain(loaded, "nobody")
    with pytest.raises(UsageError, match="no engine"):
        detect(loaded, engine="louvain")


def test_an_empty_store_is_detected_without_error(store: GraphStore) -> None:
    """No accounts, no clusters."""
    report = detect(store)
    assert (report.accounts, sum(report.clusters.values())) == (0, 0)


@pytest.mark.parametrize("engine", ["python-louvain", "networkx"])
def test_reference_engines_find_the_network_too(loaded: GraphStore, tmp_path: Path, engine: str) -> None:
    """Other engines on the same weighted graph flag most of what the default flags."""
    detect(loaded)
    ours = _flagged(_exported(loaded, tmp_path)[0])
    detect(loaded, engine=engine)
    theirs = _flagged(_exported(loaded, tmp_path)[0])
    assert len(ours & theirs) >= 0.8 * len(ours)


def test_labels_change_what_is_learnt_and_are_held_on_to(loaded: GraphStore, tmp_path: Path) -> None:
    """Bans teach; a later run that holds on finds the same without them; both at once are refused."""
    plain = (detect(loaded), _exported(loaded, tmp_path))[1]
    taught = (detect(loaded, labels="banned"), _exported(loaded, tmp_path))[1]
    assert taught != plain
    held = (detect(loaded, hold=True), _exported(loaded, tmp_path))[1]
    assert held == taught
    with pytest.raises(UsageError, match="not learnt anew"):
        detect(loaded, hold=True, labels="banned")


def test_a_label_file_names_accounts(loaded: GraphStore, world: Path, tmp_path: Path) -> None:
    """Labels of those who are banned, from a file, and of all others as good, are what bans teach."""
    detect(loaded, labels="banned")
    taught = _exported(loaded, tmp_path)
    path = tmp_path / "labels.csv"
    label = pl.when(pl.col("status") == "banned").then(pl.lit("banned")).otherwise(pl.lit("good"))
    pl.read_parquet(world / "accounts.parquet").select("account_id", label=label).write_csv(path)
    detect(loaded, labels=path)
    assert _exported(loaded, tmp_path) == taught


@pytest.mark.parametrize("step", ["publish", "confirm"])
def test_of_two_detections_at_once_the_later_one_leaves_what_the_other_published(
    any_store: GraphStore, world: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    """It began with clusters that have gone: it is refused, changes nothing, and works when it is run again."""
    load(any_store, world, Settings(), quarantine=tmp_path / "q.csv", progress=Silent())
    asked: dict[str, Any] = {"seed": 1, "snapshot": tmp_path / "kept"}
    if step == "confirm":
        detect(any_store, **asked)
    ours = getattr(engine, step)
    others: list[RunReport] = []

    def after_another(*given: Any, **named: Any) -> None:
        monkeypatch.undo()
        others.append(detect(any_store, seed=2))
        ours(*given, **named)

    monkeypatch.setattr(engine, step, after_another)
    with pytest.raises(StoreUnavailable, match="another detection"):
        detect(any_store, **asked)
    published = _exported(any_store, tmp_path)
    members = [(row["cluster_id"], row["account_id"]) for row in csv.DictReader(published[0].decode().splitlines())]
    assert len(members) == len(set(members))
    assert latest_run(any_store) == others[0].run
    detect(any_store, seed=2)
    assert _exported(any_store, tmp_path) == published
    assert detect(any_store, **asked).run == latest_run(any_store)


def test_a_run_is_confirmed_only_where_it_published_last(store: GraphStore, world: Path, tmp_path: Path) -> None:
    """Whatever the clocks of two machines say: the run that started later may have published before."""
    load(store, world, Settings(), quarantine=tmp_path / "q.csv", progress=Silent())
    here, there = tmp_path / "here", tmp_path / "there"
    first = detect(store, seed=1, snapshot=here)
    late = query("MATCH (r:Run {id: $run}) SET r.started_at = datetime({year: 2090})", "write")
    store.execute(lambda tx: tx.run(late, {"run": first.run}), journaled=True)
    detect(store, seed=2, snapshot=there)
    assert detect(store, seed=1, snapshot=here).seconds.keys() > {"reading", "publishing"}


BEGIN = datetime(2026, 3, 1, tzinfo=UTC)
RING = [f"a{n:02d}" for n in range(12)]
OTHERS = [f"b{n:02d}" for n in range(40)]


def _write(folder: Path, uses: list[tuple[str, str, str, datetime]], acts: list[tuple[str, datetime, str]]) -> None:
    """Write a ring on devices, cards and cookies of its own among others who share nothing, and what else is given."""
    created = [(account, BEGIN - timedelta(days=10, hours=n)) for n, account in enumerate(RING)]
    created += [(account, BEGIN - timedelta(days=30 * n)) for n, account in enumerate(OTHERS)]
    kinds = ("device", "payment", "cookie")
    pool = [(n, account, kind, step) for n, account in enumerate(RING) for kind in kinds for step in (0, 1)]
    uses = uses + [(account, kind, f"{kind}-{(n + step) % 12}", BEGIN) for n, account, kind, step in pool]
    uses += [(account, "device", f"of-{account}", BEGIN) for account in OTHERS]
    text: pl.DataType = pl.String()
    time: pl.DataType = pl.Datetime("ms", "UTC")
    for name, rows, columns in (
        ("accounts", created, {"account_id": text, "created_at": time}),
        ("observations", uses, {"account_id": text, "kind": text, "value": text, "seen_at": time}),
        ("activity", acts, {"account_id": text, "at": time, "fingerprint": text}),
    ):
        pl.DataFrame(rows, columns, orient="row").write_parquet(folder / f"{name}.parquet")


def test_an_account_known_from_its_activity_alone_has_a_time(any_store: GraphStore, tmp_path: Path) -> None:
    """Without it, the cluster that it acts in step with could not be read."""
    at = [BEGIN + timedelta(days=day, hours=13, minutes=5 + 37 * day) for day in range(6)]
    acts = [(account, moment, "tool") for account in [*RING, "known by deeds"] for moment in at]
    acts += [(name, BEGIN + timedelta(days=day, hours=n), name) for n, name in enumerate(OTHERS) for day in (0, 1)]
    _write(tmp_path, [], acts)
    load(any_store, tmp_path, Settings(), quarantine=tmp_path / "q.csv", progress=Silent())
    detect(any_store)
    found = explain(any_store, "known by deeds")
    assert found.cluster is not None
    (case,) = Inbox(any_store).first(1)
    assert (case.cluster_id, case.size) == (found.cluster, 13)
    assert case.first_seen == BEGIN
    members = any_store.run(queries.load("list_memberships_of_account"), {"account": "known by deeds", "limit": 1})
    assert members[0]["since"] == at[0].replace(minute=0)


def test_an_identifier_in_other_hands_ties_nobody(any_store: GraphStore, tmp_path: Path) -> None:
    """Of a member that used an address a year before others of its cluster did, the address is no tie."""
    address = [(account, "ip", "192.0.2.7", BEGIN) for account in RING[1:7]]
    _write(tmp_path, [(RING[0], "ip", "192.0.2.7", BEGIN - timedelta(days=300)), *address], [])
    load(any_store, tmp_path, Settings(), quarantine=tmp_path / "q.csv", progress=Silent())
    detect(any_store)
    early, later = explain(any_store, RING[0]), explain(any_store, RING[1])
    assert early.cluster == later.cluster is not None
    kinds = {"ip", "ip_network"}
    assert kinds.isdisjoint(tie.kind for tie in early.ties)
    assert "ip" in {tie.kind for tie in later.ties}
    assert [tie.kind for tie in early.others] == ["ip"]
