"""Open the store that an address names."""

from __future__ import annotations

from linkage.config import Settings
from linkage.errors import UsageError
from linkage.store.base import GraphStore

BOLT_SCHEMES = ("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc")


def open_store(settings: Settings, *, create: bool = False) -> GraphStore:
    """Return the store at ``settings.store``: a folder for the embedded one, ``bolt://`` or ``neo4j://`` for Neo4j.

    Parameters
    ----------
    settings
        Where, as whom, how long to wait.
    create
        Make the embedded store if the folder is not there yet.

    Raises
    ------
    UsageError
        The address is neither, or the folder holds no store and ``create`` is false.
    StoreError
        The store is there and cannot be opened.
    """
    scheme, separator, _ = settings.store.partition("://")
    if not separator:
        from linkage.store.embedded import EmbeddedStore  # noqa: PLC0415  starts a JVM: only when asked for

        return EmbeddedStore.open(settings, create=create)
    if scheme in BOLT_SCHEMES:
        from linkage.store.bolt import BoltStore  # noqa: PLC0415  an optional extra

        return BoltStore.open(settings)
    raise UsageError(
        f"the store address starts with {scheme}://", f"give a folder, or one of {', '.join(BOLT_SCHEMES)}"
    )
