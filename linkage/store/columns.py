"""The columns a query returns, read off its text: for a store that names none when there are no rows."""

from __future__ import annotations

from linkage.tokens import Token, tokens

_ENDS = frozenset({"ORDER", "SKIP", "OFFSET", "LIMIT", "UNION"})


def columns(text: str) -> tuple[str, ...]:
    """Return the names of the last RETURN's columns; none for ``RETURN *`` or where there is no RETURN.

    >>> columns("MATCH (a) RETURN a.id AS account, count( * ), {x: 1, y: 2} AS m ORDER BY account")
    ('account', 'count( * )', 'm')
    """
    items: list[list[Token]] = []
    depth, inside = 0, False
    for token in tokens(text.rstrip().removesuffix(";")):
        if depth == 0 and token.word == "RETURN":
            items, inside = [[]], True
        elif inside and depth == 0 and token.word in _ENDS:
            inside = False
        elif inside and depth == 0 and token.text == ",":
            items.append([])
        elif inside:
            items[-1].append(token)
        depth += (token.text in "([{") - (token.text in ")]}")
    return tuple(_name(item, text) for item in items if item and item[0].text != "*")


def _name(item: list[Token], text: str) -> str:
    if item[0].word == "DISTINCT":
        item = item[1:]
    if len(item) > 2 and item[-2].word == "AS":
        return item[-1].text.strip("`")
    return text[item[0].start : item[-1].start + len(item[-1].text)].strip("`")
