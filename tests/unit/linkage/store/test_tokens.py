from __future__ import annotations

import pytest

from linkage.store.tokens import tokens


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
