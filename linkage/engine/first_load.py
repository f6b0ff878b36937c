"""Fill an empty store at once: the same graph that ``write_chunk`` and ``write_derived`` would make, row for row.

Each part of the staging area is whole accounts, so an account is made once, with all its ties. An identifier or moment
is made with the first part that speaks of it; where it lies is remembered by its number.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from linkage.engine.chunk import Chunk
from linkage.engine.first_contents import FirstContents
from linkage.engine.first_rows import FirstRows, first_rows
from linkage.engine.owed import claim
from linkage.engine.progress import Progress
from linkage.engine.read_contents import keep_written
from linkage.ingest.staging import Staging
from linkage.model.kind import Kinds
from linkage.store.base import Bulk, GraphStore

TIES = ("USED", "ACTED", "DERIVES")
WHOLE = 1 << 62
"""Rows in a chunk: all of a part."""
SETTLE = 1_000_000
"""Rows after which the store is asked to write out what it holds, which bounds its memory."""


def first_load(
    store: GraphStore,
    filling: AbstractContextManager[Bulk],
    staged: Staging,
    chunks: Iterable[Chunk],
    kinds: Kinds,
    snapshot: Path | None,
    progress: Progress,
) -> Counter[int]:
    """Write all chunks, and return how many source rows of each table that was.

    Parameters
    ----------
    filling
        What ``store.first_load(TIES)`` returned.
    chunks
        All that is staged; each has whole accounts.
    snapshot
        Where what was written is kept for the next detection, which then has nothing to read; None keeps nothing.

    Notes
    -----
    Memory: ``first_rows``, ``FirstContents``, and 8 bytes for each row of the load. Time: linear.
    """
    held = FirstContents(kinds) if snapshot else None
    claim(store, kinds)  # first, so that a kill after the rows leaves it: of no rows it is true
    with ThreadPoolExecutor(1) as pool:
        with filling as bulk:
            loaded = _write(bulk, staged, chunks, kinds, progress, held)
            known = pool.submit(held.contents) if held else None  # while the store builds its indexes
        if snapshot and known:
            keep_written(store, known.result(), snapshot)
    return loaded


def _write(
    bulk: Bulk, staged: Staging, chunks: Iterable[Chunk], kinds: Kinds, progress: Progress, held: FirstContents | None
) -> Counter[int]:
    loaded: Counter[int] = Counter()
    write = _FirstLoad(bulk, kinds, staged.rows + staged.derived)
    since = 0
    progress.step("write", staged.rows)
    for rows in first_rows(staged, chunks):
        write.all_of(rows)
        if held:
            held.add(rows)
        loaded.update(rows.chunk.per_table())
        progress.advance(len(rows.chunk))
        since += len(rows.chunk)
        if since >= SETTLE:
            bulk.settle()
            since = 0
    progress.step("index")
    return loaded


class _FirstLoad:
    def __init__(self, bulk: Bulk, kinds: Kinds, most: int) -> None:
        self._bulk = bulk
        self._kinds = kinds
        self._places = np.empty(most, np.int64)  # by number; what is not reached takes no memory

    def all_of(self, rows: FirstRows) -> None:
        """Write the nodes of a chunk, then its ties."""
        accounts = self._accounts(rows.accounts)
        self._ledgers(rows.ledgers)
        for (kind,), some in rows.identifiers.partition_by("kind", as_dict=True, maintain_order=True).items():
            self._place(some, self._kinds[str(kind)].label, ["id", "ref"])
        moments = rows.moments.with_columns(pl.col("at").cast(pl.Datetime("ms", "UTC")))
        self._place(moments, "Moment", ["id", "fingerprint", "at"])
        self._ties("USED", accounts, rows.uses, ["first_seen", "last_seen", "count"])
        self._ties("ACTED", accounts, rows.acts, ["count"])
        if len(rows.derives):
            start, end = (self._places[rows.derives[name]] for name in ("number", "implied"))
            self._bulk.ties("DERIVES", start, end, {})

    def _accounts(self, rows: pl.DataFrame) -> NDArray[np.int64]:
        """Make the accounts and return the place of each; shape (n_accounts,)."""
        places = np.empty(len(rows), np.int64)
        dated, told = rows["created_at"].is_not_null(), rows["properties"].is_not_null()
        for which, names in ((dated, ["created_at"]), (told & ~dated, [])):
            if which.any():
                some = rows.filter(which)
                made = some.select("id", *names).to_dict()
                places[which.to_numpy()] = self._bulk.nodes("Account", made, some["properties"], tuple(names))
        if not told.all():
            places[~told.to_numpy()] = self._bulk.nodes("Account", rows.filter(~told).select("id").to_dict())
        return places

    def _ledgers(self, rows: pl.DataFrame) -> None:
        of_account = rows["account"].is_not_null()
        for some, names in (
            (rows.filter(of_account), ["id", "locked", "account", "rows"]),
            (rows.filter(~of_account), ["id", "locked", "rows"]),
        ):
            if len(some):
                self._bulk.nodes("Ledger", some.select(names).to_dict())

    def _place(self, rows: pl.DataFrame, label: str, names: Sequence[str]) -> None:
        """Make nodes that have numbers, and remember where they lie."""
        if len(rows):
            self._places[rows["number"]] = self._bulk.nodes(label, rows.select(names).to_dict())

    def _ties(self, name: str, accounts: NDArray[np.int64], rows: pl.DataFrame, names: Sequence[str]) -> None:
        columns = rows.select(
            pl.col(one).cast(pl.Datetime("ms", "UTC") if one.endswith("_seen") else pl.Int64) for one in names
        )
        self._bulk.ties(name, accounts[rows["code"]], self._places[rows["number"]], columns.to_dict())
