"""The store on a Neo4j server, over Bolt.

What a caller has to know:

- only passing troubles (deadlocks, a server that restarts) are tried again, for at most ``connect_timeout`` seconds;
- an edge locks both its ends, so writers that share identifiers deadlock unless each batch is sorted by identifier;
- a page of an export is a transaction: several pages are not one snapshot;
- behind ``neo4j://`` are perhaps several servers: what one session has seen, a later one sees, whoever answers it;
- a record costs the client more than its content: few, fat ones (lists of a thousand accounts) read 30 times faster;
- a READ session refuses writes but not reading of files and addresses: users' own queries go through ``explore``.
"""

from __future__ import annotations

import itertools
import logging
import random
import re
import secrets
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any, TypeVar
from urllib.parse import urlsplit

try:
    import neo4j
except ImportError:
    from linkage.errors import MissingExtra

    raise MissingExtra("neo4j", "neo4j") from None

from neo4j.exceptions import DriverError, Neo4jError

from linkage import queries
from linkage.config import Settings
from linkage.errors import QueryRefused, StoreUnavailable, UsageError
from linkage.model.query import Query
from linkage.store.base import COUNTED, Answer, Row, StoreInfo, Transaction
from linkage.store.bolt_errors import HOPELESS, code, translate
from linkage.store.bolt_values import plain
from linkage.store.bookmark import read_bookmark
from linkage.store.deadline import within
from linkage.store.names import names_in
from linkage.store.plan import check_plan
from linkage.store.readonly import check

T = TypeVar("T")

PAGE = 10_000
FETCH = 1_000
READY = 300.0
"""Seconds to wait for indexes."""
COUNTERS = 64
"""Nodes that count transactions: writers at one time take one each, mostly."""
_UNIQUE = re.compile(r"FOR \(n:(\w+)\) REQUIRE n\.(\w+) IS UNIQUE")
LOOKS = 5
"""How often the mark is looked for while others write."""

logging.getLogger("neo4j").addHandler(logging.NullHandler())  # what goes wrong is in our errors, not on standard error


