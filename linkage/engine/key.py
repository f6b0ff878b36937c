"""One store, one key: what was loaded under one key never meets what was loaded under another."""

from __future__ import annotations

import hmac

from linkage import queries
from linkage.errors import InputError
from linkage.ingest.pseudonymise import NO_KEY, fingerprint_of_key
from linkage.store.base import GraphStore

SETTING = "key"


def check_key(store: GraphStore, key: str) -> None:
    """Refuse a key that is not the one the store was first loaded with.

    Raises
    ------
    InputError
        The store was loaded with another key, with one where none is set now, or with none.
    """
    rows = store.run(queries.load("get_setting"), {"id": SETTING, "limit": 1})
    if rows:
        _compare(rows[0]["value"], key)


def keep_key(store: GraphStore, key: str) -> None:
    """Write the key's fingerprint into a store that has none yet; refuse as ``check_key`` does."""
    params = {"id": SETTING, "value": fingerprint_of_key(key)}
    rows = store.execute(lambda transaction: transaction.run(queries.load("merge_setting"), params), journaled=True)
    _compare(rows[0]["value"], key)


def _compare(stored: str, key: str) -> None:
    given = fingerprint_of_key(key)
    if hmac.compare_digest(stored, given):
        return
    if stored == NO_KEY:
        raise InputError(
            "the store holds identifiers as they are, and LINKAGE_KEY is set", "unset it, or use a new store"
        )
    if given == NO_KEY:
        raise InputError("the store holds identifiers under a key, and LINKAGE_KEY is not set", "set the same key")
    raise InputError("the store holds identifiers under another LINKAGE_KEY", "set the same key, or use a new store")
