"""The address space of a world: who gives out which addresses.

An address key below 2**32 is an IPv4 address; above, the bits from 16 up name an IPv6 /64 and the low 16 a host in it.
"""

from __future__ import annotations

import numpy as np

from linkage.simulate.draft import Draft, Ints

SIX = 1 << 62
"""Marks an IPv6 key."""

FIRST_OCTETS = np.array(
    [24, 31, 37, 46, 62, 70, 77, 79, 81, 85, 89, 92, 94, 96, 109, 117, 151, 176, 178, 186, 188, 213]
)
"""First octets from which home connections are drawn: public, unicast, far from special blocks."""

HOSTING = 45
CARRIER = 100
"""First octets of hosting networks and, from here on, of mobile carriers."""


def residential(draft: Draft, count: int) -> Ints:
    """Return home addresses of providers dense enough that neighbours in a /24 are common and clashes are rare.

    A seventh are IPv6: a /64 of their own with one host.
    """
    blocks = max(4, int(draft.size * 2.2 / 65536 / 0.04))
    block = draft.rng.integers(0, blocks, count)
    first = FIRST_OCTETS[block % len(FIRST_OCTETS)]
    second = (block // len(FIRST_OCTETS) * 37 + block * 11) % 256
    host = draft.rng.integers(0, 65536, count)
    host = np.where(host % 256 == 0, host + 1, host)
    four = (first << 24) + (second << 16) + host
    six = SIX + (draft.rng.integers(0, 1 << 30, count) << 16) + draft.rng.integers(1, 1 << 16, count)
    return np.where(draft.rng.random(count) < 1 / 7, six, four).astype(np.int64)


def block(draft: Draft, octet: int, count: int) -> Ints:
    """Return neighbouring addresses of one owner, in as few /24 networks as hold them, which nobody else has."""
    network = draft.networks(octet, -(-count // 250))
    hosts = (network[:, None] << 8) + np.arange(2, 252, dtype=np.int64)
    return np.asarray(hosts.ravel()[:count])
