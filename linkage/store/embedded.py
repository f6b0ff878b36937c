"""The embedded store: ArcadeDB in this process. No server, no ports.

What a caller has to know:

- one process at a time holds the folder; another gets ``StoreHeld`` with the holder's process id;
- close the store on every way out (``with contextlib.closing(...)``). An ordinary exit closes it too; a process that
  SIGTERM ends without such an exit ends like by ``kill -9``: nothing committed is lost, the next opening takes longer;
- many threads may use one store. Writers that meet on a page are run again, so ``work`` must be repeatable;
- constraints before the first row: a type made by first use has no index, and a node has exactly one label.
"""

from __future__ import annotations

import atexit
import contextlib
import itertools
import random
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, TypeVar

import arcadedb_embedded as arcadedb
import jpype

from linkage.config import Settings
from linkage.errors import StoreError, UsageError
from linkage.model.query import Query
from linkage.store import jvm
from linkage.store.base import COUNTED, Answer, Bulk, Row, Scan, StoreInfo, Transaction
from linkage.store.columns import columns
from linkage.store.deadline import within
from linkage.store.embedded_bulk import (
    GRAPH,
    NEW,
    OLD,
    EmbeddedBulk,
    copy_aside,
    filling,
    is_unused,
    restore,
    take_over,
)
from linkage.store.embedded_errors import conflict, translated
from linkage.store.embedded_params import as_java
from linkage.store.embedded_scan import EmbeddedScan
from linkage.store.embedded_values import plain
from linkage.store.folder_mark import FolderMark
from linkage.store.holder import FILE, Holder
from linkage.store.readonly import check

T = TypeVar("T")

PAGE = 10_000
TRIES = {"conflict": 20, "duplicate": 5, "": 1}
"""How often work is run at most, by what stopped it: other writers on a page, or a key that is there already."""


class EmbeddedStore:
    """A ``GraphStore`` in a folder of this machine."""

    writers = 1

    def __init__(self, database: Any, path: Path, holder: Holder, mark: FolderMark, timeout: float) -> None:
        self._database = database
        self._mark = mark
        self._path = path
        self._holder = holder
        self._timeout = timeout
        self._closing = threading.Lock()
        atexit.register(self.close)

    @classmethod
    def open(cls, settings: Settings, *, create: bool = False) -> EmbeddedStore:
        """Return the store in the folder ``settings.store``.

        Raises
        ------
        UsageError
            There is no store in the folder (and ``create`` is false), or the folder holds something else.
        StoreHeld
            Another process has it open, or this one already.
        StoreError
            The folder cannot be read or written, or the store in it is broken.
        """
        path = Path(settings.store).absolute()
        _check_folder(path, create=create)
        holder = Holder.take(path)
        try:
            jvm.start(settings.java_heap)
            with translated("opening the store"):
                mark = _marked(path)
                database = _open(path)
        except BaseException:
            holder.release()
            raise
        return cls(database, path, holder, mark, settings.timeout)

    def run(self, query: Query, params: Mapping[str, Any] | None = None) -> list[Row]:
        """Run one reading query and return all its rows, or raise ``QueryTimeout`` after ``settings.timeout``."""
        with translated(f"query {query.name}"), _deadline(self._timeout):
            return _rows(self._query(query.text, params))

    def pages(self, query: Query, params: Mapping[str, Any] | None = None) -> Iterator[Row]:
        """Yield the record of each page of an export query, in key order. Memory: one page."""
        after = ""
        while True:
            with translated(f"query {query.name}"):
                rows = _rows(self._query(query.text, {"limit": PAGE, **(params or {}), "after": after}))
            if not rows or rows[0]["last"] is None:
                return
            yield rows[0]
            after = rows[0]["last"]

    def ranges(self, query: Query, bounds: Sequence[str], params: Mapping[str, Any] | None = None) -> Iterator[Row]:
        """Yield the record of each range of keys of an export query by ranges. Memory: one range."""
        for after, until in itertools.pairwise(["", *dict.fromkeys(bounds)]):
            with translated(f"query {query.name}"):
                rows = _rows(self._query(query.text, {**(params or {}), "after": after, "until": until}))
            yield from rows

    def execute(self, work: Callable[[Transaction], T], *, journaled: bool = False) -> T:
        """Run ``work`` in one writing transaction, again from its start when it meets other writers."""
        if journaled:
            return self._repeated(work)
        self._mark.renew()
        try:
            return self._repeated(work)
        finally:
            self._mark.renew()  # what was read meanwhile may be of before, or of now

    def _repeated(self, work: Callable[[Transaction], T]) -> T:
        tried = 0
        while True:
            tried += 1
            with translated("the transaction"):
                try:
                    return self._once(work)
                except Exception as error:
                    if tried >= TRIES[conflict(error)]:
                        raise
            time.sleep(random.uniform(0, 0.01 * min(tried, 10)))

    def counts(self) -> dict[str, int]:
        """Return how many there are by label or type: asked in Cypher, the engine would walk over every tie."""
        java = self._database.get_java_database()
        with translated("counting"):
            there = [name for name in COUNTED if java.getSchema().existsType(name)]
            return dict.fromkeys(COUNTED, 0) | {name: int(java.countType(name, False)) for name in there}

    def mark(self) -> str:
        """Return what stays the same while nothing is written but what is journaled."""
        return self._mark.value

    def apply_schema(self, queries: Sequence[Query]) -> None:
        """Create constraints and indexes that are not there yet; they can be used when this returns."""
        for query in queries:
            with translated(f"schema {query.name}"):
                self._command(query.text)

    def first_load(self, ties: Sequence[str]) -> AbstractContextManager[Bulk] | None:
        """Return a way to fill this store, or None where it has accounts already; see ``GraphStore``.

        It is done in a copy beside the store, which the store goes on with at the end: threads that ask meanwhile are
        answered from the empty store, and one that asks while the two change places gets ``StoreUnavailable``.
        """
        with translated("the first load"):
            return self._filling(ties) if is_unused(self._database) else None

    @contextlib.contextmanager
    def _filling(self, ties: Sequence[str]) -> Iterator[EmbeddedBulk]:
        self._reopen(copy_aside)
        with filling(self._path, ties) as bulk:
            yield bulk
        self._mark.renew()
        self._reopen(take_over)
        self._mark.renew()

    def _reopen(self, change: Callable[[Path], None]) -> None:
        """Close the graph, do something with its folder (or nothing, where that fails), and open what is there then."""
        with self._closing:
            with translated("closing the store"):
                self._database.close()
            try:
                change(self._path)
            except BaseException:
                restore(self._path)
                raise
            finally:
                with translated("opening the store"):
                    self._database = arcadedb.DatabaseFactory(str(self._path / GRAPH)).open()

    def scan(self) -> Scan:
        """Return a way to read whole labels and types at once."""
        return EmbeddedScan(self._database)

    def explore(self, text: str, params: Mapping[str, Any], *, timeout: float, max_rows: int) -> Answer:
        """Run a user's own reading query. Memory: ``max_rows`` rows and what the engine allows a query."""
        check(text)
        rows = within(timeout, lambda: jvm.visiting(lambda: self._first_rows(text, params, timeout, max_rows + 1)))
        return Answer(tuple(rows[0]) if rows else columns(text), tuple(rows[:max_rows]), len(rows) > max_rows)

    def info(self) -> StoreInfo:
        """Return what the store says of itself."""
        return StoreInfo("ArcadeDB", arcadedb.__version__, str(self._path), None)

    def close(self) -> None:
        """Let go of the store. Closing twice is harmless."""
        with self._closing:
            atexit.unregister(self.close)
            try:
                if self._database.is_open():
                    with translated("closing the store"):
                        self._database.close()
                    self._mark.keep()
            finally:
                self._holder.release()

    def _first_rows(self, text: str, params: Mapping[str, Any], timeout: float, limit: int) -> list[Row]:
        with translated("the query", text), _deadline(timeout):
            found = self._query(text, params)
            try:
                return [_plain(row) for row in itertools.islice(found.iter_dicts(), limit)]
            finally:
                found.close()

    def _once(self, work: Callable[[Transaction], T]) -> T:
        self._database.begin()
        try:
            result = work(_EmbeddedTransaction(self._command))
            self._database.commit()
        except BaseException:
            with contextlib.suppress(arcadedb.ArcadeDBError):
                if self._database.is_transaction_active():
                    self._database.rollback()
            raise
        return result

    def _query(self, text: str, params: Mapping[str, Any] | None = None) -> Any:
        return self._database.query("opencypher", text, as_java(params or {}))

    def _command(self, text: str, params: Mapping[str, Any] | None = None) -> Any:
        return self._database.command("opencypher", text, as_java(params or {}))


