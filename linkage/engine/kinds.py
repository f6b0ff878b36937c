"""The declared kinds, kept in the store so that everything after the load knows them."""

from __future__ import annotations

from linkage import queries
from linkage.model.kind import Kind, Kinds
from linkage.store.base import GraphStore

MOST_KINDS = 1000


def read_kinds(store: GraphStore) -> Kinds:
    """Return the kinds that the store's data was loaded with; the built-in ones for an empty store."""
    rows = store.run(queries.load("list_kinds"), {"limit": MOST_KINDS})
    return Kinds(tuple(Kind(**row) for row in rows))


def write_kinds(store: GraphStore, kinds: Kinds) -> None:
    """Declare the kinds in the store, or renew what it has declared of them."""
    rows = [
        {
            "id": kind.name,
            "label": kind.label,
            "normaliser": kind.normaliser,
            "lease_days": float(kind.lease_days),
            "group": kind.group,
        }
        for kind in kinds.values()
    ]
    store.execute(lambda transaction: transaction.run(queries.load("merge_kinds"), {"rows": rows}))
