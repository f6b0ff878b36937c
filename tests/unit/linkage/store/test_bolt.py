from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import replace
from typing import Any, cast

import pytest

from linkage.config import Settings
from linkage.errors import LinkageError, StoreRefused, StoreUnavailable, UsageError
from linkage.store.base import Transaction
from linkage.store.bolt import BoltStore
from linkage.store.open import open_store
from tests.conftest import GIVEN
from tests.contract.asking import query

ONE = query("RETURN 1 AS x", name="ask_one")


class Wire:
    """A way to the server that a test can cut."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._open: list[socket.socket] = []
        self.port = self._listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def cut(self) -> None:
        """Drop every connection and take no more."""
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for end in self._open:
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                near, _ = self._listener.accept()
                far = socket.create_connection(("127.0.0.1", self._port))
                self._open += [near, far]
                for ends in ((near, far), (far, near)):
                    threading.Thread(target=self._carry, args=ends, daemon=True).start()

    @staticmethod
    def _carry(source: socket.socket, target: socket.socket) -> None:
        with suppress(OSError):
            while data := source.recv(65536):
                target.sendall(data)


@pytest.fixture
def wire(neo4j_5: Settings) -> Iterator[Wire]:
    """A cuttable way to Neo4j."""
    made = Wire(int(neo4j_5.store.rpartition(":")[2]))
    yield made
    made.cut()


@pytest.mark.neo4j
@pytest.mark.parametrize("wrong", [{"neo4j_password": "wrong"}, {"neo4j_password": ""}, {"neo4j_username": "nobody"}])
def test_a_wrong_user_or_password_is_refused(neo4j_5: Settings, wrong: dict[str, Any]) -> None:
    """The error says what to set and repeats neither."""
    with pytest.raises(StoreRefused, match="user or the password") as caught:
        open_store(replace(neo4j_5, **wrong))
    assert "NEO4J_PASSWORD" in caught.value.hint
    assert neo4j_5.neo4j_password not in str(caught.value)


@pytest.mark.neo4j
def test_an_unknown_database_is_refused(neo4j_5: Settings) -> None:
    """A database that is not there is said so on opening, not later."""
    with pytest.raises(StoreRefused, match="no database of that name"):
        open_store(replace(neo4j_5, neo4j_database="nowhere"))


@pytest.mark.neo4j
@pytest.mark.parametrize("scheme", ["bolt", "neo4j"])
def test_plain_schemes_connect(neo4j_5: Settings, scheme: str) -> None:
    """Direct and routed, without TLS."""
    with closing(open_store(replace(neo4j_5, store=neo4j_5.store.replace("bolt", scheme)))) as store:
        assert store.run(ONE) == [{"x": 1}]


@pytest.mark.neo4j
@pytest.mark.parametrize("scheme", ["bolt", "neo4j"])
def test_a_session_begins_with_what_others_saw_where_several_servers_may_answer(neo4j_5: Settings, scheme: str) -> None:
    """Then no answer is older than one before it; how many transactions there were is told all the same."""
    address = f"{scheme}://{neo4j_5.store.partition('://')[2]}"
    make, gone = query("CREATE (:Seen {id: 'x'})", "write"), query("MATCH (n:Seen) DELETE n", "write")
    with closing(cast(BoltStore, open_store(replace(neo4j_5, store=address)))) as store:
        before = store.mark()
        store.execute(lambda tx: tx.run(make))
        assert store.run(query("MATCH (n:Seen) RETURN n.id AS id")) == [{"id": "x"}]
        store.execute(lambda tx: tx.run(gone))
        marks = {store.mark(), store.mark()}
        assert len(marks) == 1 and "" not in marks | {before}
        assert before not in marks
        known = list(store._seen.get_bookmarks()) if store._seen else []
    assert bool(known) == (scheme == "neo4j")


@pytest.mark.neo4j
@pytest.mark.skipif(bool(os.environ.get(GIVEN)), reason="the given server's certificate is not ours to know")
@pytest.mark.parametrize("scheme", ["bolt", "neo4j"])
def test_a_self_signed_certificate_is_refused_unless_allowed(neo4j_5: Settings, scheme: str) -> None:
    """+s refuses a certificate nobody vouches for and says so; +ssc takes it."""
    url = neo4j_5.store.partition("://")[2]
    with closing(open_store(replace(neo4j_5, store=f"{scheme}+ssc://{url}"))) as store:
        assert store.run(ONE) == [{"x": 1}]
    with pytest.raises(StoreUnavailable, match="certificate"):
        open_store(replace(neo4j_5, store=f"{scheme}+s://{url}"))


@pytest.mark.neo4j
def test_a_server_says_version_and_gds(neo4j_5: Settings, neo4j_current: Settings) -> None:
    """Product, version, address and GDS of both servers are known."""
    for settings in (neo4j_5, neo4j_current):
        with closing(open_store(settings)) as store:
            info = store.info()
        assert (info.product, info.address) == ("Neo4j", settings.store)
        assert info.version.startswith(("5.", "20"))
        assert info.gds is None or info.gds[0] == "2"


@pytest.mark.neo4j
def test_a_connection_lost_in_a_transaction_is_a_clear_error(neo4j_5: Settings, wire: Wire) -> None:
    """The error names the address, nothing is stored, and it takes no longer than the time for connecting."""
    settings = replace(neo4j_5, store=f"bolt://127.0.0.1:{wire.port}", connect_timeout=1.0)
    marker = query("CREATE (:Lost {id: 'lost'})", "write", "create_lost")

    def work(tx: Transaction) -> None:
        tx.run(marker)
        wire.cut()
        tx.run(ONE)

    with closing(open_store(settings)) as store, pytest.raises(StoreUnavailable, match=f"127.0.0.1:{wire.port}"):
        store.execute(work)
    with closing(open_store(neo4j_5)) as store:
        assert store.run(query("OPTIONAL MATCH (n:Lost) RETURN count(n) AS n")) == [{"n": 0}]


def test_nothing_at_the_address_is_a_clear_error() -> None:
    """Refused at once, with the address and what to do; the password is not in it."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with pytest.raises(StoreUnavailable, match=f"bolt://127.0.0.1:{port} does not answer") as caught:
        open_store(Settings(store=f"bolt://127.0.0.1:{port}", neo4j_password="secret", connect_timeout=2))
    assert "start Neo4j" in caught.value.hint
    assert "secret" not in str(caught.value)


