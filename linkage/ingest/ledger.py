"""How each source row counts once: its hash is kept with its account for ever."""

from __future__ import annotations

import base64

import numpy as np
import polars as pl
import pyarrow as pa
from numpy.typing import NDArray

_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_FIRST = np.uint64(0xBF58476D1CE4E5B9)
_SECOND = np.uint64(0x94D049BB133111EB)


def row_hashes(base: NDArray[np.uint64], at: NDArray[np.int64], count: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return a 64-bit hash of each row, the same for ever; shape (n,).

    Parameters
    ----------
    base
        shape (n,): the first 8 bytes, little-endian, of the digest of the row's kind and identifier.
    at
        shape (n,): ms since the epoch.
    count
        shape (n,).
    """
    return _mix(base ^ _mix(at.view(np.uint64) ^ _mix(count.view(np.uint64)))).view(np.int64)


def encode(hashes: NDArray[np.int64], offsets: NDArray[np.int64]) -> pl.Series:
    """Return the sorted hashes of each account as base64 of little-endian int64; shape (n_accounts,).

    Parameters
    ----------
    hashes
        shape (n,): of one account after the other.
    offsets
        shape (n_accounts + 1,): where those of each begin, and one more: where the last ones end.
    """
    data = np.ascontiguousarray(hashes, "<i8")
    bounds = np.ascontiguousarray(offsets * 8, np.int64)
    binary = pa.Array.from_buffers(pa.large_binary(), len(bounds) - 1, [None, pa.py_buffer(bounds), pa.py_buffer(data)])
    return pl.Series(pl.from_arrow(binary), dtype=pl.Binary).bin.encode("base64")


def decode(text: str) -> NDArray[np.int64]:
    """Return the hashes that ``encode`` was given."""
    return np.frombuffer(base64.b64decode(text), "<i8")


def _mix(x: NDArray[np.uint64]) -> NDArray[np.uint64]:
    x = x + _GOLDEN
    x = (x ^ (x >> np.uint64(30))) * _FIRST
    x = (x ^ (x >> np.uint64(27))) * _SECOND
    return x ^ (x >> np.uint64(31))