class _EmbeddedTransaction:
    def __init__(self, command: Callable[[str, Mapping[str, Any] | None], Any]) -> None:
        self._command = command

    def run(self, query: Query, params: Mapping[str, Any] | None = None) -> list[Row]:
        try:
            return _rows(self._command(query.text, params))
        except Exception as error:
            if conflict(error):
                raise  # for ``execute``, which runs the work again
            with translated(f"query {query.name}"):
                raise


@contextlib.contextmanager
def _deadline(seconds: float) -> Iterator[None]:
    """Have the engine stop what this thread asks of it after so many seconds, subqueries and reading rows included."""
    override = jpype.JClass("com.arcadedb.query.sql.executor.CommandTimeoutOverride")
    override.set(max(1, int(seconds * 1000)))
    try:
        yield
    finally:
        override.clear()


def _rows(found: Any) -> list[Row]:
    return [] if found is None else [_plain(row) for row in found.to_list()]


def _plain(row: Row) -> Row:
    return {name: plain(value) for name, value in row.items()}


def _check_folder(path: Path, *, create: bool) -> None:
    missing = UsageError(f"there is no store in {path}", "load something first, or check --store")
    try:
        if not path.exists() and not create:
            raise missing
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        names = {entry.name for entry in path.iterdir()}
    except FileExistsError:
        raise UsageError(f"{path} is a file, not the folder of a store", "check --store") from None
    except OSError as error:
        raise StoreError(f"the folder {path} cannot be used: {error.strerror}", "check its owner") from None
    if names & {GRAPH, OLD}:
        return
    if names - {FILE, NEW}:
        raise UsageError(f"the folder {path} holds other files and no store", "choose an empty folder")
    if not create:
        raise missing


def _marked(path: Path) -> FolderMark:
    """Return the mark of the graph, made aside and renamed first where there is none: a kill leaves no half of one."""
    graph, half_made = path / GRAPH, path / NEW
    restore(path)
    if not graph.exists():
        arcadedb.DatabaseFactory(str(half_made)).create().close()
        half_made.rename(graph)
    return FolderMark(graph)


def _open(path: Path) -> Any:
    graph = path / GRAPH
    database = arcadedb.DatabaseFactory(str(graph)).open()
    types = database.get_java_database().getSchema().getTypes().size()
    if not types and next(graph.glob("*.bucket"), None):  # the engine takes a schema it cannot read for an empty one
        database.close()
        raise StoreError(f"the store in {path} is damaged: its schema cannot be read", "restore it, or load anew")
    return database
