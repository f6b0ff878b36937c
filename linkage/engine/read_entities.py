"""Read the entity graph from a store, once."""

from __future__ import annotations

from pathlib import Path

from linkage.engine.arrange import arrange
from linkage.engine.read_contents import read_contents
from linkage.model.entity_graph import EntityGraph
from linkage.model.kind import Kinds
from linkage.store.base import GraphStore


def read_entities(
    store: GraphStore, kinds: Kinds, snapshot: Path | None = None, *, as_of: int | None = None
) -> EntityGraph:
    """Return the accounts, identifiers, uses and activity that the store holds.

    Parameters
    ----------
    store
        Where to read.
    kinds
        The declared kinds; identifiers of other labels are left out.
    snapshot
        Folder where what was read is kept: only what has changed since is read. None reads all.
    as_of
        Epoch milliseconds UTC: accounts created, uses begun and moments begun later are left out, and no use lasts
        longer. The status of an account is the latest the store knows: it keeps no history of it.
    """
    return arrange(read_contents(store, kinds, snapshot).contents, kinds, as_of=as_of)
