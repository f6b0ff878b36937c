"""Cypher text as tokens: enough to tell names and parameters from strings and comments."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_TOKEN = re.compile(
    r"""
      (?P<comment>//[^\r\n]*|/\*.*?(?:\*/|\Z))
    | (?P<string>'(?:\\.|[^'\\])*(?:'|\Z)|"(?:\\.|[^"\\])*(?:"|\Z))
    | (?P<quoted>`(?:``|[^`])*(?:`|\Z))
    | (?P<parameter>\$(?:\w+|`(?:``|[^`])*`))
    | (?P<word>[^\W\d]\w*)
    | (?P<number>\d\w*(?:\.\d+)?)
    | (?P<space>\s+)
    | (?P<sign>.)
    """,
    re.VERBOSE | re.DOTALL,
)


class Token(NamedTuple):
    """A piece of Cypher: what it is (``comment string quoted parameter word number space sign``) and its text."""

    kind: str
    text: str


def tokens(text: str) -> Iterator[Token]:
    """Yield every token of the text, in order; joined, they are the text again. O(length)."""
    for match in _TOKEN.finditer(text):
        assert match.lastgroup is not None, "every alternative is named"
        yield Token(match.lastgroup, match[0])


def parameters(text: str) -> list[str]:
    """Return the names of the parameters the text uses, each once, in order of first use."""
    found = (t.text[1:].strip("`") for t in tokens(text) if t.kind == "parameter")
    return list(dict.fromkeys(found))


def words(text: str) -> list[str]:
    """Return the bare words of the text in order: keywords, variables, labels, functions."""
    return [t.text for t in tokens(text) if t.kind == "word"]
