"""The doctor finds what is wrong and says how to put it right; it never fails itself."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from linkage import queries
from linkage.config import Settings
from linkage.engine import doctor, schema
from linkage.engine.doctor import Report, examine
from linkage.ingest.pseudonymise import fingerprint_of_key
from linkage.model.kind import Kinds
from linkage.store.open import open_store

KEY = "a key of the tests"
WORLD = Path(__file__).parents[1] / "golden" / "read" / "graph.cypher"


def found(report: Report, name: str) -> doctor.Check:
    """Return what the report says of one thing."""
    (check,) = [check for check in report.checks if check.name == name]
    return check


def test_an_empty_store_is_well(any_settings: Settings) -> None:
    """Product, version and address are told; no content yet is not a fault."""
    open_store(any_settings, create=True).close()
    report = examine(any_settings)
    assert report.healthy and report.exit_code == 0, report.as_text()
    assert report.store["product"] in ("ArcadeDB", "Neo4j")
    assert report.store["version"] in found(report, "store").found
    assert found(report, "content").found == "nothing yet"
    assert found(report, "last run").found == "none yet"


@pytest.fixture
def filled(any_settings: Settings) -> Iterator[Settings]:
    """Fill every store in turn with the small world, loaded under a key."""
    source = f"// name: world\n// mode: write\n\n{WORLD.read_text('utf-8')}"
    store = open_store(any_settings, create=True)
    try:
        schema.apply(store, Kinds())
        store.execute(lambda transaction: transaction.run(queries.parse(source)))
        value = {"id": doctor.KEY_SETTING, "value": fingerprint_of_key(KEY)}
        store.execute(lambda transaction: transaction.run(queries.load("merge_setting"), value))
    finally:
        store.close()
    yield replace(any_settings, key=KEY)


def test_a_filled_store_is_counted(filled: Settings) -> None:
    """Counts by label, uses and the last run are told, the same on every store."""
    report = examine(filled)
    assert report.healthy, report.as_text()
    assert {label: count for label, count in report.counts.items() if count} == {
        "Account": 13, "Cluster": 6, "Device": 4, "IP": 3, "Moment": 4, "Network": 1, "Payment": 3, "Run": 2,
        "ACTED": 8,
        "USED": 27,
    }  # fmt: skip
    assert report.last_run is not None and report.last_run["run_id"] == "run-2"
    assert "finished 2026-02-28T01:00:05Z" in report.as_text()
    json.dumps(report.as_dict(), allow_nan=False)


@pytest.mark.parametrize(
    ("key", "says"),
    [("", "LINKAGE_KEY is not set, but the store was loaded under another"), ("other", "under another")],
)
def test_a_wrong_key_is_found(filled: Settings, key: str, says: str) -> None:
    """A key that is missing or another one is a fault, and no part of a key is shown."""
    report = examine(replace(filled, key=key))
    assert report.exit_code == 1
    assert says in found(report, "key").found and "loaded under" in found(report, "key").fix
    assert KEY not in report.as_text() and fingerprint_of_key(KEY) not in json.dumps(report.as_dict())


def test_a_missing_schema_is_found(settings: Settings) -> None:
    """Accounts without a constraint are a fault that says what is missing."""
    store = open_store(settings, create=True)
    store.execute(lambda tx: tx.run(queries.parse("// name: x\n// mode: write\n\nCREATE (:Account {id: 'a'})")))
    store.close()
    report = examine(settings)
    assert report.exit_code == 1
    assert "Account.id" in found(report, "schema").found


def test_a_store_that_is_not_there_is_found_and_not_made(settings: Settings) -> None:
    """The folder is named and not created."""
    report = examine(settings)
    assert report.exit_code == 1
    assert settings.store in found(report, "store").found and found(report, "store").fix
    assert not Path(settings.store).exists()


def test_a_held_store_is_found(settings: Settings) -> None:
    """A store that is open elsewhere is a finding with its remedy."""
    store = open_store(settings, create=True)
    try:
        report = examine(settings)
    finally:
        store.close()
    assert report.exit_code == 1
    assert found(report, "store").fix


def test_a_server_that_is_down_is_found() -> None:
    """Nothing listens: a finding within the time to connect, without a password in it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"bolt://127.0.0.1:{free.getsockname()[1]}"
    report = examine(Settings(store=address, neo4j_password="pass-word", connect_timeout=2))
    assert report.exit_code == 1
    assert address in found(report, "store").found and found(report, "store").fix
    assert "pass-word" not in report.as_text()


@pytest.mark.parametrize("heap", ["lots", "0g", "900000g"])
def test_a_heap_that_cannot_be_is_found(settings: Settings, heap: str) -> None:
    """Not a size, or more than the memory: told before Java fails on it."""
    report = examine(replace(settings, heap=heap))
    assert not found(report, "heap").ok and "LINKAGE_HEAP" in found(report, "heap").fix


def test_an_address_of_another_kind_is_found() -> None:
    """An address no store answers to is a finding, too."""
    report = examine(Settings(store="http://127.0.0.1"))
    assert not found(report, "store").ok


def test_the_text_marks_what_fails(settings: Settings) -> None:
    """Every check has its line; a failing one is followed by its remedy."""
    lines = examine(settings).as_text().splitlines()
    failing = next(n for n, line in enumerate(lines) if line.startswith("FAIL store"))
    assert lines[failing + 1].startswith("     -> ")
    assert lines[0].startswith("ok   python: 3.")
