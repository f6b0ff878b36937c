"""A bookmark is read where it looks as Neo4j writes it, and says nothing otherwise."""

from __future__ import annotations

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkage.store.bookmark import read_bookmark

DATABASE = bytes(range(16))


def _written(number: bytes, database: bytes = DATABASE) -> str:
    return "FB:" + base64.b64encode(b"\x91\xcc\x10" + database + number + b"\x90").decode().rstrip("=")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("FB:kcwQiGDVl4MiRJeElLMh0td38BOQ", 19),
        ("FB:kcwQiGDVl4MiRJeElLMh0td38MkBRJA=", 324),
        ("FB:kcwQiDUsr0y1RY6jjLLtpRp3xMkBPpA=", 318),
    ],
)
def test_bookmarks_of_both_versions_are_read(text: str, number: int) -> None:
    """Bookmarks as 5.26 (the first two) and 2026.08 gave them."""
    found = read_bookmark(text)
    assert found is not None
    assert found[1] == number


@given(st.integers(0, 2**63 - 1))
def test_every_number_is_read(number: int) -> None:
    """From zero up to the greatest that PackStream holds, in the shortest form and in longer ones."""
    for size, mark in ((1, b"\xc8"), (2, b"\xc9"), (4, b"\xca"), (8, b"\xcb")):
        if number < 1 << (8 * size - 1):
            text = _written(mark + number.to_bytes(size, "big"))
            assert read_bookmark(text) == (DATABASE.hex(), number)
    if number < 0x80:
        assert read_bookmark(_written(bytes([number]))) == (DATABASE.hex(), number)


@given(st.one_of(st.text(), st.binary().map(lambda data: "FB:" + base64.b64encode(data).decode())))
def test_anything_else_says_nothing(text: str) -> None:
    """No text makes it fail."""
    found = read_bookmark(text)
    assert found is None or (len(found[0]) == 32 and found[1] >= 0)


@pytest.mark.parametrize(
    "text", ["", "FB:", "FB:!", "neo4j:bookmark:v1:tx7", _written(b"\xff"), _written(b"\xc9\x01")[:-4]]
)
def test_a_foreign_form_says_nothing(text: str) -> None:
    """Another prefix, another alphabet, a number below zero, a text cut short."""
    assert read_bookmark(text) is None
