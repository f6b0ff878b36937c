"""Write a chunk in one transaction: what the ledgers have is left out, what is new goes into graph and ledgers."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from linkage import queries
from linkage.engine import journal
from linkage.engine.chunk import Chunk, Counted, counted, without
from linkage.ingest import ledger
from linkage.ingest.pseudonymise import FINGERPRINT
from linkage.model.kind import Kind, Kinds
from linkage.store.base import GraphStore, Transaction

BIN = 600_000
"""Ten minutes, in ms: how long a moment is."""


def write_chunk(store: GraphStore, chunk: Chunk, kinds: Kinds, *, journaled: bool) -> Chunk:
    """Write the chunk and return what of it was new; all of it is stored, or none.

    Parameters
    ----------
    journaled
        Write down in the journal which accounts change.
    """
    ledgers = store.run(queries.load("list_ledgers"), {"ids": chunk.ids, "limit": len(chunk.ids)})
    open_ = without(chunk, counted(chunk.ids, ledgers))
    if not open_.ids:
        return open_

    def work(transaction: Transaction) -> Chunk:
        new = _write(transaction, open_, kinds)
        if journaled:
            codes = pl.concat([new.rows["code"], new.accounts["code"]]).unique().sort()
            journal.note(transaction, accounts=[new.ids[code] for code in codes])
        return new

    return store.execute(work, journaled=journaled)


def _write(transaction: Transaction, chunk: Chunk, kinds: Kinds) -> Chunk:
    before = counted(chunk.ids, transaction.run(queries.load("lock_ledgers"), {"ids": chunk.ids}))
    new = Chunk(
        chunk.ids,
        chunk.rows.join(before.rows, on=["code", "hash"], how="anti", maintain_order="left"),
        chunk.accounts.join(before.accounts, on=["code", "hash"], how="anti", maintain_order="left"),
        chunk.account_rows,
    )
    new = Chunk(new.ids, new.rows, new.accounts, new.account_rows.join(new.accounts, on="code", how="semi"))
    unknown = [id for id, known in zip(chunk.ids, before.known, strict=True) if not known]
    transaction.run(queries.load("merge_accounts"), {"ids": unknown})
    _write_accounts(transaction, new)
    for (name,), rows in sorted(new.rows.partition_by("kind", as_dict=True).items()):
        if name == FINGERPRINT:
            _write_acts(transaction, chunk.ids, rows, before.known)
        else:
            _write_uses(transaction, chunk.ids, rows, before.known, kinds[str(name)])
    _write_ledgers(transaction, new, before)
    return new


def _write_accounts(transaction: Transaction, new: Chunk) -> None:
    if new.accounts.is_empty():
        return
    params = {
        "id": [new.ids[code] for code in new.accounts["code"]],
        "created_at": new.accounts["created_at"].to_list(),
        "properties": [json.loads(text) for text in new.accounts["properties"]],
    }
    transaction.run(queries.load("set_accounts"), params)


def _write_uses(
    transaction: Transaction, ids: list[str], rows: pl.DataFrame, known: NDArray[np.bool_], kind: Kind
) -> None:
    edges = (
        rows.group_by("code", "id")
        .agg(
            pl.col("ref").first(),
            first_seen=pl.col("at").min(),
            last_seen=pl.col("at").max(),
            count=pl.col("count").sum(),
        )
        .sort("code", "id")
        .rename({"id": "identifier"})
    )
    new, old = _by_known(edges, known)
    if len(new):
        transaction.run(queries.load("create_uses", kind), _grouped(new, ids))
    if len(old):
        identifiers = old.select(id="identifier", ref="ref").unique().sort("id")
        transaction.run(queries.load("merge_identifiers", kind), identifiers.to_dict(as_series=False))
        transaction.run(queries.load("merge_uses", kind), _with_accounts(old.drop("ref"), ids))


def _write_acts(transaction: Transaction, ids: list[str], rows: pl.DataFrame, known: NDArray[np.bool_]) -> None:
    edges = (
        rows.with_columns(at=pl.col("at") // BIN * BIN)
        .with_columns(moment=pl.col("id") + "@" + (pl.col("at") // 1000).cast(pl.String))
        .group_by("code", "moment")
        .agg(pl.col("at").first(), fingerprint=pl.col("id").first(), count=pl.col("count").sum())
        .sort("code", "moment")
    )
    new, old = _by_known(edges, known)
    if len(new):
        transaction.run(queries.load("create_acts"), _grouped(new, ids))
    if len(old):
        moments = old.select(id="moment", fingerprint="fingerprint", at="at").unique().sort("id")
        transaction.run(queries.load("merge_moments"), moments.to_dict(as_series=False))
        transaction.run(queries.load("merge_acts"), _with_accounts(old.select("code", "moment", "count"), ids))


def _by_known(edges: pl.DataFrame, known: NDArray[np.bool_]) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the edges of accounts without a ledger, which have none yet, and those of the others."""
    mask = pl.Series(known[edges["code"].to_numpy()], dtype=pl.Boolean)
    return edges.filter(~mask), edges.filter(mask)


def _with_accounts(edges: pl.DataFrame, ids: list[str]) -> dict[str, list[Any]]:
    columns = edges.to_dict(as_series=False)
    return {"account": [ids[code] for code in columns.pop("code")], **columns}


def _grouped(edges: pl.DataFrame, ids: list[str]) -> dict[str, list[Any]]:
    """Return each account once, and where its edges begin."""
    codes, first = np.unique(edges["code"].to_numpy(), return_index=True)
    columns = edges.drop("code").to_dict(as_series=False)
    return {"account": [ids[code] for code in codes.tolist()], "first": [*first.tolist(), len(edges)], **columns}


def _write_ledgers(transaction: Transaction, new: Chunk, before: Counted) -> None:
    account = dict(before.accounts.iter_rows()) | dict(new.accounts.select("code", "hash").iter_rows())
    merged = pl.concat([before.rows, new.rows.select("code", "hash")]).sort("code", "hash")
    hashes = merged["hash"].to_numpy()
    offsets = np.searchsorted(merged["code"].to_numpy(), np.arange(len(new.ids) + 1)).tolist()
    changed = pl.concat([new.rows["code"], new.accounts["code"]]).unique().sort().to_list()
    params = {
        "id": [new.ids[code] for code in changed],
        "account": [account.get(code) for code in changed],
        "rows": [ledger.encode(hashes[offsets[code] : offsets[code + 1]]) for code in changed],
    }
    transaction.run(queries.load("set_ledgers"), params)
