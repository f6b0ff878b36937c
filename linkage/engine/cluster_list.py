"""Pages of the list of clusters, from the list kept in memory: the store goes through all clusters for each page."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from linkage import queries
from linkage.engine.kept import Kept, index_behind
from linkage.engine.render import instant
from linkage.store.base import GraphStore, Row

LATEST_RUN = "latest run"
"""The setting that bears the id of the latest run, in the words of ``create_run``."""
MOST = 20_000
"""Clusters of a list that is kept, about a kilobyte each; the pages of a longer one are the store's."""
SORTS = ("score", "size", "first_seen", "last_seen")
"""What ``list_clusters`` sorts by."""
_ALL = {"verdict": None, "level": None, "min_score": 0.0, "min_size": 0, "since": None}


def latest_run(store: GraphStore) -> str | None:
    """Return the id of the run that last changed clusters; None before the first."""
    rows = store.run(queries.load("get_setting"), {"id": LATEST_RUN, "limit": 1})
    return str(rows[0]["value"]) if rows else None


@dataclass(frozen=True, slots=True)
class _List:
    """The current clusters in one order, as one run left them.

    Parameters
    ----------
    places
        (-key, cluster id) of each, in order.
    rows
        Of ``list_clusters``.
    """

    places: list[tuple[float, str]]
    rows: list[Row]

    def __len__(self) -> int:
        return len(self.rows)


class ClusterList:
    """The lists that were kept, one for each order. Safe to use from many threads.

    Notes
    -----
    The first page after each run costs O(clusters), any other O(rows of the page), and a search for those that rare
    filters leave. A run leaves its name in the transaction that changes clusters, and whatever else is written to them
    changes the mark of the store: a list is good for as long as both stay. Where no state can be told, nothing is kept.
    """

    def __init__(self, store: GraphStore) -> None:
        self._store = store
        self._kept = Kept[_List](len(SORTS) * (MOST + 1))

    def page(self, params: Mapping[str, Any]) -> list[Row]:
        """Return what ``list_clusters`` does, for its parameters."""
        state = self._state()
        if state is None:
            return self._asked(params)
        kept = self._kept.get(params["sort"], state, lambda: self._read(params["sort"]))
        if len(kept) > MOST:
            return self._asked(params)
        return list(islice(_matching(kept, params), params["limit"]))

    def _state(self) -> Hashable | None:
        mark = self._store.mark()
        run = latest_run(self._store) if mark else None
        return (mark, run) if run else None

    def _read(self, sort: str) -> _List:
        rows = self._asked({**_ALL, "sort": sort, "after_key": None, "after_id": None, "limit": MOST + 1})
        return _List([(-row["key"], row["cluster_id"]) for row in rows], rows)

    def _asked(self, params: Mapping[str, Any]) -> list[Row]:
        return self._store.run(queries.load("list_clusters"), params)


def _matching(kept: _List, params: Mapping[str, Any]) -> Iterator[Row]:
    """Yield the rows behind the place that is asked for, those that the filters leave."""
    since = None if params["since"] is None else instant(params["since"])
    for row in islice(kept.rows, index_behind(kept.places, params), None):
        if (
            params["verdict"] in (None, row["verdict"])
            and params["level"] in (None, row["level"])
            and row["score"] >= params["min_score"]
            and row["size"] >= params["min_size"]
            and (since is None or row["last_seen"] >= since)
        ):
            yield row
