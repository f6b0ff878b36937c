"""Write which identifiers imply which derived ones, once for each identifier however often it was observed.

Each batch only adds what is not there, so the phase can be repeated: a load that was killed is completed by the next,
and a store that was loaded before a kind was derived gets it when its input is loaded again.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import polars as pl

from linkage import queries
from linkage.engine.progress import Progress
from linkage.ingest.digest import BYTES, digests, hex_of
from linkage.ingest.staging import Staging
from linkage.model.kind import Kind, Kinds
from linkage.store.base import GraphStore


def write_derived(store: GraphStore, staged: Staging, kinds: Kinds, size: int, progress: Progress) -> None:
    """Write the derived identifiers of a load, about ``size`` ties a transaction; the identifiers are there already."""
    progress.step("derive", staged.derived)
    for number in range(staged.parts):
        part = staged.part("derived", number)
        for (name,), rows in sorted(part.unique().partition_by("kind", as_dict=True).items()):
            for batch in _batches(rows.sort("derived", "id"), size):
                _write(store, batch, kinds[str(name)], kinds)
        progress.advance(len(part))


def _write(store: GraphStore, rows: pl.DataFrame, kind: Kind, kinds: Kinds) -> None:
    query, params = queries.load("merge_derived", kind, kinds[kind.derived_from]), _grouped(rows, kind)
    store.execute(lambda transaction: transaction.run(query, params))


def _batches(rows: pl.DataFrame, size: int) -> Iterator[pl.DataFrame]:
    for start in range(0, len(rows), size):
        yield rows[start : start + size]


def _grouped(rows: pl.DataFrame, kind: Kind) -> dict[str, list[str] | list[int]]:
    """Return each derived identifier once, and where the identifiers that imply it begin."""
    _, first = np.unique(rows["derived"].rle_id().to_numpy(), return_index=True)
    ids = rows["derived"].gather(first).to_list()
    return {
        "derived": ids,
        "ref": hex_of(digests(pl.Series(ids, dtype=pl.String), BYTES, f"{kind.name}\0".encode())).to_list(),
        "first": [*first.tolist(), len(rows)],
        "identifier": rows["id"].to_list(),
    }
