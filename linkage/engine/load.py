"""Load an input into the graph: read, check, normalise, stage, then write each source row once.

Everything is read and checked before the first row is written, so a damaged file (a gzip that ends in the middle, say)
refuses the load as a whole, while a row that cannot be read is quarantined and the others go on. The same load again
changes nothing; a load that was killed is completed by running it again.
"""

from __future__ import annotations

import contextlib
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Any

import polars as pl

from linkage.config import Settings
from linkage.engine import schema
from linkage.engine.ahead import worked_ahead
from linkage.engine.chunk import Chunk, chunks
from linkage.engine.first_load import TIES, WHOLE, first_load
from linkage.engine.journal import prune
from linkage.engine.key import check_key, keep_key
from linkage.engine.kinds import read_kinds, with_declared, write_kinds
from linkage.engine.owed import Owed, begin, settle
from linkage.engine.part_of_chunk import halves
from linkage.engine.progress import Progress, Silent
from linkage.engine.write_chunk import write_chunk
from linkage.engine.write_derived import write_derived
from linkage.engine.write_parallel import Fitting, in_parallel
from linkage.errors import StoreError
from linkage.ingest.clean import Rules, clean
from linkage.ingest.files import size
from linkage.ingest.folder import read_folder
from linkage.ingest.mapping import read_mapping
from linkage.ingest.quarantine import Quarantine
from linkage.ingest.read import Reader, open_table
from linkage.ingest.source import Source
from linkage.ingest.staging import Staging, staging
from linkage.model.kind import Kinds
from linkage.store.base import GraphStore

CLEANERS = 2
"""Blocks of rows that are checked and normalised at once."""


@dataclass(frozen=True, slots=True)
class Counts:
    """Source rows: ``read == loaded + duplicate + quarantined``, always."""

    read: int
    loaded: int
    duplicate: int
    quarantined: int


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What a load came to.

    Parameters
    ----------
    read, loaded, duplicate, quarantined
        Source rows, all tables together.
    tables
        The same for each table.
    reasons
        Reason -> how many rows were quarantined for it.
    quarantine
        The file that lists them; None when there are none.
    seconds
        How long it took.
    """

    read: int
    loaded: int
    duplicate: int
    quarantined: int
    tables: dict[str, Counts]
    reasons: dict[str, int]
    quarantine: str | None
    seconds: float

    def as_dict(self) -> dict[str, Any]:
        """Return the report as JSON-ready values."""
        return asdict(self)


def load(
    store: GraphStore,
    source: Path,
    settings: Settings,
    *,
    quarantine: Path | None = None,
    snapshot: Path | None = None,
    progress: Progress | None = None,
) -> LoadReport:
    """Load a folder, or what a mapping file names; the same again changes nothing.

    Parameters
    ----------
    source
        A folder with accounts, observations and activity, or a ``.toml`` mapping file.
    settings
        Key, staging folder and rows a transaction.
    quarantine
        Where to list the rows that cannot be read; ``<source>.quarantine.csv`` in the working folder by default. The
        file comes into being with the first of them.
    snapshot
        Folder where a first load keeps what it wrote, so that the first detection has nothing to read; none without.

    Raises
    ------
    InputError
        The input was refused before a row was written.
    StoreError
        The store or a disk failed; the same load again completes it.
    """
    began = time.monotonic()
    progress = progress or Silent()
    schema.apply(store, Kinds())
    stored = read_kinds(store)
    journaled = store.counts()["Account"] > 0  # a first load: its journal would be all
    found = read_mapping(source, stored) if source.suffix == ".toml" else read_folder(source)
    readers = [open_table(table) for table in found.tables]
    kinds = with_declared(stored, found.kinds)
    check_key(store, settings.key)
    sink = Quarantine(quarantine or Path(f"{found.name}.quarantine.csv"))
    try:
        with staging(settings.staging, sum(size(table.path) for table in found.tables)) as staged:
            read, refused = _stage(readers, Rules(kinds, settings.key), staged, sink, progress)
            schema.apply(store, kinds)
            keep_key(store, settings.key)
            write_kinds(store, kinds)
            if (filling := store.first_load(TIES)) is not None:
                every = _chunks(staged, WHOLE, shared=False)
                loaded = first_load(store, filling, staged, every, kinds, snapshot, progress)
            else:
                owed = begin(store, staged, kinds)
                loaded = _write(store, staged, kinds, owed, settings.batch_rows, progress, journaled=journaled)
                write_derived(store, staged, kinds, owed, settings.batch_rows, progress, journaled=journaled)
                settle(store, owed)
                with contextlib.suppress(StoreError):  # another load may be at it
                    prune(store)
    finally:
        sink.close()
        progress.close()
    return _report(found, read, refused, loaded, sink, time.monotonic() - began)


def _stage(
    readers: list[Reader], rules: Rules, staged: Staging, sink: Quarantine, progress: Progress
) -> tuple[Counter[int], Counter[int]]:
    read: Counter[int] = Counter()
    refused: Counter[int] = Counter()
    for number, reader in enumerate(readers):
        progress.step(f"read {reader.table.name}")
        clean_block = partial(clean, table=reader.table, rules=rules)
        for found in worked_ahead(reader.blocks(), clean_block, CLEANERS):
            read[number] += len(found)
            refused[number] += len(found.rejects)
            sink.add(reader.table.path.name, found.rejects)
            staged.add("accounts" if reader.table.role == "accounts" else "rows", found.rows, number)
            staged.add_derived(found.derived)
            progress.advance(len(found))
    staged.seal()
    return read, refused


def _write(
    store: GraphStore, staged: Staging, kinds: Kinds, owed: Owed, size: int, progress: Progress, *, journaled: bool
) -> Counter[int]:
    loaded: Counter[int] = Counter()
    progress.step("write", staged.rows)
    fitting = Fitting(lambda chunk: write_chunk(store, chunk, kinds, journaled=journaled), halves, progress)
    for rows, parts in in_parallel(_chunks(staged, size, shared=True), fitting.write, store.writers):
        for new in parts:
            loaded.update(new.per_table())
            owed.add(new)
        progress.advance(rows)
    return loaded


def _chunks(staged: Staging, size: int, *, shared: bool) -> Iterator[Chunk]:
    for number in range(staged.parts):
        rows = staged.part("rows", number)
        yield from chunks(_shared(rows) if shared else rows, staged.part("accounts", number), size)


def _shared(rows: pl.DataFrame) -> pl.DataFrame:
    """Return the rows with ``shared``: whether another account of this part has the identifier too."""
    return rows.with_columns(
        shared=pl.col("account").min().over("kind", "id") != pl.col("account").max().over("kind", "id")
    )


def _report(
    source: Source, read: Counter[int], refused: Counter[int], loaded: Counter[int], sink: Quarantine, seconds: float
) -> LoadReport:
    tables = {
        table.name: Counts(read[n], loaded[n], read[n] - refused[n] - loaded[n], refused[n])
        for n, table in enumerate(source.tables)
    }
    return LoadReport(
        sum(counts.read for counts in tables.values()),
        sum(counts.loaded for counts in tables.values()),
        sum(counts.duplicate for counts in tables.values()),
        sum(counts.quarantined for counts in tables.values()),
        tables,
        dict(sorted(sink.reasons.items())),
        str(sink.path) if sink.reasons else None,
        round(seconds, 3),
    )
