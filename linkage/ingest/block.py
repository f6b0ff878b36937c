"""A block of rows on its way in: the readable ones as columns, the others as places with reasons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

LINE = "@line"
"""The column of a block's frame that holds where each row begins: physical line, or row number in Parquet, from 1."""

REJECTS = {"line": pl.Int64, "column": pl.String, "reason": pl.String}


@dataclass(frozen=True, slots=True)
class Block:
    """Some rows of one table.

    Parameters
    ----------
    frame
        Columns by our names (properties by theirs, cells of a wide table as ``@0``, ``@1``, …) and ``LINE``.
    rejects
        Rows that could not be read: line, column (or empty) and reason; never a value.
    """

    frame: pl.DataFrame
    rejects: pl.DataFrame


def rejects(lines: Sequence[int] = (), column: str = "", reasons: Sequence[str] = ()) -> pl.DataFrame:
    """Return rejects as a frame."""
    return pl.DataFrame({"line": list(lines), "column": [column] * len(lines), "reason": list(reasons)}, schema=REJECTS)
