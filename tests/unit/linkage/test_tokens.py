"""Cypher text comes apart into tokens and together again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkage.tokens import parameters, tokens, words


@given(st.text())
def test_nothing_is_lost(text: str) -> None:
    """The tokens of any text, joined, are the text."""
    assert "".join(token.text for token in tokens(text)) == text


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("MATCH (a {id: $id}) WHERE a.x = $x RETURN $id", ["id", "x"]),
        ("RETURN '$no' + \"$no\" + $yes", ["yes"]),
        ("RETURN 1 // $no\n+ $yes /* $no */", ["yes"]),
        ("RETURN `$no`, $`a b`", ["a b"]),
        (r"RETURN 'it\'s $no', $yes", ["yes"]),
        ("RETURN 'bolt://x' + $yes", ["yes"]),
        ("RETURN 'not closed $no", []),
        ("RETURN $ + 1", []),
        ("", []),
    ],
)
def test_parameters_are_found_outside_of_strings_and_comments(text: str, names: list[str]) -> None:
    """What looks like a parameter inside a string, a comment or a quoted name is none."""
    assert parameters(text) == names


def test_words_are_neither_strings_nor_quoted_names() -> None:
    """A word is what Cypher could read as a keyword."""
    assert words("MATCH (a:`SET`) // CREATE\nRETURN 'DELETE', a.id1") == ["MATCH", "a", "RETURN", "a", "id1"]
