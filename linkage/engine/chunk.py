"""Write some accounts' rows in one transaction, each source row counted once."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from linkage import queries
from linkage.ingest import ledger
from linkage.ingest.pseudonymise import FINGERPRINT
from linkage.model.kind import Kinds
from linkage.store.base import Transaction

BIN = 600_000
"""Ten minutes, in ms: how long a moment is."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """All that is left of some accounts in a load.

    Parameters
    ----------
    ids
        The accounts, in byte order.
    rows
        code (index into ``ids``), kind, id, ref, at, count, hash, table; one row each source row, in order of code.
    accounts
        code, created_at, properties (JSON), hash, table.
    """

    ids: list[str]
    rows: pl.DataFrame
    accounts: pl.DataFrame


@dataclass(frozen=True, slots=True)
class Counted:
    """What the ledgers of a chunk's accounts hold: code and hash of rows, code and hash of account rows, codes."""

    rows: pl.DataFrame
    accounts: pl.DataFrame
    known: NDArray[np.bool_]


def counted(ids: list[str], ledgers: Iterable[dict[str, Any]]) -> Counted:
    """Return the ledgers as columns."""
    place = {id: code for code, id in enumerate(ids)}
    known = np.zeros(len(ids), bool)
    codes, hashes, account_codes, account_hashes = [], [], [], []
    for row in ledgers:
        code = place[row["id"]]
        known[code] = True
        some = ledger.decode(row["rows"])
        codes.append(np.full(len(some), code, np.int64))
        hashes.append(some)
        if row["account"] is not None:
            account_codes.append(code)
            account_hashes.append(row["account"])
    rows = pl.DataFrame(
        {"code": np.concatenate(codes) if codes else [], "hash": np.concatenate(hashes) if hashes else []},
        schema={"code": pl.Int64, "hash": pl.Int64},
    )
    accounts = pl.DataFrame(
        {"code": account_codes, "hash": account_hashes}, schema={"code": pl.Int64, "hash": pl.Int64}
    )
    return Counted(rows, accounts, known)


def fresh(chunk: Chunk, before: Counted) -> Chunk:
    """Return the chunk without what is already counted."""
    rows = chunk.rows.join(before.rows, on=["code", "hash"], how="anti", maintain_order="left")
    accounts = chunk.accounts.join(before.accounts, on=["code", "hash"], how="anti", maintain_order="left")
    return Chunk(chunk.ids, rows, accounts)


def write_chunk(transaction: Transaction, chunk: Chunk, kinds: Kinds) -> Chunk:
    """Write the chunk and return what of it was new."""
    locked = transaction.run(queries.load("lock_ledgers"), {"ids": chunk.ids})
    before = counted(chunk.ids, locked)
    new = fresh(chunk, before)
    transaction.run(queries.load("merge_accounts"), {"ids": [i for i, k in zip(chunk.ids, before.known) if not k]})
    _write_accounts(transaction, new)
    for (name,), rows in new.rows.partition_by("kind", as_dict=True).items():
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
    transaction: Transaction, ids: list[str], rows: pl.DataFrame, known: NDArray[np.bool_], kind: Any
) -> None:
    identifiers = rows.select("id", "ref").unique().sort("id")
    transaction.run(
        queries.load("merge_identifiers", kind),
        {"id": identifiers["id"].to_list(), "ref": identifiers["ref"].to_list()},
    )
    edges = (
        rows.group_by("code", "id")
        .agg(first_seen=pl.col("at").min(), last_seen=pl.col("at").max(), count=pl.col("count").sum())
        .sort("code", "id")
    )
    for name, some in _by_known(edges, known, "uses"):
        params = {
            "account": [ids[code] for code in some["code"]],
            "identifier": some["id"].to_list(),
            "first_seen": some["first_seen"].to_list(),
            "last_seen": some["last_seen"].to_list(),
            "count": some["count"].to_list(),
        }
        transaction.run(queries.load(name, kind), params)


def _write_acts(transaction: Transaction, ids: list[str], rows: pl.DataFrame, known: NDArray[np.bool_]) -> None:
    rows = rows.with_columns(at=pl.col("at") // BIN * BIN).with_columns(
        moment=pl.col("id") + "@" + (pl.col("at") // 1000).cast(pl.String)
    )
    moments = rows.select("moment", "id", "at").unique().sort("moment")
    transaction.run(
        queries.load("merge_moments"),
        {
            "id": moments["moment"].to_list(),
            "fingerprint": moments["id"].to_list(),
            "at": moments["at"].to_list(),
        },
    )
    edges = rows.group_by("code", "moment").agg(count=pl.col("count").sum()).sort("code", "moment")
    for name, some in _by_known(edges, known, "acts"):
        params = {
            "account": [ids[code] for code in some["code"]],
            "moment": some["moment"].to_list(),
            "count": some["count"].to_list(),
        }
        transaction.run(queries.load(name), params)


def _by_known(edges: pl.DataFrame, known: NDArray[np.bool_], what: str) -> Iterable[tuple[str, pl.DataFrame]]:
    mask = pl.Series(known[edges["code"].to_numpy()])
    for name, some in ((f"create_{what}", edges.filter(~mask)), (f"merge_{what}", edges.filter(mask))):
        if not some.is_empty():
            yield name, some


def _write_ledgers(transaction: Transaction, new: Chunk, before: Counted) -> None:
    account = dict(before.accounts.iter_rows()) | dict(new.accounts.select("code", "hash").iter_rows())
    merged = pl.concat([before.rows, new.rows.select("code", "hash")]).sort("code", "hash")
    codes, hashes = merged["code"].to_numpy(), merged["hash"].to_numpy()
    starts = np.searchsorted(codes, np.arange(len(new.ids) + 1))
    changed = np.unique(np.concatenate([new.rows["code"].to_numpy(), new.accounts["code"].to_numpy()]))
    params: dict[str, list[Any]] = {"id": [], "account": [], "rows": []}
    for code in changed.tolist():
        params["id"].append(new.ids[code])
        params["account"].append(account.get(code))
        params["rows"].append(ledger.encode(hashes[starts[code] : starts[code + 1]]))
    transaction.run(queries.load("set_ledgers"), params)
