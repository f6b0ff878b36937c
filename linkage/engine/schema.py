"""Constraints and indexes, in place before the first row."""

from __future__ import annotations

from linkage import queries
from linkage.model.kind import Kinds
from linkage.store.base import GraphStore


def apply(store: GraphStore, kinds: Kinds) -> None:
    """Create the constraints and indexes that are not there yet, for every kind, and wait until they can be used."""
    wanted = []
    for name in queries.names("schema"):
        if queries.is_per_kind(name):
            wanted += [queries.load(name, kind) for kind in kinds.values()]
        else:
            wanted.append(queries.load(name))
    store.apply_schema(wanted)
