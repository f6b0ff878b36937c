"""Rows are put in order without holding them all."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkage.engine.order import in_order


@given(st.lists(st.text()), st.integers(1, 5))
def test_any_rows_come_in_byte_order(rows: list[str], chunk: int) -> None:
    """However the rows are cut into chunks, they come by the bytes of their UTF-8, none lost, none twice."""
    assert list(in_order(rows, lambda row: row, chunk=chunk)) == sorted(rows, key=lambda row: row.encode())


@pytest.mark.parametrize("count", [0, 1, 3, 4, 2_500])
def test_the_ends_of_chunks_and_blocks_are_kept(count: int) -> None:
    """Counts around the chunk's and the block's size lose nothing."""
    rows = [(n * 7919) % 10_007 for n in range(count)]
    assert list(in_order(rows, lambda row: row, chunk=3)) == sorted(rows)


def test_memory_does_not_grow_with_the_rows() -> None:
    """A hundred thousand rows through chunks of five thousand take the memory of a few chunks."""

    def rows() -> Iterator[tuple[str, str]]:
        for n in range(100_000):
            yield f"account-{(n * 7919) % 100_003:09}", "operator"

    tracemalloc.start()
    count = sum(1 for _ in in_order(rows(), lambda row: row, chunk=5_000))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 100_000
    assert peak < 10_000_000
