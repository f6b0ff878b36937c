"""The clusters that were ever published, as the store holds them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from linkage import queries
from linkage.judge.continuity import UNIT
from linkage.store.base import GraphStore

LEVELS = ("operator", "campaign")
CLUSTERS_A_PAGE = 20_000
_CLUSTER = {"clusters": pl.String, "current": pl.Boolean, "shown": pl.Boolean, "remembered": pl.Boolean}
_MEMBER = {"clusters": pl.String, "accounts": pl.String}
_FOUNDATION = {
    "clusters": pl.String,
    "labels": pl.String,
    "refs": pl.String,
    "weights": pl.Float64,
    "first": pl.Int64,
    "latest": pl.Int64,
}


@dataclass(frozen=True, slots=True)
class Published:
    """The clusters of one level that were ever published.

    Parameters
    ----------
    ids
        Their ids, ascending.
    current
        bool, shape (n_known,): of the present, be it set aside while an earlier time is shown.
    shown
        bool, shape (n_known,): what readers see now.
    remembered
        bool, shape (n_known,): whether what it had last is kept apart from what readers see.
    members
        ``cluster`` (position in ``ids``) and ``accounts``: whom each has, or had last.
    foundations
        ``cluster``, ``labels``, ``refs``, ``weight`` (millionths), ``first`` and ``latest`` (epoch milliseconds): what
        of its own each rests on, or rested on last.
    """

    ids: tuple[str, ...]
    current: NDArray[np.bool_]
    shown: NDArray[np.bool_]
    remembered: NDArray[np.bool_]
    members: pl.DataFrame
    foundations: pl.DataFrame

    def names(self, chosen: NDArray[np.bool_]) -> list[str]:
        """Return some of the ids, in order."""
        return [self.ids[n] for n in np.flatnonzero(chosen).tolist()]

    def among(self, ids: tuple[str, ...]) -> NDArray[np.bool_]:
        """Return which of these clusters have one of the ids: bool, shape (n_known,)."""
        given = set(ids)
        return np.array([i in given for i in self.ids], np.bool_)


def read_known(store: GraphStore) -> Mapping[str, Published]:
    """Return the clusters published before, by level, with what identity compares: members and foundations.

    Notes
    -----
    O(memberships and foundations of all clusters, retired ones included) time and memory.
    """
    return {level: _read_level(store, level) for level in LEVELS}


def _read_level(store: GraphStore, level: str) -> Published:
    clusters = _read(store, "export_known_clusters", level, _CLUSTER).sort("clusters")
    place = clusters.select("clusters").with_row_index("cluster").with_columns(pl.col("cluster").cast(pl.Int64))
    members = _read(store, "export_known_members", level, _MEMBER).join(place, on="clusters")
    foundations = _read(store, "export_known_foundations", level, _FOUNDATION).join(place, on="clusters")
    return Published(
        ids=tuple(clusters["clusters"].to_list()),
        current=clusters["current"].to_numpy().astype(np.bool_),
        shown=clusters["shown"].to_numpy().astype(np.bool_),
        remembered=clusters["remembered"].to_numpy().astype(np.bool_),
        members=members.select("cluster", "accounts"),
        foundations=foundations.with_columns((pl.col("weights") * UNIT).round().cast(pl.Int64).alias("weight")).select(
            "cluster", "labels", "refs", "weight", "first", "latest"
        ),
    )


def _read(store: GraphStore, name: str, level: str, schema: Mapping[str, type[pl.DataType]]) -> pl.DataFrame:
    pages = store.pages(queries.load(name), {"level": level, "limit": CLUSTERS_A_PAGE})
    frames = (pl.DataFrame({column: page[column] for column in schema}, schema=schema) for page in pages)
    return pl.concat([pl.DataFrame(schema=schema), *frames], rechunk=True)
