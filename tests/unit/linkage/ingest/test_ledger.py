"""Row hashes are the same for ever and tell rows apart; ledgers keep them."""

from __future__ import annotations

import numpy as np
import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from linkage.ingest.digest import digests
from linkage.ingest.ledger import decode, encode, row_hashes

KNOWN_ROW = -3_014_456_889_458_036_892
KNOWN_TEXT = 1_009_103_873_030_498_368


def hashes(*rows: tuple[int, int, int]) -> list[int]:
    """Return the hashes of (base, at, count)."""
    base, at, count = zip(*rows, strict=True)
    return [int(h) for h in row_hashes(np.array(base, np.uint64), np.array(at, np.int64), np.array(count, np.int64))]


def test_hashes_never_change() -> None:
    """Stores hold these: another value would count every row again."""
    assert hashes((1, 2, 3)) == [KNOWN_ROW]
    assert digests(pl.Series(["1|{}"]), 8)[0].view(np.int64) == KNOWN_TEXT


def test_each_part_matters() -> None:
    """Swapping or changing any part of a row gives another hash."""
    rows = {(b, t, c) for b in (1, 2, 3) for t in (1, 2, 3) for c in (1, 2, 3)}
    assert len(set(hashes(*rows))) == len(rows)


@given(st.lists(st.lists(st.integers(-(2**63), 2**63 - 1)), min_size=1))
def test_ledgers_keep_hashes(accounts: list[list[int]]) -> None:
    """What is encoded of each account is decoded."""
    offsets = np.concatenate([[0], np.cumsum([len(values) for values in accounts])])
    texts = encode(np.array([value for values in accounts for value in values], np.int64), offsets)
    assert [decode(text).tolist() for text in texts] == accounts
