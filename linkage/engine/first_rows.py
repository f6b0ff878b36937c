"""What a chunk adds to an empty store: each node and tie once, with numbers for the nodes that chunks share.

Nothing here asks the store, so that one chunk is made ready while the one before is written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
import polars as pl

from linkage.engine.chunk import Chunk, refs, with_digests
from linkage.engine.write_chunk import acts, moment_ids, uses
from linkage.ingest import ledger
from linkage.ingest.pseudonymise import FINGERPRINT
from linkage.ingest.staging import Staging

KEY = ["head", "tail", "at"]
"""What names a node that is shared: the words of a digest, and the start of a moment (0 for an identifier)."""


@dataclass(frozen=True, slots=True)
class FirstRows:
    """The nodes and ties of a chunk that no chunk before it has.

    Parameters
    ----------
    chunk
        Whole accounts that were not there before: its ``ids``, one node and ledger each.
    accounts
        id, created_at, properties; shape (n_accounts,). The latter are null where only observations speak of one.
    ledgers
        id, account, rows, locked; likewise.
    identifiers
        number, kind, id, ref; the new ones, by kind and id, then those they imply.
    moments
        number, id, fingerprint, at; the new ones.
    uses
        code, number, first_seen, last_seen, count; ``code`` is an index into ``ids``, ``number`` that of an identifier.
    acts
        code, number, count; likewise, of a moment.
    derives
        number, implied; the numbers of an identifier and of one that it implies.
    """

    chunk: Chunk
    accounts: pl.DataFrame
    ledgers: pl.DataFrame
    identifiers: pl.DataFrame
    moments: pl.DataFrame
    uses: pl.DataFrame
    acts: pl.DataFrame
    derives: pl.DataFrame


def first_rows(staged: Staging, chunks: Iterable[Chunk]) -> Iterator[FirstRows]:
    """Yield what each chunk adds, the next one being made while the last one is used.

    Notes
    -----
    Memory: 32 bytes for each identifier and moment of the load, 40 for each derived tie, and two chunks. Time: linear,
    but for a look at all that is known already, three times a chunk.
    """
    numbering = _Numbering(_derived(staged))
    made = map(numbering.of, chunks)
    with ThreadPoolExecutor(1) as pool:
        coming = pool.submit(next, made, None)
        while (rows := coming.result()) is not None:
            coming = pool.submit(next, made, None)
            yield rows


class _Numbering:
    def __init__(self, derived: pl.DataFrame) -> None:
        self._derived = derived
        self._known = pl.DataFrame(schema={"head": pl.UInt64, "tail": pl.UInt64, "at": pl.Int64, "number": pl.UInt32})
        self._met = self._known

    def of(self, chunk: Chunk) -> FirstRows:
        """Return what a chunk adds, and remember it."""
        self._met = self._known.clear()
        used = uses(chunk.rows.filter(pl.col("kind") != FINGERPRINT)).with_columns(at=pl.lit(0, pl.Int64))
        acted = acts(chunk.rows.filter(pl.col("kind") == FINGERPRINT))
        observed = self._new(used.select(*KEY, "kind", "id"), "kind", "id")
        implied = self._implied(observed)
        derived = self._new(implied.select(*KEY, "kind", "id"), "kind", "id")
        moments = self._new(acted.select(*KEY, "fingerprint"), "fingerprint", "at")
        identifiers = pl.concat([observed, derived])
        return FirstRows(
            chunk,
            _accounts(chunk),
            _ledgers(chunk),
            identifiers.select("number", "kind", "id", ref=refs(identifiers)),
            moments.select("number", "fingerprint", "at", id=moment_ids(moments)),
            self._numbered(used.sort("code", *KEY)).select("code", "number", "first_seen", "last_seen", "count"),
            self._numbered(acted.sort("code", *KEY)).select("code", "number", "count"),
            self._numbered(implied).select(number="parent", implied="number"),
        )

    def _new(self, rows: pl.DataFrame, *order: str) -> pl.DataFrame:
        """Return the rows nobody has met yet, once each and in order, with the numbers they get."""
        rows = rows.unique(KEY)
        known = pl.concat([self._met, self._known.join(rows.select(KEY), on=KEY, how="semi")]).unique(KEY)
        new = rows.join(known, on=KEY, how="anti").sort(order)
        new = new.with_columns(number=pl.int_range(len(self._known), len(self._known) + len(new), dtype=pl.UInt32))
        self._known = self._known.vstack(new.select(*KEY, "number"))
        self._met = pl.concat([known, new.select(*KEY, "number")])
        return new

    def _implied(self, observed: pl.DataFrame) -> pl.DataFrame:
        """Return the ties of new identifiers to those they imply: parent (a number), and what names the implied one."""
        tied = observed.select("head", "tail", parent="number").join(
            self._derived, left_on=["head", "tail"], right_on=["parent_head", "parent_tail"]
        )
        named = tied.select("parent", "kind", head="derived_head", tail="derived_tail", id="derived")
        return named.with_columns(at=pl.lit(0, pl.Int64)).sort("parent", "head", "tail")

    def _numbered(self, rows: pl.DataFrame) -> pl.DataFrame:
        return rows.join(self._met, on=KEY, how="left", maintain_order="left")


def _accounts(chunk: Chunk) -> pl.DataFrame:
    told = pl.DataFrame({"id": chunk.ids, "code": np.arange(len(chunk.ids))}, schema_overrides={"id": pl.String})
    told = told.join(chunk.accounts, on="code", how="left", maintain_order="left")
    return told.select("id", pl.col("created_at").cast(pl.Datetime("ms", "UTC")), "properties")


def _ledgers(chunk: Chunk) -> pl.DataFrame:
    codes = np.arange(len(chunk.ids))
    offsets = np.searchsorted(chunk.rows["code"].to_numpy(), np.arange(len(chunk.ids) + 1))
    texts = ledger.encode(chunk.rows["hash"].to_numpy(), offsets)
    ledgers = pl.DataFrame({"id": chunk.ids, "code": codes, "rows": texts}, schema_overrides={"id": pl.String})
    account = chunk.accounts.select("code", account="hash")
    ledgers = ledgers.join(account, on="code", how="left", maintain_order="left")
    return ledgers.select("id", "account", "rows", locked=pl.lit(True))


def _derived(staged: Staging) -> pl.DataFrame:
    """Return each tie of a load's identifiers to derived ones: the digests of both, kind and id of the derived one."""
    return pl.concat(_digested(staged.part("derived", number).unique()) for number in range(staged.parts))


def _digested(rows: pl.DataFrame) -> pl.DataFrame:
    whose = (
        with_digests(rows, "parent", "id").drop("id", "parent").rename({"head": "parent_head", "tail": "parent_tail"})
    )
    return with_digests(whose, "kind", "derived").rename({"head": "derived_head", "tail": "derived_tail"})
