"""Fill an empty store at once: the same graph that ``write_chunk`` and ``write_derived`` would make, row for row.

Each part of the staging area is whole accounts, so an account is made once, with all its ties. An identifier or moment
is made with the first part that speaks of it; where it lies is remembered by the digest of its kind and id.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

import numpy as np
import polars as pl
from numpy.typing import NDArray

from linkage.engine.chunk import Chunk, refs, with_digests
from linkage.engine.progress import Progress
from linkage.engine.write_chunk import acts, moment_ids, uses
from linkage.ingest import ledger
from linkage.ingest.pseudonymise import FINGERPRINT
from linkage.ingest.staging import Staging
from linkage.model.kind import Kinds
from linkage.store.base import Bulk

TIES = ("USED", "ACTED", "DERIVES")
WHOLE = 1 << 62
"""Rows in a chunk: all of a part."""
SETTLE = 1_000_000
"""Rows after which the store is asked to write out what it holds, which bounds its memory."""

_KEY = ["head", "tail", "at"]
"""What names a node that is shared: the words of a digest, and the start of a moment (0 for an identifier)."""


def write_first(bulk: Bulk, staged: Staging, chunks: Iterable[Chunk], kinds: Kinds, progress: Progress) -> Counter[int]:
    """Write all chunks, and return how many source rows of each table that was.

    Memory: about 40 bytes for each identifier, derived identifier, tie between them and moment of the load, and the
    rows of one chunk. Time: linear, but for a look at what is known already once a chunk.
    """
    loaded: Counter[int] = Counter()
    write = _FirstLoad(bulk, kinds, _derived(staged))
    since = 0
    progress.step("write", staged.rows)
    for chunk in chunks:
        write.chunk(chunk)
        loaded.update(chunk.per_table())
        progress.advance(len(chunk))
        since += len(chunk)
        if since >= SETTLE:
            bulk.settle()
            since = 0
    progress.step("index")
    return loaded


class _FirstLoad:
    def __init__(self, bulk: Bulk, kinds: Kinds, derived: pl.DataFrame) -> None:
        self._bulk = bulk
        self._kinds = kinds
        self._derived = derived
        self._known = pl.DataFrame(schema={"head": pl.UInt64, "tail": pl.UInt64, "at": pl.Int64, "place": pl.Int64})

    def chunk(self, chunk: Chunk) -> None:
        """Write whole accounts that were not written before: ``chunk.ids``."""
        accounts = self._accounts(chunk)
        self._ledgers(chunk)
        used = uses(chunk.rows.filter(pl.col("kind") != FINGERPRINT)).with_columns(at=pl.lit(0, pl.Int64))
        acted = acts(chunk.rows.filter(pl.col("kind") == FINGERPRINT))
        implied = self._identifiers(used)
        self._moments(acted)
        self._ties("USED", accounts, used, ["first_seen", "last_seen", "count"])
        self._ties("ACTED", accounts, acted, ["count"])
        if len(implied):
            self._bulk.ties("DERIVES", implied["start"].to_numpy(), self._places(implied), {})

    def _accounts(self, chunk: Chunk) -> NDArray[np.int64]:
        """Make the accounts and return the place of each; shape (n_accounts,)."""
        places = np.empty(len(chunk.ids), np.int64)
        told = pl.DataFrame({"id": chunk.ids, "code": np.arange(len(chunk.ids))}, schema_overrides={"id": pl.String})
        told = told.join(chunk.accounts, on="code", how="left", maintain_order="left")
        dated, named = pl.col("created_at").is_not_null(), pl.col("properties").is_not_null()
        for rows, columns in (
            (told.filter(dated), {"created_at": pl.col("created_at").cast(pl.Datetime("ms", "UTC"))}),
            (told.filter(named & ~dated), {}),
        ):
            if len(rows):
                made = rows.select("id", **columns).to_dict()
                places[rows["code"]] = self._bulk.nodes("Account", made, rows["properties"], tuple(columns))
        silent = told.filter(~named)
        if len(silent):
            places[silent["code"]] = self._bulk.nodes("Account", {"id": silent["id"]})
        return places

    def _ledgers(self, chunk: Chunk) -> None:
        codes = np.arange(len(chunk.ids))
        offsets = np.searchsorted(chunk.rows["code"].to_numpy(), np.arange(len(chunk.ids) + 1))
        texts = ledger.encode(chunk.rows["hash"].to_numpy(), offsets)
        ledgers = pl.DataFrame(
            {"id": chunk.ids, "code": codes, "rows": texts}, schema_overrides={"id": pl.String}
        ).join(chunk.accounts.select("code", account="hash"), on="code", how="left", maintain_order="left")
        ledgers = ledgers.with_columns(locked=pl.lit(True))
        for rows, names in (
            (ledgers.drop_nulls("account"), ["id", "locked", "account", "rows"]),
            (ledgers.filter(pl.col("account").is_null()), ["id", "locked", "rows"]),
        ):
            if len(rows):
                self._bulk.nodes("Ledger", rows.select(names).to_dict())

    def _identifiers(self, used: pl.DataFrame) -> pl.DataFrame:
        """Make the identifiers, and what they imply, that are not there yet; return the ties of the new ones."""
        new = self._unknown(used.select(*_KEY, "kind", "id").unique(_KEY))
        self._make(new)
        ties = new.join(self._known, on=_KEY, how="left").select("head", "tail", start="place")
        implied = ties.join(self._derived, left_on=["head", "tail"], right_on=["parent_head", "parent_tail"])
        implied = implied.select("start", "kind", "derived_head", "derived_tail", id="derived").rename(
            {"derived_head": "head", "derived_tail": "tail"}
        )
        implied = implied.with_columns(at=pl.lit(0, pl.Int64)).sort("start", "head", "tail")
        self._make(self._unknown(implied.select(*_KEY, "kind", "id").unique(_KEY)))
        return implied

    def _make(self, new: pl.DataFrame) -> None:
        for (kind,), rows in sorted(new.sort("id").partition_by("kind", as_dict=True).items()):
            self._remember(rows, self._kinds[str(kind)].label, {"id": rows["id"], "ref": refs(rows)})

    def _moments(self, acted: pl.DataFrame) -> None:
        rows = self._unknown(acted.select(*_KEY, "fingerprint").unique(_KEY)).sort("fingerprint", "at")
        if len(rows):
            at = rows["at"].cast(pl.Datetime("ms", "UTC"))
            self._remember(rows, "Moment", {"id": moment_ids(rows), "fingerprint": rows["fingerprint"], "at": at})

    def _unknown(self, rows: pl.DataFrame) -> pl.DataFrame:
        return rows.join(self._known, on=_KEY, how="anti")

    def _remember(self, rows: pl.DataFrame, label: str, columns: Mapping[str, pl.Series]) -> None:
        places = pl.Series("place", self._bulk.nodes(label, columns), dtype=pl.Int64)
        self._known = self._known.vstack(rows.select(_KEY).with_columns(places))

    def _places(self, rows: pl.DataFrame) -> NDArray[np.int64]:
        """Return where the node that each row names lies; shape (n,)."""
        return rows.select(_KEY).join(self._known, on=_KEY, how="left", maintain_order="left")["place"].to_numpy()

    def _ties(self, name: str, accounts: NDArray[np.int64], rows: pl.DataFrame, names: list[str]) -> None:
        rows = rows.sort("code", *_KEY)
        columns = rows.select(
            pl.col(one).cast(pl.Datetime("ms", "UTC") if one.endswith("_seen") else pl.Int64) for one in names
        )
        self._bulk.ties(name, accounts[rows["code"]], self._places(rows), columns.to_dict())


def _derived(staged: Staging) -> pl.DataFrame:
    """Return each tie of a load's identifiers to derived ones: the digests of both, kind and id of the derived one."""
    return pl.concat(_digested(staged.part("derived", number).unique()) for number in range(staged.parts))


def _digested(rows: pl.DataFrame) -> pl.DataFrame:
    whose = (
        with_digests(rows, "parent", "id").drop("id", "parent").rename({"head": "parent_head", "tail": "parent_tail"})
    )
    return with_digests(whose, "kind", "derived").rename({"head": "derived_head", "tail": "derived_tail"})
