"""Parts of a chunk, each a chunk of its own."""

from __future__ import annotations

import itertools

import numpy as np
import polars as pl
from numpy.typing import NDArray

from linkage.engine.chunk import Chunk


def only(chunk: Chunk, accounts: NDArray[np.bool_]) -> Chunk:
    """Return what the chunk says of some of its accounts; ``accounts`` has shape (n_accounts,)."""
    if accounts.all():
        return chunk
    number = pl.Series(np.cumsum(accounts) - 1)
    kept = pl.Series(accounts)
    frames = []
    for frame in (chunk.rows, chunk.accounts, chunk.account_rows):
        some = frame.filter(kept.gather(frame["code"]))
        frames.append(some.with_columns(number.gather(some["code"]).alias("code")))
    return Chunk(list(itertools.compress(chunk.ids, accounts.tolist())), *frames)


def halves(chunk: Chunk) -> tuple[Chunk, Chunk] | None:
    """Return two chunks that together are this one, of about as many rows each; None for a single row.

    Whole accounts as long as there are two; the rows of a single one are cut, its account row in the first half.
    """
    n = len(chunk.ids)
    if n > 1:
        rows = np.bincount(chunk.rows["code"].to_numpy(), minlength=n) + 1
        first = np.cumsum(rows) <= rows.sum() // 2
        first[0], first[-1] = True, False
        return only(chunk, first), only(chunk, ~first)
    middle = len(chunk.rows) // 2
    if not middle and (chunk.rows.is_empty() or chunk.accounts.is_empty()):
        return None
    return (
        Chunk(chunk.ids, chunk.rows[:middle], chunk.accounts, chunk.account_rows),
        Chunk(chunk.ids, chunk.rows[middle:], chunk.accounts[:0], chunk.account_rows[:0]),
    )
