"""Cypher text comes apart into tokens and together again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkage.tokens import parameters, pieces, tokens, words


@given(st.text())
def test_nothing_is_lost(text: str) -> None:
    """The tokens of any text, joined, are the text."""
    assert "".join(token.text for token in pieces(text)) == text


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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("MATCH (a:Account)", ["MATCH", "(", "a", ":", "Account", ")"]),
        ("RETURN 'it''s'", ["RETURN", "'it'", "'s'"]),
        (r"RETURN 'a\'; CREATE (n) //'", ["RETURN", r"'a\'; CREATE (n) //'"]),
        ("a // CREATE\r\nb /* DELETE */ c", ["a", "b", "c"]),
        ("'// no comment' /* 'no string' */", ["'// no comment'"]),
        ("`a ``b`` c` $p $`q r`", ["`a ``b`` c`", "$p", "$`q r`"]),
        ("[*1..5] 1.5e-3 0xFF .5 a.b", ["[", "*", "1", "..", "5", "]", "1.5e-3", "0xFF", ".5", "a", ".", "b"]),
        ("a =~ 'x' <> b", ["a", "=~", "'x'", "<>", "b"]),
        ("1.SET", ["1", ".", "SET"]),
    ],
)
def test_a_text_falls_into_tokens(text: str, expected: list[str]) -> None:
    """Strings, names in backticks and parameters are one token each; comments are none."""
    assert [token.text for token in tokens(text)] == expected


@pytest.mark.parametrize("text", ["'open", '"open', "`open", "x /* open", "'escaped end\\'"])
def test_what_does_not_end_is_an_error_with_its_place(text: str) -> None:
    """An open string, name or comment is reported by the character it begins at, not by its content."""
    with pytest.raises(ValueError, match=r"character \d+ does not end"):
        tokens(text)
