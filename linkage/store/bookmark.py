"""What a Neo4j bookmark says: which database, and how many transactions it has committed.

The format is the server's own affair: whatever does not look as it does on 5.26 and 2026 says nothing.
"""

from __future__ import annotations

import base64
import binascii

_PREFIX = "FB:"
_HEAD = b"\x91\xcc\x10"
"""A list of one: sixteen bytes, the database. The number of the transaction follows, in PackStream."""
_SIZES = {0xC8: 1, 0xC9: 2, 0xCA: 4, 0xCB: 8}


def read_bookmark(text: str) -> tuple[str, int] | None:
    """Return the database and the number of its last transaction, None where the bookmark cannot be read.

    >>> read_bookmark("FB:kcwQiGDVl4MiRJeElLMh0td38MkBRJA=")
    ('8860d597832244978494b321d2d777f0', 324)
    """
    if not text.startswith(_PREFIX):
        return None
    body = text.removeprefix(_PREFIX)
    try:
        data = base64.b64decode(body + "=" * (-len(body) % 4), validate=True)
    except (binascii.Error, ValueError):
        return None
    number = _integer(data[19:])
    return (data[3:19].hex(), number) if data.startswith(_HEAD) and number is not None else None


def _integer(data: bytes) -> int | None:
    """Return the number at the beginning, of which only those from zero up occur."""
    if not data:
        return None
    if data[0] < 0x80:
        return data[0]
    size = _SIZES.get(data[0], 0)
    if not size or len(data) <= size:
        return None
    number = int.from_bytes(data[1 : 1 + size], "big", signed=True)
    return number if number >= 0 else None
