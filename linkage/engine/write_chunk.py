"""Write a chunk in one transaction: what the ledgers have is left out, what is new goes into graph and ledgers."""

from __future__ import annotations

import functools
import itertools
import json
from typing import Any

import numpy as np
import polars as pl

from linkage import queries
from linkage.engine import journal
from linkage.engine.chunk import Chunk, Counted, counted, refs, without
from linkage.engine.part_of_chunk import only
from linkage.ingest import ledger
from linkage.ingest.pseudonymise import FINGERPRINT
from linkage.model.kind import Kinds
from linkage.store.base import GraphStore, Transaction

BIN = 600_000
"""Ten minutes, in ms: how long a moment is."""


def write_chunk(store: GraphStore, chunk: Chunk, kinds: Kinds, *, journaled: bool) -> list[Chunk]:
    """Write the chunk and return what of it was new, one part a transaction; all of a part is stored, or none.

    Accounts without a ledger have no ties yet, so that theirs are made without a look: they are one part, the others
    another.

    Every transaction takes its locks in one order, ledgers first, then kind by kind, in each kind by identifier: of two
    writers that share identifiers one waits for the other, and no two wait for each other.

    Parameters
    ----------
    journaled
        Write down in the journal which accounts change.
    """
    before = counted(chunk.ids, store.run(queries.load("list_ledgers"), {"ids": chunk.ids, "limit": len(chunk.ids)}))
    left = without(chunk, before)
    known = set(itertools.compress(chunk.ids, before.known.tolist()))
    fresh = np.array([id not in known for id in left.ids], bool)
    write = functools.partial(_write, kinds=kinds, journaled=journaled)
    return [
        store.execute(functools.partial(write, chunk=some), journaled=journaled)
        for some in (only(left, fresh), only(left, ~fresh))
        if some.ids
    ]


def _write(transaction: Transaction, chunk: Chunk, kinds: Kinds, *, journaled: bool) -> Chunk:
    before = counted(chunk.ids, transaction.run(queries.load("lock_ledgers"), {"ids": chunk.ids}))
    new = Chunk(
        chunk.ids,
        chunk.rows.join(before.rows, on=["code", "hash"], how="anti", maintain_order="left"),
        chunk.accounts.join(before.accounts, on=["code", "hash"], how="anti", maintain_order="left"),
        chunk.account_rows,
    )
    new = Chunk(new.ids, new.rows, new.accounts, new.account_rows.join(new.accounts, on="code", how="semi"))
    ids = pl.Series(chunk.ids, dtype=pl.String)
    unknown = list(itertools.compress(chunk.ids, (~before.known).tolist()))
    if unknown:
        transaction.run(queries.load("merge_accounts"), {"ids": unknown})
    _write_accounts(transaction, new)
    acts_query, uses_query = ("merge_acts", "merge_uses") if before.known.any() else ("create_acts", "create_uses")
    for (_, name), rows in sorted(new.rows.partition_by("shared", "kind", as_dict=True).items()):
        if name == FINGERPRINT:
            transaction.run(queries.load(acts_query), _acts(rows, ids))
        else:
            transaction.run(queries.load(uses_query, kinds[str(name)]), _uses(rows, ids))
    _write_ledgers(transaction, new, before)
    if journaled:
        changed = pl.concat([new.rows["code"], new.accounts["code"]]).unique().sort()
        journal.note(transaction, accounts=ids.gather(changed).to_list())
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


def _uses(rows: pl.DataFrame, ids: pl.Series) -> dict[str, list[Any]]:
    ties = uses(rows).sort("id", "code")
    ties = ties.with_columns(ref=refs(ties)).drop("kind", "head", "tail").rename({"id": "identifier"})
    return _grouped(ties, ["identifier", "ref"], ids)


def _acts(rows: pl.DataFrame, ids: pl.Series) -> dict[str, list[Any]]:
    ties = acts(rows)
    ties = ties.with_columns(moment=moment_ids(ties)).drop("head", "tail").sort("moment", "code")
    return _grouped(ties, ["moment", "fingerprint", "at"], ids)


def _grouped(ties: pl.DataFrame, of_identifier: list[str], ids: pl.Series) -> dict[str, list[Any]]:
    """Return each identifier once, and where its ties begin; ties are in order of identifiers."""
    first = np.flatnonzero(np.diff(ties[of_identifier[0]].rle_id().to_numpy(), prepend=-1))
    return {
        **ties[first].select(of_identifier).to_dict(as_series=False),
        "first": [*first.tolist(), len(ties)],
        "account": ids.gather(ties["code"]).to_list(),
        **ties.drop(*of_identifier, "code").to_dict(as_series=False),
    }


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
