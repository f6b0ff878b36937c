"""The server as an operator runs it: a process that starts, answers, and stops without harm to the store."""

from __future__ import annotations

import gc
import http.client
import json
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from linkage.api.server import serve
from linkage.config import Settings
from linkage.engine.schema import apply
from linkage.model.kind import Kinds
from linkage.queries import load, parse
from linkage.store.open import open_store

START_SECONDS = 60
SLOW_SERVER = """
import sys, time
from linkage.api import server
from linkage.config import Settings

class Slow:
    "A store that takes its time over accounts, as a large one would."
    def __init__(self, store): self._store = store
    def __getattr__(self, name): return getattr(self._store, name)
    def run(self, query, params=None):
        if query.name == "get_account":
            print("asked", file=sys.stderr, flush=True)
            time.sleep({seconds})
        return self._store.run(query, params)

really_open = server.open_store
server.open_store = lambda settings: Slow(really_open(settings))
server.STOP_SECONDS = {patience}
server.serve(Settings(store={store!r}, heap="256m"), port=0)
"""
ACCOUNTS = """// name: fill
// mode: write
UNWIND ['a-1', 'up/down', '100%', 'a%2Fb', 'ünï ☃'] AS name
CREATE (:Account {id: name})
"""


@pytest.fixture
def place(tmp_path: Path) -> str:
    """Make a store with some accounts, and let go of it."""
    settings = Settings(store=str(tmp_path / "store"), heap="512m")
    store = open_store(settings, create=True)
    try:
        apply(store, Kinds())
        store.execute(lambda transaction: transaction.run(parse(ACCOUNTS)))
    finally:
        store.close()
    return settings.store


def reopens(place: str) -> bool:
    """Tell whether the store opens and still has its accounts."""
    store = open_store(Settings(store=place, heap="512m"))
    try:
        return len(store.run(load("get_account"), {"account": "a-1", "limit": 1})) == 1
    finally:
        store.close()


class Server:
    """A server process and what it says on stderr."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self.said: list[str] = []
        self._news = threading.Condition()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        address = self.wait_for("http://").partition("http://")[2].split()[0]
        self.host, _, port = address.rpartition(":")
        self.port = int(port)

    def _read(self) -> None:
        assert self.process.stderr is not None
        for line in self.process.stderr:
            with self._news:
                self.said.append(line)
                self._news.notify_all()

    def wait_for(self, text: str) -> str:
        """Return the first line with this text."""
        found: Callable[[], list[str]] = lambda: [line for line in self.said if text in line]  # noqa: E731
        with self._news:
            assert self._news.wait_for(found, START_SECONDS), "".join(self.said)
            return found()[0]

    def get(self, path: str, **headers: str) -> tuple[int, Any]:
        """Return the status and the JSON body of an answer."""
        connection = http.client.HTTPConnection(self.host, self.port, timeout=30)
        try:
            connection.request("GET", path, headers=headers)
            answer = connection.getresponse()
            return answer.status, json.loads(answer.read())
        finally:
            connection.close()

    def send(self, data: bytes) -> bytes:
        """Return what the server answers to these bytes until it closes the connection."""
        with socket.create_connection((self.host, self.port), timeout=30) as connection:
            connection.sendall(data)
            connection.shutdown(socket.SHUT_WR)
            received = b""
            while part := connection.recv(65_536):
                received += part
            return received

    def stop(self, number: int = signal.SIGTERM, seconds: float = 30) -> int:
        """Send the signal and return the exit code."""
        self.process.send_signal(number)
        return self.process.wait(seconds)


@contextmanager
def running(*command: str) -> Iterator[Server]:
    """Run a server until the block ends."""
    process = subprocess.Popen(
        [sys.executable, *command], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, bufsize=1
    )
    try:
        yield Server(process)
    finally:
        process.kill()
        process.wait()
        for stream in (process.stdout, process.stderr):
            assert stream is not None
            stream.close()


def slow(place: str, seconds: float, patience: int) -> str:
    return SLOW_SERVER.format(seconds=seconds, patience=patience, store=place)


def command(place: str, *more: str) -> tuple[str, ...]:
    return ("-m", "linkage", "serve", "--store", place, "--port", "0", *more)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_stop_signal_ends_the_server_with_0_and_the_store_closed(place: str, number: int) -> None:
    """Ctrl-C and a supervisor's SIGTERM are an ordinary end; an idle client connection does not hold it up."""
    with running(*command(place)) as server:
        assert server.get("/v1/accounts/a-1")[0] == 200
        idle = http.client.HTTPConnection(server.host, server.port)
        idle.request("GET", "/v1/health/live")
        idle.getresponse().read()
        began = time.monotonic()
        assert server.stop(number) == 0
        assert time.monotonic() - began < 8
        idle.close()
        assert server.process.stdout is not None and server.process.stdout.read() == ""
        assert "Traceback" not in "".join(server.said)
    assert reopens(place)


def test_a_request_in_flight_is_answered_before_the_end_and_no_other_is_taken(place: str) -> None:
    """SIGTERM in the middle of a request: it is answered in full, others find the door shut, the store is whole."""
    with running("-c", slow(place, 4, 20)) as server, ThreadPoolExecutor() as pool:
        asked = pool.submit(server.get, "/v1/accounts/a-1")
        server.wait_for("asked")
        server.process.send_signal(signal.SIGTERM)
        server.wait_for("Stopping")
        with pytest.raises(OSError):
            server.get("/v1/health/live")
        assert server.process.poll() is None
        status, body = asked.result()
        assert (status, body["account_id"]) == (200, "a-1")
        assert server.process.wait(30) == 0
    assert reopens(place)


