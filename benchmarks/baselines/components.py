"""Connected components over devices and cards, hubs left out: what most teams build first."""

from __future__ import annotations

from benchmarks.baselines.parts import large, parts_over, said, uses_of
from linkage.evaluate.case import Said
from linkage.model.entity_graph import EntityGraph

MOST_USERS = 50


def capped_components(entities: EntityGraph) -> Said:
    """Flag components of 10 accounts or more over devices and cards that at most 50 accounts used."""
    kept = uses_of(entities, ("device", "payment"), 2, MOST_USERS)
    cluster = parts_over(entities.uses.account[kept], entities.uses.identifier[kept], len(entities.accounts))
    return said(cluster, large(cluster))
