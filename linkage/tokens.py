"""Cypher text as tokens, strings and comments recognised, so that a word inside them is never taken for a clause."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_TOKEN = re.compile(
    r"""
      (?P<space>\s+)
    | (?P<comment>//[^\r\n]*|/\*.*?\*/)
    | (?P<string>'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")
    | (?P<quoted>`(?:[^`]|``)*`)
    | (?P<open>/\*.*|'.*|".*|`.*)
    | (?P<parameter>\$(?:\w+|`(?:[^`]|``)*`))
    | (?P<number>(?:0[xX][0-9a-fA-F_]+|0[oO][0-7_]+|(?:\d[\d_]*)?\.?\d[\d_]*(?:[eE][+-]?\d+)?))
    | (?P<word>[^\W\d]\w*)
    | (?P<symbol>=~|<>|<=|>=|\.\.|->|<-|\|\||::|\+=|.)
    """,
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Token:
    """One token: its kind, its text and where it begins.

    Kinds: ``space comment string quoted parameter number word symbol``, and ``open`` for a string, name in backticks or
    comment that does not end.
    """

    kind: str
    text: str
    start: int

    @property
    def word(self) -> str:
        """The word in capitals, where it is a bare word; else empty. A word in backticks is a name, never a clause."""
        return self.text.upper() if self.kind == "word" else ""


def pieces(text: str) -> Iterator[Token]:
    """Yield every token of any text, in order; joined, they are the text again. O(length)."""
    for match in _TOKEN.finditer(text):
        assert match.lastgroup is not None, "every alternative is named"
        yield Token(match.lastgroup, match[0], match.start())


def tokens(text: str) -> list[Token]:
    r"""Return the tokens of a Cypher text, without space and comments. O(length).

    Raises
    ------
    ValueError
        A string, name or comment does not end.

    >>> [t.text for t in tokens("RETURN 'CREATE' /* SET */ AS `x y` // end")]
    ['RETURN', "'CREATE'", 'AS', '`x y`']
    """
    found = [token for token in pieces(text) if token.kind not in ("space", "comment")]
    if found and found[-1].kind == "open":
        raise ValueError(f"what begins at character {found[-1].start + 1} does not end")
    return found


def parameters(text: str) -> list[str]:
    """Return the names of the parameters the text uses, each once, in order of first use."""
    found = (token.text[1:].strip("`") for token in pieces(text) if token.kind == "parameter")
    return list(dict.fromkeys(found))


def words(text: str) -> list[str]:
    """Return the bare words of the text in order: keywords, variables, labels, functions."""
    return [token.text for token in pieces(text) if token.kind == "word"]
