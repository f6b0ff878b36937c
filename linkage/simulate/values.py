"""Keys become the text a platform would have logged: device ids, addresses, cards, mail addresses, phones."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import polars as pl
import pyarrow as pa

from linkage.simulate.addresses import SIX
from linkage.simulate.draft import ADDRESS, API_CLIENT, COOKIE, DEVICE, EMAIL, IP, PAYMENT, PHONE, Draft, Ints
from linkage.simulate.words import FIRST, LAST, PROVIDERS, ROADS, STEMS

HEX = np.frombuffer(b"0123456789abcdef", dtype=np.uint8)
SEPARATORS = ("", ".", "_")
DIALS = ("+49", "+33", "+34", "+91", "+1212", "+1415", "+55119", "+44", "+39")
LOWEST = np.array(
    [
        15_100_000_000,
        600_000_000,
        600_000_000,
        9_000_000_000,
        2_120_000,
        2_120_000,
        61_000_000,
        7_700_000_000,
        3_400_000_000,
    ]
)
SPAN = np.array(
    [100_000_000, 90_000_000, 90_000_000, 900_000_000, 7_800_000, 7_800_000, 38_000_000, 90_000_000, 90_000_000]
)
"""Country codes, and for each the lowest number behind it and how many follow: mobile numbers as they are given out."""
DOMAIN_BITS = 20


def mixed(keys: Ints, salt: int) -> npt.NDArray[np.uint64]:
    """Return the keys scrambled one to one (splitmix64), so that no order or nearness shows."""
    z = keys.astype(np.uint64) + np.uint64(salt)
    z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return z ^ (z >> np.uint64(31))


def hexed(numbers: npt.NDArray[np.uint64], width: int) -> pl.Series:
    """Return each number's lowest hex digits, exactly ``width`` of them."""
    shifts = np.arange(width - 1, -1, -1, dtype=np.uint64) * np.uint64(4)
    digits = HEX[(numbers[:, None] >> shifts & np.uint64(15)).astype(np.intp)]
    offsets = np.arange(len(numbers) + 1, dtype=np.int64) * width
    buffers = [None, pa.py_buffer(offsets.tobytes()), pa.py_buffer(digits.tobytes())]
    return pl.Series(pa.Array.from_buffers(pa.large_string(), len(numbers), buffers))


def chosen(words: Sequence[str | None], index: npt.NDArray[np.integer]) -> pl.Series:
    """Return the words at these places."""
    return pl.Series(list(words), dtype=pl.String).gather(pl.Series(index.astype(np.uint32)))


def glued(*parts: pl.Series | str) -> pl.Series:
    """Return the parts put together row by row."""
    columns = [pl.lit(p) if isinstance(p, str) else p.alias(f"c{i}") for i, p in enumerate(parts)]
    frame = pl.DataFrame([c for c in columns if isinstance(c, pl.Series)])
    return frame.select(pl.concat_str([c if isinstance(c, pl.Expr) else pl.col(c.name) for c in columns]).alias("v"))[
        "v"
    ]


def devices(keys: Ints, salt: int) -> pl.Series:
    """Return device ids: 16 hex digits."""
    return hexed(mixed(keys, salt), 16)


def cards(keys: Ints, salt: int) -> pl.Series:
    """Return card tokens with their issuer's number in front; cards minted together share few issuers."""
    noise = mixed(keys, salt + 1)
    issuer = mixed(keys >> 4, salt + 2) % np.uint64(40) * np.uint64(7919) % np.uint64(160_000)
    return glued("card_", pl.Series(issuer + np.uint64(400_000)).cast(pl.String), "_", hexed(noise, 12))


def phones(keys: Ints, salt: int) -> pl.Series:
    """Return E.164 numbers; two keys have the same one about as rarely as chance has it among a hundred million."""
    noise = mixed(keys, salt + 3)
    dial = (noise % np.uint64(len(DIALS))).astype(np.intp)
    number = LOWEST[dial] + (noise >> np.uint64(8)).astype(np.int64) % SPAN[dial]
    return glued(chosen(DIALS, dial), pl.Series(number).cast(pl.String))


def emails(keys: Ints, draft: Draft, salt: int) -> pl.Series:
    """Return one mail address per key: a name, a number, and the domain in the key's low bits."""
    space = max(1 << 20, 1 << int(keys.max(initial=1) >> DOMAIN_BITS).bit_length() + 2)
    place = ((keys >> DOMAIN_BITS) * 0x9E3779B1 + salt % space) % space
    first, place = place % len(FIRST), place // len(FIRST)
    last, rest = place % len(LAST), place // len(LAST)
    number = pl.Series(rest // 3).cast(pl.String)
    names = glued(chosen(FIRST, first), chosen(SEPARATORS, rest % 3), chosen(LAST, last), number)
    return glued(names, "@", chosen([*PROVIDERS, *draft.domains], keys & ((1 << DOMAIN_BITS) - 1)))


def addresses(keys: Ints, salt: int) -> pl.Series:
    """Return IPv4 and IPv6 addresses as text."""
    four = keys < SIX
    text = pl.DataFrame({"four": _dotted(np.where(four, keys, 0)), "six": _colons(keys, salt), "is": four})
    return text.select(pl.when("is").then("four").otherwise("six").alias("v"))["v"]


def _dotted(keys: Ints) -> pl.Series:
    octets = [chosen([str(i) for i in range(256)], keys >> shift & 255) for shift in (24, 16, 8, 0)]
    return glued(octets[0], ".", octets[1], ".", octets[2], ".", octets[3])


def _colons(keys: Ints, salt: int) -> pl.Series:
    names = [f"{i:x}" for i in range(65536)]
    network = keys >> 16
    host = mixed(keys, salt + 4)
    quads = [
        network >> 16 & 0xFFFF,
        network & 0xFFFF,
        *(host >> np.uint64(s) & np.uint64(0xFFFF) for s in (48, 32, 16, 0)),
    ]
    texts = [chosen(names, np.asarray(q)) for q in quads]
    return glued("2409:8a00:", texts[0], ":", texts[1], ":", texts[2], ":", texts[3], ":", texts[4], ":", texts[5])


def places(keys: Ints, salt: int) -> pl.Series:
    """Return postal addresses: number, road, flat, town."""
    noise = mixed(keys, salt + 13)
    parts = []
    for count in (240, len(STEMS), len(ROADS), 90, len(STEMS)):
        parts.append((noise % np.uint64(count)).astype(np.int64))
        noise = noise // np.uint64(count)
    number, road, sort, flat, town = parts
    street = glued(pl.Series(number + 1).cast(pl.String), " ", chosen([word.capitalize() for word in STEMS], road))
    flat_number = pl.Series(flat + 1).cast(pl.String)
    return glued(street, " ", chosen(ROADS, sort), ", flat ", flat_number, ", ", chosen(STEMS, town), "ton")


def by_kind(kind: int, keys: Ints, draft: Draft, salt: int) -> pl.Series:
    """Return the text of keys of one kind."""
    if kind == EMAIL:
        return emails(keys, draft, salt)
    return SPELLED[kind](keys, salt)


def _hexadecimal(keys: Ints, salt: int) -> pl.Series:
    return hexed(mixed(keys, salt + 14), 16)


SPELLED = {
    DEVICE: devices,
    IP: addresses,
    PAYMENT: cards,
    PHONE: phones,
    COOKIE: _hexadecimal,
    ADDRESS: places,
    API_CLIENT: _hexadecimal,
}
