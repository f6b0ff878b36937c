"""Pages of the identifiers that the members of large clusters share, counted once for as long as nothing is loaded."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice, takewhile
from typing import Any

from linkage import queries
from linkage.engine.journal import Stamp, stamp
from linkage.engine.kept import Kept, index_behind
from linkage.engine.rolls import LARGE
from linkage.store.base import GraphStore, Row

MOST_KEPT = 100_000
"""Identifiers of all clusters that are kept, about a kilobyte each."""
MOST_OF_ONE = 20_000
"""Identifiers of one cluster that are kept; pages behind those are counted each."""
LEAST_MEMBERS = 2
"""What fewer members used is not kept: it is not shared."""


class SharedIdentifiers:
    """The identifiers that were counted. Safe to use from many threads.

    Notes
    -----
    The first page of a large cluster after each run or load costs O(uses of its members), any other O(rows of the
    page). What was counted is good for the state of the store that was found before and after counting, as the journal
    tells it, and for the run that left the members as they are; where no state can be told, nothing is kept.
    """

    def __init__(self, store: GraphStore) -> None:
        self._store = store
        self._kept = Kept[list[Row]](MOST_KEPT)

    def page(self, cluster: Row, params: Mapping[str, Any]) -> list[Row]:
        """Return what ``list_identifiers_of_cluster`` does, for its parameters.

        Parameters
        ----------
        cluster
            A row of ``get_cluster``, read for this page.
        """
        if cluster["size"] < LARGE or params["min_members"] < LEAST_MEMBERS:
            return self._counted(params)
        before = stamp(self._store)
        if not before.mark:
            return self._counted(params)
        id, state = cluster["cluster_id"], (before, cluster["run"])
        rows = self._kept.get(id, state, lambda: self._all(id, before))
        page = _page(rows, params)
        ends_too_soon = len(page) < params["limit"] and len(rows) == MOST_OF_ONE
        return page if rows and not ends_too_soon else self._counted(params)

    def _counted(self, params: Mapping[str, Any]) -> list[Row]:
        return self._store.run(queries.load("list_identifiers_of_cluster"), params)

    def _all(self, cluster: str, before: Stamp) -> list[Row]:
        """Return all pages as one, as far as they are kept; nothing where something was written meanwhile."""
        first = {"after_key": None, "after_id": None, "limit": MOST_OF_ONE}
        rows = self._counted({"cluster": cluster, "min_members": LEAST_MEMBERS, **first})
        return rows if stamp(self._store) == before else []


def _page(rows: list[Row], params: Mapping[str, Any]) -> list[Row]:
    behind = islice(rows, index_behind(rows, params, _place), None)
    return list(islice(takewhile(lambda row: row["members"] >= params["min_members"], behind), params["limit"]))


def _place(row: Row) -> tuple[int, str]:
    return (-row["members"], row["ref"])
