"""Write which identifiers imply which derived ones, once for each identifier however often it was observed.

Each batch only adds what is not there, so the phase can be repeated: a load that was killed is completed by the next,
and a store that was loaded before a kind was derived gets it when its input is loaded again.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator

import numpy as np
import polars as pl

from linkage import queries
from linkage.engine import journal
from linkage.engine.owed import Owed
from linkage.engine.progress import Progress
from linkage.engine.write_parallel import Fitting, in_parallel
from linkage.ingest.digest import BYTES, digests, hex_of
from linkage.ingest.staging import Staging
from linkage.model.kind import Kind, Kinds
from linkage.store.base import GraphStore, Transaction


def write_derived(
    store: GraphStore,
    staged: Staging,
    kinds: Kinds,
    owed: Owed,
    size: int,
    progress: Progress,
    *,
    journaled: bool,
) -> None:
    """Write the derived identifiers that a load owes, about ``size`` ties a transaction.

    The identifiers are there already. Kind after kind: an identifier has one tie of a kind, so that writers of one kind
    never meet at identifiers, and at derived ones they come in one order.
    """
    progress.step("derive", staged.derived)
    for number in range(staged.parts):
        part = staged.part("derived", number)
        for (name,), rows in sorted(part.unique().partition_by("kind", as_dict=True).items()):
            kind = kinds[str(name)]
            ties = owed.of(kind.name, rows).sort("derived", "id")
            fitting = Fitting(functools.partial(_write, store, kind, kinds, journaled), _halves, progress)
            for _ in in_parallel(_batches(ties, size), fitting.write, store.writers):
                pass
        progress.advance(len(part))


def _write(store: GraphStore, kind: Kind, kinds: Kinds, journaled: bool, rows: pl.DataFrame) -> list[None]:
    query, params = queries.load("merge_derived", kind, kinds[kind.derived_from]), _grouped(rows, kind)

    def work(transaction: Transaction) -> None:
        refs = transaction.run(query, params)[0]["refs"]
        if journaled and refs:
            journal.note(transaction, refs=refs)

    store.execute(work, journaled=journaled)
    return []


def _batches(rows: pl.DataFrame, size: int) -> Iterator[pl.DataFrame]:
    for start in range(0, len(rows), size):
        yield rows[start : start + size]


def _halves(rows: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame] | None:
    middle = len(rows) // 2
    return (rows[:middle], rows[middle:]) if middle else None


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
