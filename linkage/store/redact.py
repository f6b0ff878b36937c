"""What a store says of a query, without the values in it."""

from __future__ import annotations

import re

from linkage.tokens import Token, tokens

_QUOTED = re.compile(r"'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"|`[^`]*`|<[^<>]*>|\[[^\]]*\]")
_KEYWORDS = re.compile(r"[A-Z_ ]{1,40}|<EOF>")
_NUMBER = re.compile(r"\d[\d.:a-fA-F]{3,}")
_PLACE = re.compile(r"\d{1,3}:\d{1,3}")


def redact(message: str, text: str) -> str:
    """Return a store's complaint about a text, each quoted piece kept only if it is a word of the text or a keyword.

    Literals of the text (strings, numbers) are values, so they go too.

    >>> redact("Invalid input 'RETRUN': expected 'RETURN'", "MATCH (n {id: '192.0.2.1'}) RETRUN n")
    "Invalid input 'RETRUN': expected 'RETURN'"
    >>> redact("Invalid input '192.0.2.1'", "MATCH (n {id: '192.0.2.1'}) RETURN n")
    "Invalid input '…'"
    """
    words = {token.text.strip("`") for token in _safely(text) if token.kind in ("word", "symbol")}

    def keep(match: re.Match[str]) -> str:
        piece = match[0]
        inner = piece[1:-1]
        return piece if inner in words or _KEYWORDS.fullmatch(inner) else f"{piece[0]}…{piece[-1]}"

    first = message.strip().splitlines()[0] if message.strip() else ""
    return _NUMBER.sub(_place_or_nothing, _QUOTED.sub(keep, first))


def _place_or_nothing(match: re.Match[str]) -> str:
    return match[0] if _PLACE.fullmatch(match[0]) else "…"


def _safely(text: str) -> list[Token]:
    try:
        return tokens(text)
    except ValueError:
        return []
