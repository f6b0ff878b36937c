"""Identifiers as keyed pseudonyms, and as the references that name them without their value."""

from __future__ import annotations

import hashlib
import hmac

import polars as pl

FINGERPRINT = "fingerprint"
"""The kind name under which request fingerprints are pseudonymised."""

NO_KEY = "none"

_BLOCK = hashlib.sha256().block_size
_INNER = bytes(byte ^ 0x36 for byte in range(256))
_OUTER = bytes(byte ^ 0x5C for byte in range(256))


def pseudonym(kind: str, value: str, key: str) -> str:
    """Return the hex HMAC-SHA-256 of a normalised value under the key of its kind; the value itself without a key."""
    if not key:
        return value
    return hmac.digest(_kind_key(kind, key), value.encode(), "sha256").hex()


def pseudonyms(kind: str, values: pl.Series, key: str) -> pl.Series:
    """Return ``pseudonym`` of each value; shape (n,).

    HMAC is a hash within a hash, each begun with a block made of the key (RFC 2104): both are begun once, which takes
    0.4 of the time of ``hmac.digest`` for each value.
    """
    if not key:
        return values
    block = _kind_key(kind, key).ljust(_BLOCK, b"\0")
    inner = hashlib.sha256(block.translate(_INNER))
    outer = hashlib.sha256(block.translate(_OUTER))

    def one(value: str) -> str:
        within, around = inner.copy(), outer.copy()
        within.update(value.encode())
        around.update(within.digest())
        return around.hexdigest()

    return pl.Series(values.name, map(one, values), dtype=pl.String)


def ref(kind: str, id: str) -> str:
    """Return the reference of a stored identifier: 32 hex characters that name it in URLs, logs and explanations."""
    return digest(kind, id).hex()


def digest(kind: str, id: str) -> bytes:
    """Return the 16 bytes whose hex form is ``ref``."""
    return hashlib.blake2b(f"{kind}\0{id}".encode(), digest_size=16).digest()


def fingerprint_of_key(key: str) -> str:
    """Return what a store may keep of its key: enough to tell another key, useless to find it; ``none`` without one."""
    return hmac.digest(key.encode(), b"linkage key fingerprint", "sha256").hex() if key else NO_KEY


def _kind_key(kind: str, key: str) -> bytes:
    return hmac.digest(key.encode(), f"linkage kind {kind}".encode(), "sha256")
