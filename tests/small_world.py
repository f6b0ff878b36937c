"""The small fixed world of ``tests/golden/read/graph.cypher``, which every question is asked about."""

from __future__ import annotations

from pathlib import Path

from linkage.engine import schema
from linkage.model.kind import Kinds
from linkage.queries import parse
from linkage.store.base import GraphStore

GOLDEN = Path(__file__).parent / "golden" / "read"
WORLD = parse(f"// name: world\n// mode: write\n\n{(GOLDEN / 'graph.cypher').read_text('utf-8')}")


def fill(store: GraphStore) -> None:
    """Put the small world into an empty store, and what the store needs to hold it."""
    schema.apply(store, Kinds())
    store.execute(lambda transaction: transaction.run(WORLD))
