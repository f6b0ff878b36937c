"""The embedded store: ArcadeDB in this process. No server, no ports."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

import arcadedb_embedded as arcadedb
from arcadedb_embedded.exceptions import ArcadeDBError
from arcadedb_embedded.jvm import start_jvm

from linkage.config import Settings
from linkage.errors import QueryError, UsageError
from linkage.model.query import Query
from linkage.store.base import Answer, Row, StoreInfo, Transaction

T = TypeVar("T")


class _EmbeddedTransaction:
    def __init__(self, database: Any) -> None:
        self._database = database

    def run(self, query: Query, params: Mapping[str, Any] | None = None) -> list[Row]:
        try:
            result = self._database.command("opencypher", query.text, dict(params or {}))
            return [] if result is None else list(result.to_list())
        except ArcadeDBError as error:
            raise QueryError(f"query {query.name} failed: {error}") from error


class EmbeddedStore:
    """A ``GraphStore`` in a folder of this machine."""

    def __init__(self, database: Any, path: Path) -> None:
        self._database = database
        self._path = path

    @classmethod
    def open(cls, settings: Settings, *, create: bool = False) -> EmbeddedStore:
        """Return the store in the folder ``settings.store``."""
        path = Path(settings.store).absolute()
        start_jvm(heap_size=settings.heap)
        factory = arcadedb.DatabaseFactory(str(path))
        if factory.exists():
            return cls(factory.open(), path)
        if not create:
            raise UsageError(f"there is no store in {settings.store}", "load something first, or check the path")
        return cls(factory.create(), path)

    def run(self, query: Query, params: Mapping[str, Any] | None = None) -> list[Row]:
        """Run one reading query and return all its rows."""
        try:
            return list(self._database.query("opencypher", query.text, dict(params or {})).to_list())
        except ArcadeDBError as error:
            raise QueryError(f"query {query.name} failed: {error}") from error

    def pages(self, query: Query, params: Mapping[str, Any] | None = None) -> Iterator[Row]:
        """Yield the record of each page of an export query."""
        after = ""
        while True:
            given = {"limit": 10_000, **(params or {}), "after": after}
            (page,) = self._database.query("opencypher", query.text, given).to_json_list()
            if page["last"] is None:
                return
            yield page
            after = page["last"]

    def execute(self, work: Callable[[Transaction], T]) -> T:
        """Run ``work`` in one writing transaction."""
        with self._database.transaction():
            return work(_EmbeddedTransaction(self._database))

    def apply_schema(self, queries: Sequence[Query]) -> None:
        """Create constraints and indexes that are not there yet."""
        for query in queries:
            self._database.command("opencypher", query.text)

    def explore(self, text: str, params: Mapping[str, Any], *, timeout: float, max_rows: int) -> Answer:
        """Run a user's own reading query."""
        rows = list(self._database.query("opencypher", text, dict(params)).to_list())
        columns = tuple(rows[0]) if rows else ()
        return Answer(columns, tuple(rows[:max_rows]), len(rows) > max_rows)

    def info(self) -> StoreInfo:
        """Return what the store says of itself."""
        return StoreInfo("ArcadeDB", arcadedb.__version__, str(self._path), None)

    def close(self) -> None:
        """Let go of the store."""
        if self._database.is_open():
            self._database.close()
