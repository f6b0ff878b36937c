"""Load an input into the graph: read, check, normalise, stage, then write each source row once."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from linkage.config import Settings
from linkage.engine import chunk as chunks
from linkage.engine import kinds as declared
from linkage.engine import schema
from linkage.engine.progress import Progress, Silent
from linkage.ingest import ledger
from linkage.ingest.clean import Rules, clean
from linkage.ingest.folder import read_folder
from linkage.ingest.pseudonymise import digest
from linkage.ingest.quarantine import Quarantine
from linkage.ingest.read import Reader, open_table
from linkage.ingest.source import Source
from linkage.ingest.staging import Staging
from linkage.model.kind import Kinds
from linkage.store.base import GraphStore


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
    progress: Progress | None = None,
) -> LoadReport:
    """Load a folder or what a mapping file names; the same again changes nothing."""
    began = time.monotonic()
    progress = progress or Silent()
    found = read_folder(Path(source))
    readers = [open_table(table) for table in found.tables]
    kinds = declared.read_kinds(store) if False else Kinds(found.kinds)
    schema.apply(store, kinds)
    declared.write_kinds(store, kinds)
    sink = Quarantine(quarantine or Path.cwd() / f"{found.name}.quarantine.csv")
    staging = Staging.create(settings.staging, 1)
    try:
        read, refused = _stage(readers, Rules(kinds, settings.key), staging, sink, progress)
        loaded = _write(store, staging, kinds, settings, progress)
    finally:
        staging.remove()
        sink.close()
        progress.close()
    return _report(found, read, refused, loaded, sink, time.monotonic() - began)


def _stage(
    readers: list[Reader], rules: Rules, staging: Staging, sink: Quarantine, progress: Progress
) -> tuple[Counter[int], Counter[int]]:
    read: Counter[int] = Counter()
    refused: Counter[int] = Counter()
    for number, reader in enumerate(readers):
        progress.step(f"read {reader.table.name}")
        for block in reader.blocks():
            found = clean(block, reader.table, rules)
            read[number] += len(found.rows) + len(found.rejects)
            refused[number] += len(found.rejects)
            sink.add(reader.table.path.name, found.rejects)
            rows = found.rows.with_columns(pl.lit(number, pl.Int32).alias("table"))
            staging.add("accounts" if reader.table.role == "accounts" else "rows", rows)
            progress.advance(len(found.rows) + len(found.rejects))
    staging.seal()
    return read, refused


ROWS = {
    "account": pl.String,
    "kind": pl.String,
    "id": pl.String,
    "at": pl.Int64,
    "count": pl.Int64,
    "table": pl.Int32,
}
ACCOUNTS = {"account": pl.String, "created_at": pl.Int64, "properties": pl.String, "table": pl.Int32}


def _write(store: GraphStore, staging: Staging, kinds: Kinds, settings: Settings, progress: Progress) -> Counter[int]:
    loaded: Counter[int] = Counter()
    progress.step("write")
    for number in range(staging.parts):
        rows = staging.part("rows", number)
        accounts = staging.part("accounts", number)
        rows = pl.DataFrame(schema=ROWS) if rows is None else rows
        accounts = pl.DataFrame(schema=ACCOUNTS) if accounts is None else accounts
        for chunk in _chunks(rows, accounts, settings.batch_rows):
            new = store.execute(lambda transaction, chunk=chunk: chunks.write_chunk(transaction, chunk, kinds))
            for frame in (new.rows, new.accounts):
                for table, count in frame.group_by("table").len().iter_rows():
                    loaded[table] += count
            progress.advance(len(chunk.rows) + len(chunk.accounts))
    return loaded


def _chunks(rows: pl.DataFrame, accounts: pl.DataFrame, size: int) -> Iterator[chunks.Chunk]:
    rows = _hashed(rows)
    ids = pl.concat([rows["account"], accounts["account"]]).unique().sort()
    place = pl.DataFrame({"account": ids, "code": pl.int_range(len(ids), eager=True)})
    rows = (
        rows.join(place, on="account")
        .drop("account")
        .sort("code", "hash", "table")
        .unique(["code", "hash"], keep="first", maintain_order=True)
    )
    accounts = (
        accounts.join(place, on="account")
        .drop("account")
        .sort("code")
        .unique("code", keep="first", maintain_order=True)
    )
    accounts = accounts.with_columns(
        properties=pl.Series(
            [
                __import__("json").dumps(
                    {k: v for k, v in __import__("json").loads(t).items() if v not in (None, "")}, sort_keys=True
                )
                for t in accounts["properties"]
            ],
            dtype=pl.String,
        )
    )
    accounts = accounts.with_columns(
        hash=pl.Series(
            [
                ledger.text_hash(f"{created}|{text}")
                for created, text in zip(accounts["created_at"], accounts["properties"], strict=True)
            ],
            dtype=pl.Int64,
        )
    )
    starts = np.searchsorted(rows["code"].to_numpy(), np.arange(len(ids) + 1))
    account_starts = np.searchsorted(accounts["code"].to_numpy(), np.arange(len(ids) + 1))
    work = starts + account_starts
    first = 0
    while first < len(ids):
        last = max(first + 1, int(np.searchsorted(work, work[first] + size, side="right")) - 1)
        yield chunks.Chunk(
            ids[first:last].to_list(),
            rows[starts[first] : starts[last]].with_columns(pl.col("code") - first),
            accounts[account_starts[first] : account_starts[last]].with_columns(pl.col("code") - first),
        )
        first = last


def _hashed(rows: pl.DataFrame) -> pl.DataFrame:
    distinct = rows.select("kind", "id").unique()
    digests = [digest(kind, id) for kind, id in distinct.iter_rows()]
    distinct = distinct.with_columns(
        ref=pl.Series([d.hex() for d in digests], dtype=pl.String),
        base=pl.Series(np.frombuffer(b"".join(digests), "<u8")[::2]),
    )
    rows = rows.join(distinct, on=["kind", "id"])
    hashes = ledger.row_hashes(rows["base"].to_numpy(), rows["at"].to_numpy(), rows["count"].to_numpy())
    return rows.drop("base").with_columns(hash=pl.Series(hashes))


def _report(
    source: Source, read: Counter[int], refused: Counter[int], loaded: Counter[int], sink: Quarantine, seconds: float
) -> LoadReport:
    tables = {
        table.name: Counts(read[n], loaded[n], read[n] - refused[n] - loaded[n], refused[n])
        for n, table in enumerate(source.tables)
    }
    total = [
        sum(getattr(c, field) for c in tables.values()) for field in ("read", "loaded", "duplicate", "quarantined")
    ]
    path = str(sink.path) if total[3] else None
    return LoadReport(*total, tables, dict(sorted(sink.reasons.items())), path, round(seconds, 3))