def test_a_server_that_never_answers_is_given_up() -> None:
    """An open port where nobody speaks Bolt ends at the connection timeout."""
    with socket.create_server(("127.0.0.1", 0)) as silent, pytest.raises(StoreUnavailable, match="does not answer"):
        open_store(Settings(store=f"bolt://127.0.0.1:{silent.getsockname()[1]}", connect_timeout=0.5))


@pytest.mark.parametrize("store", ["bolt://user:secret@host:7687", "bolt://", "bolt://host:port", "bolt://[::1"])
def test_an_address_that_is_none_is_a_usage_error(store: str) -> None:
    """A user or password in the address is refused too, without repeating it."""
    with pytest.raises(UsageError) as caught:
        open_store(Settings(store=store))
    assert "secret" not in str(caught.value)


def test_without_the_driver_the_error_says_what_to_install() -> None:
    """The core alone has no driver; opening a server then names the extra."""
    code = (
        "import sys; sys.modules['neo4j'] = None\n"
        "from linkage.config import Settings\nfrom linkage.errors import MissingExtra\n"
        "from linkage.store.open import open_store\n"
        "try: open_store(Settings(store='bolt://127.0.0.1'))\n"
        "except MissingExtra as error: print(error)"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert said == 'neo4j is not installed (pip install "account-linkage[neo4j]")\n'


def test_every_failure_to_connect_is_one_of_ours() -> None:
    """A host that does not exist raises nothing but a LinkageError."""
    with pytest.raises(LinkageError):
        open_store(Settings(store="bolt://host.invalid:7687", connect_timeout=1))
