"""A chunk's parts are chunks, and together they are the chunk."""

from __future__ import annotations

from collections import Counter

import numpy as np
import polars as pl
import pytest

from linkage.engine.chunk import Chunk, chunks
from linkage.engine.part_of_chunk import halves, only

Sources = Counter[tuple[object, ...]]


def _chunk(per_account: list[int], *, account_rows: bool = True) -> Chunk:
    names = [f"a{n:03d}" for n in range(len(per_account))]
    rows = pl.DataFrame(
        [
            (name, "ip", f"10.0.0.{k}", 1000 + k, 1, 0)
            for name, n in zip(names, per_account, strict=True)
            for k in range(n)
        ],
        schema={
            "account": pl.String,
            "kind": pl.String,
            "id": pl.String,
            "at": pl.Int64,
            "count": pl.Int64,
            "table": pl.Int32,
        },
        orient="row",
    )
    accounts = pl.DataFrame(
        [(name, 5, "{}", 1) for name in names if account_rows],
        schema={"account": pl.String, "created_at": pl.Int64, "properties": pl.String, "table": pl.Int32},
        orient="row",
    )
    (chunk,) = chunks(rows, accounts, 10_000)
    return chunk


def _sources(chunk: Chunk) -> Sources:
    """Return every source row by the account's own name."""
    found: Sources = Counter()
    for code, *row in chunk.rows.select("code", "kind", "id", "at", "count").iter_rows():
        found[(chunk.ids[code], *row)] += 1
    for code, created in chunk.accounts.select("code", "created_at").iter_rows():
        found[(chunk.ids[code], created)] += 1
    for code, table in chunk.account_rows.iter_rows():
        found[(chunk.ids[code], "row", table)] += 1
    return found


@pytest.mark.parametrize("per_account", [[3, 4], [1] * 9, [50, 1, 1], [1, 1, 50], [0, 0, 1], [7], [1]])
def test_halves_are_the_whole(per_account: list[int]) -> None:
    """Cut again and again down to single rows, nothing is lost and nothing is there twice."""
    whole = _chunk(per_account)
    pieces, ends = [whole], []
    while pieces:
        piece = pieces.pop()
        cut = halves(piece)
        if cut is None:
            ends.append(piece)
            continue
        assert all(0 < len(part) < len(piece) for part in cut)
        pieces += cut
    assert sum((_sources(end) for end in ends), Counter()) == _sources(whole)
    assert all(len(end) == 1 for end in ends)


def test_halves_keep_accounts_whole_while_they_can() -> None:
    """Of two accounts each is in one half, in byte order, whatever their sizes."""
    first, second = halves(_chunk([90, 2, 3])) or (None, None)
    assert first is not None and second is not None
    assert (first.ids, second.ids) == (["a000"], ["a001", "a002"])


def test_only_some_accounts() -> None:
    """Codes are renumbered; rows of the others are left out; all of them is the chunk itself."""
    chunk = _chunk([2, 3, 1])
    part = only(chunk, np.array([False, True, True]))
    assert part.ids == ["a001", "a002"]
    assert part.rows["code"].to_list() == [0, 0, 0, 1]
    assert only(chunk, np.ones(3, bool)) is chunk
    assert only(chunk, np.zeros(3, bool)).ids == []