class BoltStore:
    """A ``GraphStore`` on a Neo4j server, 5.26 or later."""

    def __init__(self, driver: neo4j.Driver, address: str, settings: Settings) -> None:
        self._driver = driver
        self._database = settings.neo4j_database
        self._address = address
        self._timeout = settings.timeout
        routed = address.startswith("neo4j")
        self._seen = neo4j.GraphDatabase.bookmark_manager() if routed else None
        self.patience = settings.connect_timeout
        self.writers = settings.writers

    @classmethod
    def open(cls, settings: Settings) -> BoltStore:
        """Return the store at ``settings.store`` once it has answered.

        Raises
        ------
        UsageError
            The address holds a user name, or is not an address.
        StoreUnavailable
            Nothing answers in ``settings.connect_timeout`` seconds, or its certificate is not trusted.
        StoreRefused
            User, password or database are wrong.
        """
        address = _address(settings.store)
        driver = _driver(settings, settings.store, address)
        store = cls(driver, address, settings)
        try:
            driver.verify_connectivity()
            store.run(queries.load("count_indexes_not_ready"))  # a wrong database shows only here
        except Exception as error:
            driver.close()
            raise translate(_reason(settings, address) or error, "connecting", address) from None
        return store

    def run(self, query: Query, params: Mapping[str, Any] | None = None) -> list[Row]:
        """Run one reading query and return all its rows, or raise ``QueryTimeout`` after ``settings.timeout``."""
        return self._read(query, params, self._timeout)

    def pages(self, query: Query, params: Mapping[str, Any] | None = None) -> Iterator[Row]:
        """Yield the record of each page of an export query, in key order. Memory: one page."""
        after = ""
        while True:
            rows = self._read(query, {"limit": PAGE, **(params or {}), "after": after}, None)
            if not rows or rows[0]["last"] is None:
                return
            yield rows[0]
            after = rows[0]["last"]

    def ranges(self, query: Query, bounds: Sequence[str], params: Mapping[str, Any] | None = None) -> Iterator[Row]:
        """Yield the record of each range of keys of an export query by ranges. Memory: one range."""
        for after, until in itertools.pairwise(["", *dict.fromkeys(bounds)]):
            yield from self._read(query, {**(params or {}), "after": after, "until": until}, None)

    def execute(self, work: Callable[[Transaction], T], *, journaled: bool = False) -> T:
        """Run ``work`` in one writing transaction, again from its start after a passing trouble."""
        doing = _Doing()

        def once(transaction: Transaction) -> T:
            result = work(transaction)
            if journaled:  # last, so that whoever waits for the counter waits for a commit alone
                transaction.run(queries.load("count_commit"), {"counter": str(secrets.randbelow(COUNTERS))})
            return result

        until = time.monotonic() + self.patience
        for tried in itertools.count():
            try:
                return self._once(once, doing)
            except (DriverError, Neo4jError, OSError) as error:
                pause = random.uniform(0.5, 1) * min(0.05 * 2**tried, 2)
                if not _may_pass(error) or time.monotonic() + pause > until:
                    raise translate(error, doing.what, self._address) from None
            time.sleep(pause)
        raise AssertionError("count never ends")

    def counts(self) -> dict[str, int]:
        """Return how many there are by label or type, from the server's own counts."""
        rows = self.run(queries.load("count_nodes"), {"limit": len(COUNTED)})
        return dict.fromkeys(COUNTED, 0) | {row["label"]: row["count"] for row in rows}

    def mark(self) -> str:
        """Return the database, and how many of its transactions are not journaled; empty where that cannot be told.

        The server counts its transactions in the bookmarks it gives, those that journal count themselves in the graph.
        """
        try:
            with self._session(neo4j.READ_ACCESS) as session:
                for _ in range(LOOKS):
                    before = session.execute_read(_count_commits)
                    said = [read_bookmark(text) for text in session.last_bookmarks().raw_values]
                    if session.execute_read(_count_commits) == before:
                        return "".join(f"{one[0]}:{one[1] - before}" for one in said if one) if len(said) == 1 else ""
        except (DriverError, Neo4jError, OSError) as error:
            raise translate(error, "asking how many transactions there were", self._address) from None
        return ""

    def apply_schema(self, queries_: Sequence[Query]) -> None:
        """Create constraints and indexes that are not there yet, and wait until they can be used."""
        missing = self._missing(queries_)
        for query in missing:
            self.execute(lambda tx, query=query: tx.run(query))  # type: ignore[misc]
        if missing:
            texts = [queries.text(name) for folder in ("load", "write") for name in queries.names(folder)]
            self.execute(lambda tx: tx.run(queries.load("create_names"), asdict(names_in(texts))))
        waiting = queries.load("count_indexes_not_ready")
        until = time.monotonic() + READY
        while self.run(waiting)[0]["waiting"]:
            if time.monotonic() > until:
                raise StoreUnavailable(f"the indexes of {self._address} are not ready after {READY:.0f} s", "wait")
            time.sleep(0.1)

    def _missing(self, wanted: Sequence[Query]) -> list[Query]:
        """Return those that create what is not there: current servers count a transaction even for what is."""
        rows = self.run(queries.load("list_constraints"), {"limit": 1000})
        there = {(row["label"], row["property"]) for row in rows}
        return [query for query in wanted if _UNIQUE.findall(query.text)[0] not in there]

    def first_load(self, ties: Sequence[str]) -> None:
        """Return None: a server takes the first load like any other."""
        return None

    def scan(self) -> None:
        """Return None: a server is asked in Cypher."""
        return None

    def explore(self, text: str, params: Mapping[str, Any], *, timeout: float, max_rows: int) -> Answer:
        """Run a user's own reading query: its text and its plan are checked first. Memory: ``max_rows`` rows."""
        check(text)
        columns, rows = within(timeout, lambda: self._first_rows(text, params, timeout, max_rows + 1))
        return Answer(columns, tuple(rows[:max_rows]), len(rows) > max_rows)

    def info(self) -> StoreInfo:
        """Return what the store says of itself."""
        try:
            agent = self._driver.get_server_info().agent
        except (DriverError, Neo4jError, OSError) as error:
            raise translate(error, "asking its version", self._address) from None
        product, _, version = agent.partition("/")
        return StoreInfo(product, version, self._address, self._gds())

    def close(self) -> None:
        """Let go of the store. Closing twice is harmless."""
        self._driver.close()

    def _once(self, work: Callable[[Transaction], T], doing: _Doing) -> T:
        with self._session(neo4j.WRITE_ACCESS) as session, session.begin_transaction() as tx:
            result = work(_BoltTransaction(tx, doing, self._address))
            doing.what = "storing the transaction"
            tx.commit()
            return result

    def _first_rows(
        self, text: str, params: Mapping[str, Any], timeout: float, limit: int
    ) -> tuple[tuple[str, ...], list[Row]]:
        with self._session(neo4j.READ_ACCESS, fetch_size=min(limit, FETCH)) as session:
            try:
                self._check_plan(session, text, params, timeout)
                with session.begin_transaction(timeout=timeout) as tx:
                    result = tx.run(_literal(text), dict(params))
                    rows = [_plain(record) for record in itertools.islice(result, limit)]
                    tx.rollback()
                    return tuple(result.keys()), rows
            except (DriverError, Neo4jError, OSError, ValueError, OverflowError, TypeError) as error:
                raise translate(error, "the query", self._address, text) from None

    def _gds(self) -> str | None:
        query = queries.load("show_gds_version")
        with self._session(neo4j.READ_ACCESS) as session:
            try:
                return str(session.run(query.text).single(strict=True)["version"])
            except Neo4jError:
                return None
            except (DriverError, OSError) as error:
                raise translate(error, f"query {query.name}", self._address) from None

    def _read(self, query: Query, params: Mapping[str, Any] | None, timeout: float | None) -> list[Row]:
        doing = _Doing()

        @neo4j.unit_of_work(timeout=timeout)
        def work(tx: neo4j.ManagedTransaction) -> list[Row]:
            return _BoltTransaction(tx, doing, self._address).run(query, params)

        with self._session(neo4j.READ_ACCESS) as session:
            try:
                return session.execute_read(work)
            except (DriverError, Neo4jError, OSError) as error:
                raise translate(error, doing.what, self._address) from None

    def _session(self, access: str, **settings: Any) -> neo4j.Session:
        try:
            return self._driver.session(
                database=self._database,
                default_access_mode=access,
                bookmark_manager=self._seen,
                **{"fetch_size": FETCH, **settings},
            )
        except DriverError:
            raise StoreUnavailable("the question came after the store was closed") from None

    def _check_plan(self, session: neo4j.Session, text: str, params: Mapping[str, Any], timeout: float) -> None:
        with session.begin_transaction(timeout=timeout) as tx:
            summary = tx.run(_literal(f"EXPLAIN\n{text}"), dict(params)).consume()
        if summary.query_type != "r" or summary.plan is None:
            raise QueryRefused("the query does more than read", "only reading queries may be asked")
        check_plan(summary.plan)


