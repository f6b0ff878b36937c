"""Rows of some accounts, made ready to be written in one transaction."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from linkage.ingest import ledger
from linkage.ingest.digest import BYTES, digests, hex_of


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some accounts and what a load says of them; ``code`` is an index into ``ids``.

    Parameters
    ----------
    ids
        The accounts, in byte order.
    rows
        code, kind, id, head, tail, at, count, hash, table; one each distinct source row, in order of (code, hash). Head
        and tail are the two words of the digest of kind and id (``pseudonymise.digest``).
    accounts
        code, created_at, properties (JSON text), hash; one each account that account rows speak of, in order of code.
    account_rows
        code, table; one each distinct account row.
    """

    ids: list[str]
    rows: pl.DataFrame
    accounts: pl.DataFrame
    account_rows: pl.DataFrame

    def per_table(self) -> dict[int, int]:
        """Return how many source rows of each table are here."""
        tables = pl.concat([self.rows["table"], self.account_rows["table"]])
        return dict(tables.value_counts().iter_rows())

    def __len__(self) -> int:
        return len(self.rows) + len(self.account_rows)


def chunks(rows: pl.DataFrame, account_rows: pl.DataFrame, size: int) -> Iterator[Chunk]:
    """Yield one part of the staging area as chunks of about ``size`` source rows: whole accounts, in byte order.

    An account with more rows than that is split, its account row in the first piece.
    """
    ids = pl.concat([rows["account"], account_rows["account"]]).unique().sort()
    codes = pl.DataFrame({"account": ids, "code": pl.int_range(len(ids), eager=True)})
    rows = _distinct_rows(_hashed(rows.join(codes, on="account").drop("account")))
    account_rows = _distinct_account_rows(account_rows.join(codes, on="account").drop("account"))
    accounts = _merged(account_rows)
    frames = (rows, accounts, account_rows.select("code", "table"))
    bounds = np.arange(len(ids) + 1)
    offsets = [np.searchsorted(frame["code"].to_numpy(), bounds) for frame in frames]
    work = offsets[0] + offsets[2]
    first = 0
    while first < len(ids):
        last = max(first + 1, int(np.searchsorted(work, work[first] + size, side="right")) - 1)
        cut = [
            frame[int(offset[first]) : int(offset[last])].with_columns(pl.col("code") - first)
            for frame, offset in zip(frames, offsets, strict=True)
        ]
        yield from _split(Chunk(ids[first:last].to_list(), *cut), size)
        first = last


def _split(chunk: Chunk, size: int) -> Iterator[Chunk]:
    yield Chunk(chunk.ids, chunk.rows[:size], chunk.accounts, chunk.account_rows)
    for start in range(size, len(chunk.rows), size):
        yield Chunk(chunk.ids, chunk.rows[start : start + size], chunk.accounts[:0], chunk.account_rows[:0])


def _hashed(rows: pl.DataFrame) -> pl.DataFrame:
    rows = rows.join(with_digests(rows.select("kind", "id").unique()), on=["kind", "id"])
    hashes = ledger.row_hashes(rows["head"].to_numpy(), rows["at"].to_numpy(), rows["count"].to_numpy())
    return rows.with_columns(hash=pl.Series(hashes))


def with_digests(identifiers: pl.DataFrame, kind: str = "kind", id: str = "id") -> pl.DataFrame:
    """Return the identifiers, by kind, with the words of the digest of each: head and tail."""
    parts = [identifiers.clear().with_columns(head=pl.lit(0, pl.UInt64), tail=pl.lit(0, pl.UInt64))]
    for (name,), part in identifiers.partition_by(kind, as_dict=True).items():
        words = digests(part[id], BYTES, f"{name}\0".encode())
        parts.append(part.with_columns(head=pl.Series(words[:, 0]), tail=pl.Series(words[:, 1])))
    return pl.concat(parts)


def refs(identifiers: pl.DataFrame) -> pl.Series:
    """Return the reference of each identifier, given its head and tail; shape (n,)."""
    return hex_of(identifiers.select("head", "tail").to_numpy())


