"""Pages of the members of large clusters, from their order kept in memory: no store keeps members in order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import count, islice
from typing import Any

from linkage import queries
from linkage.engine.kept import Kept, index_behind
from linkage.store.base import GraphStore, Row

LARGE = 1000
"""From so many members on an order is kept; the members of a smaller cluster are sorted for each page."""
MOST_KEPT = 1_000_000
"""Members of all clusters whose order is kept, about 150 bytes each; those asked for longest ago are forgotten."""
ALL = 2**31 - 1


@dataclass(frozen=True, slots=True)
class _Roll:
    """The members of a cluster, firmest first, as one run left them.

    Parameters
    ----------
    places
        (-strength, account id) of each, in order.
    verdicts
        Of each.
    """

    places: list[tuple[float, str]]
    verdicts: list[str]

    def __len__(self) -> int:
        return len(self.places)


class Rolls:
    """The orders that were kept. Safe to use from many threads.

    Notes
    -----
    The first page of a large cluster after each run costs O(members); any other O(rows of the page), and a search for
    members of a rare verdict. Every run that shows or ends a cluster leaves its name in it, in the transaction that
    changes its members: an order is good for as long as that name stays.
    """

    def __init__(self, store: GraphStore) -> None:
        self._store = store
        self._kept = Kept[_Roll](MOST_KEPT)

    def page(self, cluster: Row, params: Mapping[str, Any]) -> list[Row]:
        """Return what ``list_members_of_cluster`` does, for its parameters.

        Parameters
        ----------
        cluster
            A row of ``get_cluster``, read for this page.
        """
        if cluster["size"] < LARGE:
            return self._sorted(params)
        roll = self._kept.get(cluster["cluster_id"], cluster["run"], lambda: self._read(cluster["cluster_id"]))
        accounts = self._next(roll, params)
        asked = {"cluster": params["cluster"], "accounts": [account for _, account in accounts], "limit": len(accounts)}
        rows = self._store.run(queries.load("list_members_by_accounts"), asked)
        if [(-row["strength"], row["account_id"]) for row in rows] != accounts:  # a run ended just now
            return self._sorted(params)
        return rows

    def _sorted(self, params: Mapping[str, Any]) -> list[Row]:
        return self._store.run(queries.load("list_members_of_cluster"), params)

    @staticmethod
    def _next(roll: _Roll, params: Mapping[str, Any]) -> list[tuple[float, str]]:
        """Return the places on the page."""
        wanted, start = params["verdict"], index_behind(roll.places, params)
        places = (n for n in range(start, len(roll.places)) if wanted is None or roll.verdicts[n] == wanted)
        return [roll.places[n] for n in islice(places, params["limit"])]

    def _read(self, cluster: str) -> _Roll:
        asked = {"cluster": cluster, "after": "", "limit": ALL}
        (page,) = self._store.run(queries.load("export_roll_of_cluster"), asked)
        strengths, accounts, verdicts = page["strengths"], page["accounts"], page["verdicts"]
        order = sorted(zip((-strength for strength in strengths), accounts, count(), strict=False))
        return _Roll([(key, account) for key, account, _ in order], [verdicts[n] for _, _, n in order])
