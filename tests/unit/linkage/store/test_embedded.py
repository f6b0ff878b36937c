from __future__ import annotations

from linkage import queries
from linkage.store.base import GraphStore


def test_the_schema_can_be_applied_twice(store: GraphStore) -> None:
    """Applying the schema to a store that has it changes nothing and raises nothing."""
    query = queries.load("account_id_is_unique")
    store.apply_schema([query, query])