def _distinct_rows(rows: pl.DataFrame) -> pl.DataFrame:
    return rows.sort("code", "hash", "table").unique(["code", "hash"], keep="first", maintain_order=True)


def _distinct_account_rows(rows: pl.DataFrame) -> pl.DataFrame:
    what = ["code", "created_at", "properties"]
    return rows.sort(*what, "table").unique(what, keep="first", maintain_order=True)


def _merged(rows: pl.DataFrame) -> pl.DataFrame:
    """Return one row each account: the earliest ``created_at``, the greatest value of each property."""
    grouped = rows.group_by("code", maintain_order=True).agg(pl.col("created_at").min(), pl.col("properties"))
    properties = grouped["properties"].list.first()
    several = (grouped["properties"].list.len() > 1).arg_true()
    if len(several):
        greatest = [_greatest(texts) for texts in grouped["properties"].gather(several)]
        properties = properties.scatter(several, pl.Series(greatest, dtype=pl.String))
    created = grouped["created_at"].cast(pl.String).fill_null("None")
    hashes = digests(created + "|" + properties, 8)[:, 0].view(np.int64)
    return grouped.with_columns(properties=properties, hash=pl.Series(hashes, dtype=pl.Int64))


def _greatest(texts: Sequence[str]) -> str:
    merged: dict[str, Any] = {}
    for text in texts:
        for name, value in json.loads(text).items():
            merged[name] = max(merged[name], value, key=_rank) if name in merged else value
    return json.dumps(dict(sorted(merged.items())), ensure_ascii=False)


def _rank(value: Any) -> tuple[int, Any]:
    kind = 0 if isinstance(value, bool) else 1 if isinstance(value, int | float) else 2
    return kind, value


@dataclass(frozen=True, slots=True)
class Counted:
    """What the ledgers of a chunk's accounts say is counted already.

    Parameters
    ----------
    rows, accounts
        code and hash, of rows and of the account row applied last.
    known
        bool, shape (n_accounts,): whether the account has a ledger.
    """

    rows: pl.DataFrame
    accounts: pl.DataFrame
    known: NDArray[np.bool_]


def counted(ids: list[str], ledgers: Sequence[dict[str, Any]]) -> Counted:
    """Return the ledgers (id, account, rows) as columns."""
    place = {id: code for code, id in enumerate(ids)}
    codes = np.array([place[row["id"]] for row in ledgers], np.int64)
    hashes = [ledger.decode(row["rows"]) for row in ledgers]
    known = np.zeros(len(ids), bool)
    known[codes] = True
    rows = pl.DataFrame(
        {
            "code": np.repeat(codes, [len(some) for some in hashes]),
            "hash": np.concatenate(hashes) if hashes else np.zeros(0, np.int64),
        },
        schema={"code": pl.Int64, "hash": pl.Int64},
    )
    accounts = pl.DataFrame(
        {"code": codes, "hash": [row["account"] for row in ledgers]}, schema={"code": pl.Int64, "hash": pl.Int64}
    )
    return Counted(rows, accounts.drop_nulls(), known)


def without(chunk: Chunk, before: Counted) -> Chunk:
    """Return what of the chunk is not counted yet, for the accounts of which something is left."""
    rows = chunk.rows.join(before.rows, on=["code", "hash"], how="anti", maintain_order="left")
    accounts = chunk.accounts.join(before.accounts, on=["code", "hash"], how="anti", maintain_order="left")
    account_rows = chunk.account_rows.join(accounts, on="code", how="semi", maintain_order="left")
    left = pl.concat([rows["code"], accounts["code"]]).unique().sort()
    codes = pl.DataFrame({"code": left, "new": pl.int_range(len(left), eager=True)})
    frames = [
        frame.join(codes, on="code", maintain_order="left").drop("code").rename({"new": "code"})
        for frame in (rows, accounts, account_rows)
    ]
    return Chunk([chunk.ids[code] for code in left], *frames)
