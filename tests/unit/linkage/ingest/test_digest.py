"""Digests of columns are those of ``hashlib``, value by value."""

from __future__ import annotations

import hashlib

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from linkage.ingest.digest import digests, hex_of
from linkage.ingest.pseudonymise import ref


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=300)))
def test_a_column_is_digested_like_each_value(values: list[str]) -> None:
    """Of any length and script, with a prefix, in hexadecimal and as a number."""
    column = pl.Series(values, dtype=pl.String)
    assert hex_of(digests(column, prefix=b"device\0")).to_list() == [ref("device", value) for value in values]
    eight = [hashlib.blake2b(value.encode(), digest_size=8).digest() for value in values]
    assert digests(column, 8)[:, 0].tolist() == [int.from_bytes(one, "little") for one in eight]
