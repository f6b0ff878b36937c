"""A load that dies at any moment is completed by the same command, and the graph is that of an undisturbed load."""

from __future__ import annotations

import json
import os
import random
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from linkage.config import Settings
from linkage.store.open import open_store
from tests.load_world import actual_graph, counts, expected_graph, make_world, write_world

KILLS = 10
WORLD = make_world(400, seed=12)


def start(folder: Path, settings: Settings, staging: Path) -> subprocess.Popen[str]:
    """Start ``linkage load`` with small transactions, so that there are many moments to die in."""
    environ = os.environ | {
        "NEO4J_USERNAME": settings.neo4j_username,
        "NEO4J_PASSWORD": settings.neo4j_password,
        "LINKAGE_HEAP": "256m",
        "LINKAGE_CONNECT_TIMEOUT": "4",
        "LINKAGE_BATCH_ROWS": "100",
        "LINKAGE_STAGING": str(staging),
    }
    command = [sys.executable, "-m", "linkage", "load", str(folder), "--store", settings.store, "--json"]
    return subprocess.Popen(command, env=environ, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def finish(process: subprocess.Popen[str]) -> tuple[int, str, str]:
    """Wait for a load and return its exit code, stdout and stderr."""
    out, err = process.communicate(timeout=300)
    return process.returncode, out, err


def first_write(process: subprocess.Popen[str]) -> None:
    """Wait until the load says that it writes."""
    assert process.stderr is not None
    for line in process.stderr:
        if line.startswith("write"):
            return


def test_ten_kills_at_random_moments(any_settings: Settings, tmp_path: Path) -> None:
    """Killed (SIGKILL) ten times, anywhere between its first moment and its last, then run to the end."""
    seed = random.SystemRandom().randrange(2**32)
    print(f"seed {seed}")
    dice = random.Random(seed)
    folder, staging = write_world(WORLD, tmp_path / "in"), tmp_path / "staging"
    staging.mkdir()
    killed = 0
    for kill in range(KILLS):
        process = start(folder, any_settings, staging)
        if kill % 2:
            first_write(process)
            time.sleep(dice.uniform(0, 1.5))
        else:
            time.sleep(dice.uniform(0, 4))
        killed += process.poll() is None
        process.kill()
        finish(process)
    assert killed, "no load lived long enough to be killed: it must take longer"
    code, out, err = finish(start(folder, any_settings, staging))
    assert code == 0, err
    assert counts(json.loads(out))[3] == 0
    assert not list(staging.iterdir()), "what killed loads left in staging is removed"
    with closing(open_store(any_settings)) as store:
        assert actual_graph(store) == expected_graph(WORLD)


class Line:
    """A loopback address in front of a server that can be cut, as when the server stops."""

    def __init__(self, target: int) -> None:
        self._target = target
        self._ends: list[socket.socket] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listener.getsockname()[1])
        threading.Thread(target=self._accept, daemon=True).start()

    def cut(self) -> None:
        """Drop every connection and accept no more."""
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for end in self._ends:
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                continue

    def _accept(self) -> None:
        while True:
            try:
                near, _ = self._listener.accept()
            except OSError:
                return
            far = socket.create_connection(("127.0.0.1", self._target))
            self._ends += [near, far]
            for here, there in ((near, far), (far, near)):
                threading.Thread(target=_carry, args=(here, there), daemon=True).start()


def _carry(here: socket.socket, there: socket.socket) -> None:
    try:
        while data := here.recv(65_536):
            there.sendall(data)
        there.shutdown(socket.SHUT_WR)
    except OSError:
        return
    finally:
        here.close()


@contextmanager
def line_to(settings: Settings) -> Iterator[tuple[Line, Settings]]:
    """Yield a line to the server and settings that use it."""
    line = Line(int(settings.store.rsplit(":", 1)[1]))
    yield line, replace(settings, store=f"bolt://127.0.0.1:{line.port}")


@pytest.mark.neo4j
def test_a_server_lost_midway(neo4j_current: Settings, tmp_path: Path) -> None:
    """The load ends with exit 1 and a clear word; the same command completes it when the server is back."""
    from tests.conftest import wipe

    settings = neo4j_current
    wipe(settings)
    folder, staging = write_world(WORLD, tmp_path / "in"), tmp_path / "staging"
    staging.mkdir()
    with line_to(settings) as (line, through):
        process = start(folder, through, staging)
        first_write(process)
        time.sleep(0.3)
        line.cut()
        code, out, err = finish(process)
    assert (code, json.loads(out)["error"]["code"]) == (1, "store-unavailable")
    assert "Traceback" not in err
    assert not list(staging.iterdir())
    code, out, err = finish(start(folder, settings, staging))
    assert code == 0, err
    report = json.loads(out)
    assert counts(report)[3] == 0
    with closing(open_store(settings)) as store:
        assert actual_graph(store) == expected_graph(WORLD)