def test_a_request_that_takes_too_long_does_not_hold_up_the_end(place: str) -> None:
    """After the limit the process ends with 0 and the store closed, whatever a request is still doing."""
    with running("-c", slow(place, 60, 1)) as server, ThreadPoolExecutor() as pool:
        asked = pool.submit(server.get, "/v1/accounts/a-1")
        server.wait_for("asked")
        began = time.monotonic()
        assert server.stop() == 0
        assert time.monotonic() - began < 15
        with pytest.raises((OSError, http.client.HTTPException)):
            asked.result()
    assert reopens(place)


def failed(*arguments: str) -> tuple[int, str]:
    done = subprocess.run([sys.executable, *arguments], capture_output=True, text=True, timeout=120, check=False)
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    return done.returncode, done.stderr


def test_a_port_in_use_is_said_so(place: str) -> None:
    """The error names the address and a way out, and the store is let go."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        code, said = failed("-m", "linkage", "serve", "--store", place, "--port", str(port))
    assert code == 1
    assert f"127.0.0.1 port {port}" in said and "--port" in said
    assert reopens(place)


def test_listening_beyond_loopback_needs_a_key(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without LINKAGE_API_KEY the command is refused, as a wrong use of it."""
    monkeypatch.delenv("LINKAGE_API_KEY", raising=False)
    code, said = failed(*command(place, "--host", "0.0.0.0"))
    assert code == 2
    assert "LINKAGE_API_KEY" in said


def test_with_a_key_any_address_is_fine_and_the_key_is_asked_for(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A key set in the environment opens the way beyond loopback, and every client needs it."""
    monkeypatch.setenv("LINKAGE_API_KEY", "s3cret")
    with running(*command(place, "--host", "0.0.0.0")) as server:
        server.host = "127.0.0.1"
        assert server.get("/v1/accounts/a-1")[0] == 401
        assert server.get("/v1/accounts/a-1", Authorization="Bearer s3cret")[0] == 200
        assert server.get("/v1/health/live")[0] == 200
        assert server.stop() == 0


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Run one server for the tests that only ask."""
    place = str(tmp_path_factory.mktemp("shared") / "store")
    store = open_store(Settings(store=place, heap="512m"), create=True)
    apply(store, Kinds())
    store.execute(lambda transaction: transaction.run(parse(ACCOUNTS)))
    store.close()
    with running(*command(place)) as server:
        yield server


@pytest.mark.parametrize(
    ("segment", "account"),
    [
        ("up%2Fdown", "up/down"),
        ("100%25", "100%"),
        ("a%252Fb", "a%2Fb"),
        ("%C3%BCn%C3%AF%20%E2%98%83", "ünï ☃"),
    ],
)
def test_an_id_may_hold_any_character_over_the_wire(shared: Server, segment: str, account: str) -> None:
    """The server keeps apart what escapes keep apart."""
    status, body = shared.get(f"/v1/accounts/{segment}")
    assert (status, body["account_id"]) == (200, account)


def test_many_clients_at_once_are_all_answered(shared: Server) -> None:
    """More clients than threads wait their turn; none is turned away or answered wrongly."""
    with ThreadPoolExecutor(64) as pool:
        answers = list(pool.map(lambda _: shared.get("/v1/accounts/a-1"), range(640)))
    assert {(status, body["account_id"]) for status, body in answers} == {(200, "a-1")}


HEAD = b"Host: localhost\r\nConnection: close\r\n"


@pytest.mark.parametrize(
    ("request_bytes", "status"),
    [
        (b"GARBAGE\r\n\r\n", b"400"),
        (b"GET /v1/clusters HTTP/9.9\r\n" + HEAD + b"\r\n", b"505"),
        (b"GET /v1/\xff\xfe HTTP/1.1\r\n" + HEAD + b"\r\n", b"40"),
        (b"GET /v1/clusters HTTP/1.1\r\n" + HEAD + b"X-Long: " + b"a" * 33_000 + b"\r\n\r\n", b"413"),
        (b"GET /v1/accounts/" + b"a" * 20_000 + b" HTTP/1.1\r\n" + HEAD + b"\r\n", b"422"),
        (
            b"POST /v1/identifiers/lookup HTTP/1.1\r\n" + HEAD + b"Content-Type: application/json\r\n"
            b"Content-Length: 99999999\r\n\r\n{}",
            b"413",
        ),
        (
            b"POST /v1/identifiers/lookup HTTP/1.1\r\n" + HEAD + b"Content-Type: application/json\r\n"
            b"Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
            b"411",
        ),
        (b"GET http://localhost/v1/health/live HTTP/1.1\r\n" + HEAD + b"\r\n", b"400"),
        (b"GET /v1/health/live HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n", b"421"),
    ],
)
def test_a_hostile_request_is_turned_away_and_the_server_goes_on(
    shared: Server, request_bytes: bytes, status: bytes
) -> None:
    """Broken, oversized and endless requests get their 4xx, and the next client is served."""
    line = shared.send(request_bytes).partition(b"\r\n")[0]
    assert line.startswith(b"HTTP/1.1 " + status), line
    assert shared.get("/v1/health/ready")[0] == 200


def test_garbage_is_looked_for_only_among_what_requests_make(place: str) -> None:
    """What is there before serving begins is left out of Python's collections until it ends."""
    left_out = []

    def ready(_: str) -> None:
        left_out.append(gc.get_freeze_count())
        signal.raise_signal(signal.SIGTERM)

    serve(Settings(store=place, heap="512m"), port=0, ready=ready)
    assert left_out[0] > 10_000
    assert gc.get_freeze_count() == 0
