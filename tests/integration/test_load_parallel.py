"""Loads by several sessions at once: no row lost, none counted twice, no deadlock, whatever is shared."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest

from linkage.config import Settings
from linkage.engine.load import load
from linkage.engine.progress import Silent
from linkage.errors import StoreFull
from linkage.store.bolt import BoltStore
from linkage.store.open import open_store
from tests import neo4j_parts, neo4j_server
from tests.conftest import wipe
from tests.integration.test_load_killed import finish, first_write, start
from tests.load_world import START, World, actual_graph, counts, expected_graph, ledgers, make_world, write_world

pytestmark = pytest.mark.neo4j
MEMORY = 6 << 20
"""Bytes that a transaction may take on the server of ``small``."""
HOUR = 3600.0
FEW = 100
"""Nodes that such a transaction can delete."""


class Said(Silent):
    """A progress that remembers what it was told."""

    def __init__(self) -> None:
        self.sentences: list[str] = []

    def say(self, sentence: str) -> None:
        self.sentences.append(sentence)


def dense_world(accounts: int, seed: int) -> World:
    """Return a world in which everybody uses two addresses, everybody one of nine devices, and all else is as usual."""
    world = make_world(accounts, seed, per_account=4)
    shared = [
        (name, kind, value, START + n, 1)
        for n, (name, *_) in enumerate(world.accounts)
        for kind, value in (("ip", "10.9.9.9"), ("ip", "10.0.0.1"), ("device", f"dev-{n % 9}"))
    ]
    return World(world.accounts, list(dict.fromkeys([*world.observations, *shared])), world.activity)


def rows_of(world: World) -> int:
    return len(world.accounts) + len(world.observations) + len(world.activity)


def test_sessions_that_share_everything_do_not_deadlock(neo4j_current: Settings, tmp_path: Path) -> None:
    """Four sessions, ninety small transactions, none of them run a second time: a deadlock would end the load."""
    wipe(neo4j_current)
    world = dense_world(900, seed=21)
    folder = write_world(world, tmp_path / "in")
    settings = replace(neo4j_current, writers=4, staging=str(tmp_path), batch_rows=150)
    with closing(open_store(settings)) as store:
        cast(BoltStore, store).patience = 0
        first = load(store, folder, settings)
        assert counts(first.as_dict()) == (rows_of(world), rows_of(world), 0, 0)
        assert actual_graph(store) == expected_graph(world)
        more = World(world.accounts, [*world.observations, *_later(world)], world.activity)
        write_world(more.shuffled(1), folder)
        assert load(store, folder, settings).loaded == len(world.accounts)
        assert actual_graph(store) == expected_graph(more)


def _later(world: World) -> list[tuple[object, ...]]:
    """Return one more use of the shared address by each account: ties that are there already grow."""
    return [(name, "ip", "10.9.9.9", START + 10**6 + n, 2) for n, (name, *_) in enumerate(world.accounts)]


def test_two_loads_at_once_of_overlapping_files(neo4j_current: Settings, tmp_path: Path) -> None:
    """Each row counts in one of them; the graph and the ledgers are those of one load of everything."""
    wipe(neo4j_current)
    world = dense_world(300, seed=22)
    cut = len(world.observations) // 3
    parts = [
        World(world.accounts[:200], world.observations[: 2 * cut], world.activity),
        World(world.accounts[100:], world.observations[cut:], world.activity[200:]),
    ]
    settings = replace(neo4j_current, staging=str(tmp_path), batch_rows=200)
    loaded: list[int] = []

    def run(number: int) -> None:
        folder = write_world(parts[number].shuffled(number), tmp_path / f"in{number}")
        with closing(open_store(settings)) as store:
            loaded.append(load(store, folder, settings).loaded)

    threads = [threading.Thread(target=run, args=(n,)) for n in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(loaded) == rows_of(world)
    with closing(open_store(settings)) as store:
        assert actual_graph(store) == expected_graph(world)
        assert len(ledgers(store)) == len(world.accounts)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[neo4j_server.Server]:
    """A server of these tests alone, which lets a transaction take little memory."""
    version = neo4j_parts.VERSIONS["5.26"]
    if lacks := neo4j_parts.missing(version):
        pytest.skip(f"a server of one's own needs {lacks}")
    home = tmp_path_factory.mktemp("small") / "home"
    running = neo4j_server.start(version, home, more={"db.memory.transaction.max": str(MEMORY)})
    yield running
    neo4j_server.stop(running)


def _reach(server: neo4j_server.Server) -> Settings:
    return Settings(store=server.url, neo4j_username=neo4j_server.USER, neo4j_password=server.password)


def test_what_the_server_has_no_memory_for_is_cut(small: neo4j_server.Server, tmp_path: Path) -> None:
    """Everything in one transaction is too much: the load completes in smaller ones, and says so once."""
    wipe(_reach(small), FEW)
    world = make_world(500, seed=23)
    folder, said = write_world(world, tmp_path / "in"), Said()
    settings = replace(_reach(small), staging=str(tmp_path), batch_rows=100_000)
    with closing(open_store(settings)) as store:
        report = load(store, folder, settings, progress=said)
        assert counts(report.as_dict()) == (rows_of(world), rows_of(world), 0, 0)
        assert actual_graph(store) == expected_graph(world)
    assert len(said.sentences) == 1 and "smaller transactions" in said.sentences[0]


def test_a_row_that_fits_in_no_transaction_is_a_clear_error(small: neo4j_server.Server, tmp_path: Path) -> None:
    """One value larger than the memory of a transaction: it is not tried again for an hour, and what helps is said."""
    wipe(_reach(small), FEW)
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "accounts.csv").write_text(f"account_id,created_at,note\na,2026-01-01T00:00:00Z,{'x' * MEMORY}\n")
    settings = replace(_reach(small), staging=str(tmp_path))
    began = time.monotonic()
    with closing(open_store(settings)) as store, pytest.raises(StoreFull, match="not even one row fits") as caught:
        cast(BoltStore, store).patience = HOUR
        load(store, folder, settings)
    assert "memory" in caught.value.hint
    assert time.monotonic() - began < HOUR / 10


def test_a_server_that_stops_midway(small: neo4j_server.Server, tmp_path: Path) -> None:
    """The load ends with exit 1 and a clear word; when the server is back, the same command completes it."""
    wipe(_reach(small), FEW)
    world = make_world(400, seed=24)
    folder, staging = write_world(world, tmp_path / "in"), tmp_path / "staging"
    staging.mkdir()
    process = start(folder, _reach(small), staging)
    first_write(process)
    time.sleep(0.3)
    neo4j_server.stop(small)
    code, out, err = finish(process)
    assert (code, json.loads(out)["error"]["code"]) == (1, "store-unavailable")
    assert "Traceback" not in err
    back = neo4j_server.resume(small)
    try:
        code, out, err = finish(start(folder, _reach(back), staging))
        assert code == 0, err
        with closing(open_store(_reach(back))) as store:
            assert actual_graph(store) == expected_graph(world)
    finally:
        neo4j_server.stop(back)
