"""One cluster as a quotient graph: read once after each run or load, then opened and folded from memory."""

from __future__ import annotations

from collections.abc import Collection
from itertools import chain

import numpy as np
import polars as pl

from linkage import queries
from linkage.engine.journal import stamp
from linkage.engine.kept import Kept
from linkage.engine.kinds import read_kinds
from linkage.quotient.graph import Quotient, quotient
from linkage.quotient.groups import Groups
from linkage.quotient.incidence import Incidence
from linkage.store.base import GraphStore, Row

MOST_KEPT = 3_000_000
"""Members and uses of all clusters that are kept, about twenty bytes each and the ids."""
MOST_DRAWN = 20_000
"""Nodes and edges of all graphs that are kept."""
AT_ONCE = 20_000
"""Identifiers asked for in one question."""
ALL = 2**31 - 1
FOUNDATIONS = "export_users_of_foundations"
DERIVED = "export_users_of_derived_foundations"


class QuotientGraphs:
    """The clusters that were read. Safe to use from many threads.

    Notes
    -----
    The first graph of a cluster after each run or load costs O(uses of what it rests on); with other nodes opened
    O(uses) of array work; one that was asked for before, nothing. Where no state can be told, nothing is kept.
    """

    def __init__(self, store: GraphStore) -> None:
        self._store = store
        self._kept = Kept[Groups](MOST_KEPT)
        self._drawn = Kept[Quotient](MOST_DRAWN)

    def graph(self, cluster: Row, opened: Collection[str] = ()) -> Quotient:
        """Return the graph of a cluster, with the nodes of these ids opened.

        Parameters
        ----------
        cluster
            A row of ``get_cluster``, read for this graph. A retired cluster has no members, so its graph is empty.

        Raises
        ------
        UsageError
            More would show than anybody could read.
        StoreError
            The store failed.
        """
        name = cluster["cluster_id"]
        state = (stamp(self._store), cluster["run"])
        if not state[0].mark:
            return quotient(name, self._read(name), opened, FOUNDATIONS)

        def draw() -> Quotient:
            return quotient(name, self._kept.get(name, state, lambda: self._read(name)), opened, FOUNDATIONS)

        return self._drawn.get((name, frozenset(opened)), state, draw)

    def _read(self, cluster: str) -> Groups:
        return Groups(read_incidence(self._store, cluster))


def read_incidence(store: GraphStore, cluster: str) -> Incidence:
    """Return who of a cluster used which of the identifiers it rests on."""
    (roll,) = store.run(queries.load("export_roll_of_cluster"), {"cluster": cluster, "after": "", "limit": ALL})
    pages = [page for name in (FOUNDATIONS, DERIVED) for page in _pages(store, name, cluster)]
    kinds = {kind.label: name for name, kind in read_kinds(store).items()}
    return _incidence(_members(roll), _uses(pages), kinds)


def _pages(store: GraphStore, name: str, cluster: str) -> list[Row]:
    return [page for page in store.pages(queries.load(name), {"cluster": cluster, "limit": AT_ONCE}) if page["refs"]]


def _members(roll: Row) -> pl.DataFrame:
    """Return the members, the firmest first: account, flagged, member (their number)."""
    columns = {"account": roll["accounts"], "strength": roll["strengths"], "verdict": roll["verdicts"]}
    schema = {"account": pl.String, "strength": pl.Float64, "verdict": pl.String}
    ordered = pl.DataFrame(columns, schema=schema).sort("strength", "account", descending=[True, False])
    return ordered.select("account", flagged=pl.col("verdict") == "flagged").with_row_index("member")


def _uses(pages: list[Row]) -> pl.DataFrame:
    """Return who used what: ref, label, users (of it, in all), account (null for what nobody used)."""
    rows = [row for page in pages for row in zip(page["refs"], page["labels"], page["accounts"], strict=True)]
    users = [used or [None] for page in pages for used in page["users"]]
    schema = {"ref": pl.String, "label": pl.String, "users": pl.Int64}
    found = pl.DataFrame(rows, schema=schema, orient="row")
    repeated = found.select(pl.all().repeat_by(pl.Series(list(map(len, users)), dtype=pl.Int64))).explode(found.columns)
    return repeated.with_columns(account=pl.Series(list(chain.from_iterable(users)), dtype=pl.String))


def _incidence(members: pl.DataFrame, found: pl.DataFrame, kinds: dict[str, str]) -> Incidence:
    """Return the arrays, each use once.

    A foundation of a derived kind is found twice: as one that nobody used, and with those who used what implies it.
    """
    identifiers = found.select("ref", "label", "users").unique("ref").sort("ref").with_row_index("identifier")
    uses = (
        found.join(members.select("account", "member"), on="account")
        .join(identifiers.select("ref", "identifier"), on="ref")
        .select("member", "identifier")
        .unique()
        .sort("member", "identifier")
    )
    labels = identifiers["label"].to_list()
    return Incidence(
        accounts=members["account"].to_numpy().astype(np.object_),
        flagged=members["flagged"].to_numpy(),
        refs=identifiers["ref"].to_numpy().astype(np.object_),
        kinds=np.array([kinds.get(label, label) for label in labels], np.object_),
        users=identifiers["users"].to_numpy(),
        member=uses["member"].to_numpy().astype(np.int64),
        identifier=uses["identifier"].to_numpy().astype(np.int64),
    )
