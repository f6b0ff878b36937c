"""Write a chunk in one transaction: what the ledgers have is left out, what is new goes into graph and ledgers."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from linkage import queries
from linkage.engine.chunk import Chunk, Counted, counted, refs, without
from linkage.ingest import ledger
from linkage.ingest.pseudonymise import FINGERPRINT
from linkage.model.kind import Kind, Kinds
from linkage.store.base import GraphStore, Transaction

BIN = 600_000
"""Ten minutes, in ms: how long a moment is."""


def write_chunk(store: GraphStore, chunk: Chunk, kinds: Kinds) -> Chunk:
    """Write the chunk and return what of it was new; all of it is stored, or none."""
    ledgers = store.run(queries.load("list_ledgers"), {"ids": chunk.ids, "limit": len(chunk.ids)})
    open_ = without(chunk, counted(chunk.ids, ledgers))
    if not open_.ids:
        return open_
    return store.execute(lambda transaction: _write(transaction, open_, kinds))


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
    edges = uses(rows).drop("kind").sort("code", "id")
    edges = edges.with_columns(ref=refs(edges)).drop("head", "tail").rename({"id": "identifier"})
    new, old = _by_known(edges, known)
    if len(new):
        transaction.run(queries.load("create_uses", kind), _grouped(new, ids))
    if len(old):
        identifiers = old.select(id="identifier", ref="ref").unique().sort("id")
        transaction.run(queries.load("merge_identifiers", kind), identifiers.to_dict(as_series=False))
        transaction.run(queries.load("merge_uses", kind), _with_accounts(old.drop("ref"), ids))


def uses(rows: pl.DataFrame) -> pl.DataFrame:
    """Return the tie between each account and identifier: code, head, tail, kind, id, first_seen, last_seen, count."""
    return rows.group_by("code", "head", "tail").agg(
        pl.col("kind", "id").first(),
        first_seen=pl.col("at").min(),
        last_seen=pl.col("at").max(),
        count=pl.col("count").sum(),
    )


def acts(rows: pl.DataFrame) -> pl.DataFrame:
    """Return the tie between each account and moment: code, head, tail (of the fingerprint), at, fingerprint, count."""
    starts = rows.with_columns(at=pl.col("at") // BIN * BIN)
    return starts.group_by("code", "head", "tail", "at").agg(
        fingerprint=pl.col("id").first(), count=pl.col("count").sum()
    )


def moment_ids(moments: pl.DataFrame) -> pl.Series:
    """Return the id of each moment, given fingerprint and at."""
    return moments["fingerprint"] + "@" + (moments["at"] // 1000).cast(pl.String)


def _write_acts(transaction: Transaction, ids: list[str], rows: pl.DataFrame, known: NDArray[np.bool_]) -> None:
    edges = acts(rows)
    edges = edges.with_columns(moment=moment_ids(edges)).drop("head", "tail").sort("code", "moment")
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
    offsets = np.searchsorted(merged["code"].to_numpy(), np.arange(len(new.ids) + 1))
    texts = ledger.encode(merged["hash"].to_numpy(), offsets)
    changed = pl.concat([new.rows["code"], new.accounts["code"]]).unique().sort()
    params = {
        "id": [new.ids[code] for code in changed],
        "account": [account.get(code) for code in changed],
        "rows": texts.gather(changed).to_list(),
    }
    transaction.run(queries.load("set_ledgers"), params)
