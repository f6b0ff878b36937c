"""The first load of an embedded store: nodes and ties by the hundred thousand, in a copy made aside.

The engine's bulk path writes no log and is no transaction, so it never touches the store itself: what is filled is a
copy in ``graph.new``, which takes the place of the store's graph in one rename when it is whole and on the disk. A kill
before that leaves the store as it was. Its unique indexes are dropped from the copy and built by sorting at the end
(each key put in by itself costs a search through every page written so far).
"""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import arcadedb_embedded as arcadedb
import jpype
import numpy as np
import polars as pl
from numpy.typing import NDArray

from linkage.errors import FULL, StoreError, StoreFull
from linkage.store import java_rows
from linkage.store.embedded_errors import translated

GRAPH, NEW, OLD = "graph", "graph.new", "graph.old"
"""The folders of the graph: in use; being made; what the new one replaced, while the two change places."""

KEPT = frozenset({"Kind", "Setting"})
"""The labels that a store without a load may have nodes of."""

_BUFFERED = 100_000
"""Ties that the engine gathers before it writes them."""
_COMMIT = 50_000
_CACHED = 200_000
_POSITION = (1 << 40) - 1


class EmbeddedBulk:
    """A ``Bulk`` over a database of the embedded engine."""

    def __init__(self, database: Any) -> None:
        self._database = database
        self._batch: Any = None

    def nodes(
        self, label: str, columns: Mapping[str, pl.Series], more: pl.Series | None = None, after: Sequence[str] = ()
    ) -> NDArray[np.int64]:
        """Make one node a row and return where each lies; see ``Bulk``."""
        count = len(next(iter(columns.values())))
        first = {name: column for name, column in columns.items() if name not in after}
        made = java_rows.pairs(first)
        if more is not None:
            rest = {name: columns[name] for name in after}
            made = java_rows.with_maps(made, more, java_rows.pairs(rest) if rest else None)
        with translated("the first load"):
            rows = java_rows.fill(jpype.JArray(jpype.JArray(jpype.JObject))(count), made)
            return _places(self._open_batch().createVertices(label, rows))

    def ties(
        self, name: str, start: NDArray[np.int64], end: NDArray[np.int64], columns: Mapping[str, pl.Series]
    ) -> None:
        """Tie two nodes a row; see ``Bulk``."""
        if not len(start):
            return
        batch = self._open_batch()
        rid, string = jpype.JClass("com.arcadedb.database.RID"), jpype.JClass("java.lang.String")
        objects = jpype.JArray(jpype.JObject)
        kind = java_rows.signature(None, rid, string, rid, objects)
        new_edge = java_rows.lookup().findVirtual(batch.getClass(), "newEdge", kind).asFixedArity().bindTo(batch)
        of_name = java_rows.bound(new_edge, 1, name)
        with translated("the first load"):
            row = java_rows.apply(of_name, _rids(start), _rids(end), java_rows.pairs(columns))
            java_rows.run(len(start), row)
            batch.flush()

    def settle(self) -> None:
        """Write out what was made so far; memory grows with what was made since the last time."""
        batch, self._batch = self._batch, None
        if batch is not None:
            with translated("the first load"):
                batch.close()

    def abandon(self) -> None:
        """Let go without writing anything more."""
        batch, self._batch = self._batch, None
        if batch is not None:
            batch.abandon()

    def _open_batch(self) -> Any:
        if self._batch is None:
            self._batch = (
                self._database.get_java_database()
                .batch()
                .withWAL(False)
                .withPreAllocateEdgeChunks(False)
                .withParallelFlush(False)
                .withBatchSize(_BUFFERED)
                .withCommitEvery(_COMMIT)
                .withChunkCacheCapacity(_CACHED)
                .withMaxDeferredIncomingEdges(0)
                .build()
            )
        return self._batch


def is_unused(database: Any) -> bool:
    """Tell whether the database has no nodes but those of ``KEPT``."""
    java = database.get_java_database()
    types = [str(one.getName()) for one in java.getSchema().getTypes()]
    return all(name in KEPT or java.countType(name, False) == 0 for name in types)


