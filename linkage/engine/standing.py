"""What clusters that go on hold on to: of members, identifiers and moments only what changes is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from linkage import queries
from linkage.model.kind import Kind
from linkage.model.query import Query
from linkage.store.base import GraphStore, Transaction

ROWS_A_QUERY = 10_000
CLUSTERS_A_PAGE = 5_000


@dataclass(frozen=True, slots=True)
class Relation:
    """One thing that clusters hold on to.

    Parameters
    ----------
    export, remove, create
        Names of the queries that read it, take it away and make it.
    renew
        Name of the query that sets one anew where it stands; without it, it is taken away and made.
    keys
        Columns that name one of it, each once.
    columns
        All columns, with their types.
    """

    export: str
    remove: str
    create: str
    keys: tuple[str, ...]
    columns: Mapping[str, type[pl.DataType]]
    renew: str | None = None


MEMBERS = Relation(
    "export_members",
    "remove_members",
    "create_members",
    ("clusters", "accounts"),
    {
        "clusters": pl.String,
        "accounts": pl.String,
        "scores": pl.Float64,
        "strengths": pl.Float64,
        "verdicts": pl.String,
        "since": pl.Int64,
        "redundancy": pl.Int64,
        "kinds": pl.Int64,
        "spared": pl.String,
        "companions": pl.Int64,
        "within_days": pl.Float64,
    },
    "renew_members",
)
_WEIGHED = {"members": pl.Int64, "accounts": pl.Int64, "weights": pl.Float64, "shares": pl.Float64}
FOUNDATIONS = Relation(
    "export_foundations",
    "remove_foundations",
    "create_foundations",
    ("clusters", "refs"),
    {"clusters": pl.String, "labels": pl.String, "refs": pl.String, **_WEIGHED, "first": pl.Int64, "latest": pl.Int64},
)
STEPS = Relation(
    "export_steps",
    "remove_steps",
    "create_steps",
    ("clusters", "moments"),
    {"clusters": pl.String, "moments": pl.String, **_WEIGHED},
)


@dataclass(frozen=True, slots=True)
class Renewal:
    """What clusters lose and gain.

    Parameters
    ----------
    gone
        What is there and is to be no more.
    other
        What is to stand where it stands, but otherwise; nothing where the relation cannot be renewed.
    new
        What is to be there and is not.
    """

    relation: Relation
    gone: pl.DataFrame
    other: pl.DataFrame
    new: pl.DataFrame

    @classmethod
    def of(cls, relation: Relation, before: pl.DataFrame, today: pl.DataFrame) -> Renewal:
        """Return what leads from what stands to what is to stand."""
        columns = list(relation.columns)
        gone = before.join(today, on=columns, how="anti").sort(relation.keys)
        new = today.join(before, on=columns, how="anti", maintain_order="left")
        if relation.renew is None:
            return cls(relation, gone, new.clear(), new)
        other = new.join(gone, on=relation.keys, how="semi", maintain_order="left")
        gone, new = (rows.join(other, on=relation.keys, how="anti", maintain_order="left") for rows in (gone, new))
        return cls(relation, gone, other, new)

    def write(self, transaction: Transaction, run: str, kind: Kind | None = None) -> None:
        """Write it, so many rows at a time; ``kind`` where the queries are written for each kind."""
        relation = self.relation
        for part in self.gone.select(relation.keys).iter_slices(ROWS_A_QUERY):
            transaction.run(queries.load(relation.remove, kind), part.to_dict(as_series=False))
        if relation.renew is not None:
            self._set(transaction, queries.load(relation.renew, kind), self.other, run)
        self._set(transaction, queries.load(relation.create, kind), self.new, run)

    @staticmethod
    def _set(transaction: Transaction, query: Query, rows: pl.DataFrame, run: str) -> None:
        for part in rows.drop("labels", strict=False).iter_slices(ROWS_A_QUERY):
            transaction.run(query, {**part.to_dict(as_series=False), "run": run})

    def of_label(self, label: str) -> Renewal:
        """Return what concerns identifiers of one label."""
        chosen = pl.col("labels") == label
        return Renewal(self.relation, *(rows.filter(chosen) for rows in (self.gone, self.other, self.new)))


def framed(relation: Relation, columns: Mapping[str, Sequence[Any]]) -> pl.DataFrame:
    """Return parallel lists as rows of a relation."""
    return pl.DataFrame({name: columns[name] for name in relation.columns}, schema=dict(relation.columns), strict=False)


def read_standing(store: GraphStore, relation: Relation, clusters: Sequence[str]) -> pl.DataFrame:
    """Return what these clusters hold on to now.

    Notes
    -----
    O(what all clusters that are shown hold on to) time, one page of them at a time.
    """
    if not clusters:
        return pl.DataFrame(schema=dict(relation.columns))
    pages = store.pages(queries.load(relation.export), {"limit": CLUSTERS_A_PAGE})
    rows = pl.concat([pl.DataFrame(schema=dict(relation.columns)), *(framed(relation, page) for page in pages)])
    return rows.filter(pl.col("clusters").is_in(list(clusters)))
