"""What a notebook makes of a world before it loads it: accounts, identifiers, and one edge for each pair of them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import polars as pl

LABELS = {"device": "Device", "ip": "IP", "payment": "Payment", "email": "Email", "phone": "Phone"}


@dataclass(frozen=True, slots=True)
class Graph:
    """Tables ready to be loaded.

    Parameters
    ----------
    accounts
        ``id``, ``created_at`` (ms).
    identifiers, edges
        By label: ``id``; ``account``, ``identifier``, ``first_seen``, ``last_seen`` (ms), ``count``.
    rows
        Input rows they come from.
    """

    accounts: pl.DataFrame
    identifiers: dict[str, pl.DataFrame]
    edges: dict[str, pl.DataFrame]
    rows: int


def graph_tables(world: Path) -> Graph:
    """Return the tables of a world, its activity left out."""
    accounts = pl.read_parquet(world / "accounts.parquet", columns=["account_id", "created_at"])
    seen = pl.read_parquet(world / "observations.parquet")
    times = pl.col("seen_at").dt.epoch("ms")
    edges = seen.group_by(pl.col("kind"), account="account_id", identifier="value").agg(
        first_seen=times.min(), last_seen=times.max(), count=pl.col("count").sum()
    )
    of_label = {label: edges.filter(pl.col("kind") == kind).drop("kind") for kind, label in LABELS.items()}
    return Graph(
        accounts.select(id="account_id", created_at=pl.col("created_at").dt.epoch("ms")),
        {label: part.select(id="identifier").unique() for label, part in of_label.items()},
        of_label,
        len(accounts) + len(seen),
    )