class _Doing:
    """What a transaction is at, for the error that ends it."""

    what = "the transaction"


class _BoltTransaction:
    def __init__(self, tx: neo4j.ManagedTransaction | neo4j.Transaction, doing: _Doing, address: str) -> None:
        self._tx = tx
        self._doing = doing
        self._address = address

    def run(self, query: Query, params: Mapping[str, Any] | None = None) -> list[Row]:
        """Run one query of the library; the driver's passing troubles go up to whoever runs the work again."""
        self._doing.what = f"query {query.name}"
        try:
            return [_plain(record) for record in self._tx.run(query.text, dict(params or {}))]
        except Neo4jError as error:
            if code(error) in HOPELESS:
                raise translate(error, self._doing.what, self._address) from None
            raise
        except (ValueError, OverflowError, TypeError) as error:
            raise translate(error, self._doing.what, self._address) from None


def _driver(settings: Settings, url: str, address: str) -> neo4j.Driver:
    try:
        return neo4j.GraphDatabase.driver(
            url,
            auth=(settings.neo4j_username, settings.neo4j_password) if settings.neo4j_password else None,
            connection_timeout=settings.connect_timeout,
            connection_acquisition_timeout=settings.connect_timeout * 2,
            max_transaction_retry_time=settings.connect_timeout,
            notifications_min_severity="OFF",
            telemetry_disabled=True,
            user_agent="account-linkage",
        )
    except (DriverError, ValueError, TypeError) as error:
        raise translate(error, "connecting", address) from None


def _reason(settings: Settings, address: str) -> Exception | None:
    """Return why a cluster's address fails, which routing keeps to itself; None for a plain address, or if it works."""
    if not settings.store.startswith("neo4j"):
        return None
    try:
        with _driver(settings, settings.store.replace("neo4j", "bolt", 1), address) as driver:
            driver.verify_connectivity()
    except Exception as error:
        return error
    return None


def _count_commits(tx: neo4j.ManagedTransaction) -> int:
    return int(tx.run(queries.load("count_commits").text).single(strict=True)["commits"])


def _may_pass(error: Exception) -> bool:
    """Tell whether the same work may succeed when it is run again; too large a transaction stays too large."""
    return isinstance(error, DriverError | Neo4jError) and error.is_retryable() and code(error) not in HOPELESS


def _plain(record: neo4j.Record) -> Row:
    return dict(zip(record.keys(), map(plain, record.values()), strict=True))


def _literal(text: str) -> Any:
    """Return a user's text for the driver, which asks for a literal: ``check`` and ``check_plan`` stand in for that."""
    return text


def _address(url: str) -> str:
    try:
        parts = urlsplit(url)
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        raise UsageError("the store's address is not an address", "write bolt://host:7687") from None
    if parts.username or parts.password:
        raise UsageError("the store's address holds a user or password", "set NEO4J_USERNAME and NEO4J_PASSWORD")
    if not parts.hostname:
        raise UsageError("the store's address has no host", "write bolt://host:7687")
    return f"{parts.scheme}://{parts.hostname}{port}"
