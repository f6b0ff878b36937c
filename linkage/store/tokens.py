"""Cypher text as tokens, strings and comments recognised, so that a word inside them is never taken for a clause."""

from __future__ import annotations

import re
from dataclasses import dataclass

_TOKEN = re.compile(
    r"""
      (?P<space>\s+)
    | (?P<comment>//[^\r\n]*|/\*.*?\*/)
    | (?P<string>'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")
    | (?P<quoted>`(?:[^`]|``)*`)
    | (?P<parameter>\$(?:\w+|`(?:[^`]|``)*`))
    | (?P<number>(?:0[xX][0-9a-fA-F_]+|0[oO][0-7_]+|(?:\d[\d_]*)?\.?\d[\d_]*(?:[eE][+-]?\d+)?))
    | (?P<word>[^\W\d]\w*)
    | (?P<symbol>=~|<>|<=|>=|\.\.|->|<-|\|\||::|\+=|.)
    """,
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Token:
    """One token: its kind (``word quoted string number parameter symbol``), its text and where it begins."""

    kind: str
    text: str
    start: int

    @property
    def word(self) -> str:
        """The word in capitals, where it is a bare word; else empty. A word in backticks is a name, never a clause."""
        return self.text.upper() if self.kind == "word" else ""


def tokens(text: str) -> list[Token]:
    r"""Return the tokens of a Cypher text, without space and comments. Cost O(length).

    Raises
    ------
    ValueError
        A string, name or comment does not end.

    >>> [t.text for t in tokens("RETURN 'CREATE' /* SET */ AS `x y` // end")]
    ['RETURN', "'CREATE'", 'AS', '`x y`']
    """
    found: list[Token] = []
    at = 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        assert match is not None and match.lastgroup is not None, "the last alternative takes any character"
        if match.lastgroup == "symbol" and (match[0] in "'\"`" or text.startswith("/*", at)):
            raise ValueError(f"what begins at character {at + 1} does not end")
        if match.lastgroup not in ("space", "comment"):
            found.append(Token(match.lastgroup, match[0], at))
        at = match.end()
    return found
