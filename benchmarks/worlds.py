"""Read an input folder straight into arrays: what a load and a reading from the store would give, without a store.

The rows go through the same checks, normalisation and merging as a load (``linkage.ingest``, ``linkage.engine.chunk``),
and the arrays are put together by the code that reads a store (``read_entities``); only the store itself is left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import polars as pl

from linkage.engine.chunk import Chunk, chunks
from linkage.engine.read_entities import read_entities
from linkage.evaluate.case import Truth, truth_of
from linkage.ingest.clean import Rules, clean
from linkage.ingest.folder import read_folder
from linkage.ingest.mapping import read_mapping
from linkage.ingest.pseudonymise import FINGERPRINT
from linkage.ingest.read import open_table
from linkage.ingest.staging import SCHEMAS, Stream
from linkage.model.entity_graph import EntityGraph
from linkage.model.kind import Kinds
from linkage.model.query import Query
from linkage.simulate.world import truth_path
from linkage.store.base import GraphStore, Row

PROPERTIES = ("status", "verified", "plan", "org")
"""What detection reads of an account beside its creation."""


@dataclass(frozen=True, slots=True)
class World:
    """The arrays of an input folder, and the truth about its accounts in the same order."""

    entities: EntityGraph
    truth: Truth


def read_world(folder: Path) -> World:
    """Return the arrays of a folder and the truth that lies beside it."""
    entities = read_arrays(folder)
    return World(entities, truth_of(truth_path(folder)).ordered(entities.accounts.ids.tolist()))


def read_arrays(source: Path) -> EntityGraph:
    """Return the arrays of a folder, or of what a mapping file names.

    Notes
    -----
    Rows that a load would quarantine are left out. About 4 s for 60,000 accounts with 890,000 rows.
    """
    found = read_mapping(source, Kinds()) if source.suffix == ".toml" else read_folder(source)
    rules = Rules(Kinds(found.kinds), "")
    parts: dict[Stream, list[pl.DataFrame]] = {stream: [pl.DataFrame(schema=SCHEMAS[stream])] for stream in SCHEMAS}
    for number, table in enumerate(found.tables):
        stream: Stream = "accounts" if table.role == "accounts" else "rows"
        for block in open_table(table).blocks():
            rows = clean(block, table, rules).rows.with_columns(table=pl.lit(number))
            parts[stream].append(rows.select(pl.col(name).cast(kind) for name, kind in SCHEMAS[stream].items()))
    whole = {stream: pl.concat(frames) for stream, frames in parts.items()}
    merged = next(chunks(whole["rows"], whole["accounts"], sum(map(len, whole.values())) + 1))
    return read_entities(cast(GraphStore, _Pages(merged, rules.kinds)), rules.kinds)


class _Pages:
    """Answers the export queries from columns, as a store would from its graph: one page with everything."""

    def __init__(self, chunk: Chunk, kinds: Kinds) -> None:
        self._answers = {
            "export_accounts": _accounts(chunk),
            "export_uses": _uses(chunk, kinds),
        }

    def pages(self, query: Query, params: Mapping[str, Any] | None = None) -> Iterator[Row]:
        """Yield the only page."""
        yield self._answers[query.name].to_dict(as_series=True)


def _accounts(chunk: Chunk) -> pl.DataFrame:
    frame = pl.DataFrame({"ids": chunk.ids}, schema={"ids": pl.String}).with_row_index("code")
    told = chunk.accounts.with_columns(
        pl.col("properties").str.json_path_match(f"$.{name}").alias(name) for name in PROPERTIES
    )
    joined = frame.join(told.with_columns(pl.col("code").cast(pl.UInt32)), on="code", how="left", maintain_order="left")
    created = pl.col("created_at").fill_null(-1).alias("created")
    return joined.select("ids", created, pl.col(PROPERTIES).fill_null(""))


def _uses(chunk: Chunk, kinds: Kinds) -> pl.DataFrame:
    label = {kind.name: kind.label for kind in kinds.values()}
    uses = (
        chunk.rows.filter(pl.col("kind") != FINGERPRINT)
        .group_by("code", "kind", "ref")
        .agg(first=pl.col("at").min(), latest=pl.col("at").max(), counts=pl.col("count").sum())
        .with_columns(labels=pl.col("kind").replace_strict(label, return_dtype=pl.String))
    )
    account = pl.Series("accounts", chunk.ids, dtype=pl.String).gather(uses["code"])
    return uses.select("labels", "first", "latest", "counts", refs="ref").insert_column(0, account)
