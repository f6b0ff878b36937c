"""A cluster as a networkx graph."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from linkage import queries
from linkage.errors import NotFound
from linkage.interop.drawing import Drawing
from linkage.store.base import GraphStore, Row

if TYPE_CHECKING:
    import networkx

PAGE = 10_000


def cluster_graph(store: GraphStore, cluster_id: str, *, min_members: int = 2) -> networkx.Graph:
    """Return a cluster's members and the identifiers they share.

    Parameters
    ----------
    store
        Where the cluster is published.
    cluster_id
        Such as ``op-1a2b3c4d5e6f``. A retired cluster has no members, so its graph has no nodes.
    min_members
        >= 1. Leave out identifiers that fewer members used.

    Returns
    -------
    Nodes ``("account", id)`` with ``kind="account"``, the account's properties and its membership (``strength``,
    ``score``, ``verdict``, ``since``, ``redundancy``, ``kinds``, ``run``); nodes ``(kind, id)`` with ``kind``, ``id``,
    ``ref`` and ``accounts`` (how many used it anywhere); edges with ``first_seen``, ``last_seen`` (aware, UTC) and
    ``count``. What is known of the cluster itself is in ``graph``.

    Raises
    ------
    MissingExtra
        networkx is not installed.
    NotFound
        There is no such cluster.

    Notes
    -----
    O(members + their uses) time and memory.
    """
    about = store.run(queries.load("get_cluster"), {"cluster": cluster_id, "limit": 1})
    if not about:
        raise NotFound("there is no such cluster", "ids look like op-1a2b3c4d5e6f; list them with: linkage query")
    drawing = Drawing(store, about[0])
    members = {row.pop("account_id"): row for row in _members(store, cluster_id)}
    drawing.add_accounts(members)
    for row in _identifiers(store, cluster_id, min_members):
        drawing.add_identifier(drawing.kinds.by_label(row["label"]), row["value"], row["ref"], row["accounts"])
    drawing.add_uses(drawing.uses(list(members)))
    return drawing.graph


def _members(store: GraphStore, cluster_id: str) -> Iterator[Row]:
    """Yield each member's membership, firmest first."""
    own = ("account_id", "strength", "score", "verdict", "since", "redundancy", "kinds", "run")
    for row in _turned(store, "list_members_of_cluster", "strength", "account_id", cluster=cluster_id, verdict=None):
        yield {name: row[name] for name in own}


def _identifiers(store: GraphStore, cluster_id: str, min_members: int) -> Iterator[Row]:
    given = {"cluster": cluster_id, "min_members": min_members}
    return _turned(store, "list_identifiers_of_cluster", "members", "ref", **given)


def _turned(store: GraphStore, name: str, key: str, tie: str, **given: Any) -> Iterator[Row]:
    """Yield all rows of a question that is asked page after page, behind the last row's key."""
    query, after_key, after_id = queries.load(name), None, None
    while True:
        rows = store.run(query, {**given, "after_key": after_key, "after_id": after_id, "limit": PAGE})
        yield from rows
        if len(rows) < PAGE:
            return
        after_key, after_id = rows[-1][key], rows[-1][tie]