@contextlib.contextmanager
def filling(path: Path, ties: Sequence[str]) -> Iterator[EmbeddedBulk]:
    """Open the copy to be filled, and leave it whole and on the disk, ready for ``take_over``; or leave none.

    Parameters
    ----------
    path
        The store's folder.
    ties
        The types of ties that will be made.
    """
    new = path / NEW
    try:
        with translated("the first load"):
            database = arcadedb.DatabaseFactory(str(new)).open()
        bulk = EmbeddedBulk(database)
        try:
            with translated("the first load"):
                indexes = _drop_indexes(database)
                _declare(database, ties)
            yield bulk
            bulk.settle()
            with translated("the first load"):
                _build_indexes(database, indexes)
        finally:
            bulk.abandon()
            with translated("the first load"):
                database.close()
        _sync(new)
    except BaseException:
        shutil.rmtree(new, ignore_errors=True)
        raise


def copy_aside(path: Path) -> None:
    """Copy the graph, which is closed.

    Raises
    ------
    StoreFull
        The disk is full.
    StoreError
        The copy cannot be made.
    """
    shutil.rmtree(path / NEW, ignore_errors=True)
    try:
        (path / NEW).mkdir()
        for file in (path / GRAPH).iterdir():
            shutil.copy2(file, path / NEW)
    except OSError as error:
        if error.errno in FULL:
            raise StoreFull(f"the disk under {path} is full", "make room and run it again") from None
        raise StoreError(f"cannot write to {path}: {error.strerror}", "check its owner") from None


def take_over(path: Path) -> None:
    """Put the filled graph in the place of the other; both are closed."""
    (path / GRAPH).rename(path / OLD)
    (path / NEW).rename(path / GRAPH)
    _sync(path)
    shutil.rmtree(path / OLD)


def restore(path: Path) -> None:
    """Undo what a kill left of ``filling`` or ``take_over``."""
    if (path / OLD).exists() and not (path / GRAPH).exists():
        (path / OLD).rename(path / GRAPH)
    for folder in (OLD, NEW):
        shutil.rmtree(path / folder, ignore_errors=True)


def _places(rids: Any) -> NDArray[np.int64]:
    rid = jpype.JClass("com.arcadedb.database.RID")
    position = java_rows.lookup().findVirtual(
        rid.class_, "getPosition", java_rows.signature(jpype.JClass("java.lang.Long").TYPE)
    )
    positions = java_rows.fill(jpype.JArray(jpype.JLong)(len(rids)), java_rows.then(java_rows.item(rids), position))
    found = np.array(positions, np.int64)
    return found | (int(rids[0].getBucketId()) << 40) if len(found) else found


def _rids(places: NDArray[np.int64]) -> Any:
    rid = jpype.JClass("com.arcadedb.database.RID")
    made = java_rows.lookup().findConstructor(
        rid.class_, java_rows.signature(None, int, jpype.JClass("java.lang.Long").TYPE)
    )
    return java_rows.apply(made, java_rows.ints(places >> 40), java_rows.longs(places & _POSITION))


def _drop_indexes(database: Any) -> list[tuple[str, str]]:
    """Drop the unique indexes that are empty, and return label and property of each."""
    schema = database.get_java_database().getSchema()
    found = [
        (index, str(kind.getName()), str(index.getPropertyNames().get(0)))
        for kind in schema.getTypes()
        if str(kind.getName()) not in KEPT
        for index in list(kind.getAllIndexes(False))
    ]
    for index, _, _ in found:
        schema.dropIndex(index.getName())
    return sorted((label, property_) for _, label, property_ in found)


def _build_indexes(database: Any, wanted: Sequence[tuple[str, str]]) -> None:
    schema = database.get_java_database().getSchema()
    text = jpype.JArray(jpype.JClass("com.arcadedb.schema.Type"))([jpype.JClass("com.arcadedb.schema.Type").STRING])
    tree = jpype.JClass("com.arcadedb.schema.Schema").INDEX_TYPE.LSM_TREE
    for label, property_ in wanted:
        builder = schema.buildTypeIndex(label, [property_]).withType(tree).withUnique(True)
        builder.withDefaultKeyTypesForUndeclaredProperties(text).withBuildMode(
            jpype.JClass("com.arcadedb.schema.IndexBuildMode").SORTED
        ).create()


def _declare(database: Any, ties: Sequence[str]) -> None:
    """Make the types of ties now: one made right after a bulk load waits for it in vain."""
    schema = database.get_java_database().getSchema()
    for name in ties:
        if not schema.existsType(name):
            schema.buildEdgeType().withName(name).withTotalBuckets(1).create()


def _sync(folder: Path) -> None:
    """Wait until the files of a folder, and their names, are on the disk."""
    for path in [*folder.iterdir(), folder]:
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
