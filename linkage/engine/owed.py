"""Which derived ties a load owes: those of the identifiers that it stores, unless an earlier load left some behind.

A row is counted first, and what its identifier implies is tied afterwards: a load killed in between leaves ties that no
later one would miss, since all its rows are counted. So the store says two things, as settings: which loads have begun
and not finished their ties (``deriving:``), and for which kinds every load since the first row has made them
(``derived:``). Where either leaves a doubt, every tie of the input is looked at.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
import polars as pl
from numpy.typing import NDArray

from linkage import queries
from linkage.engine.chunk import Chunk
from linkage.engine.ordered import looked_up
from linkage.ingest.staging import Staging
from linkage.model.kind import Kinds
from linkage.store.base import GraphStore

BEGUN = "deriving:"
WHOLE = "derived:"


@dataclass(slots=True)
class Owed:
    """The derived ties that a load has to see to.

    Parameters
    ----------
    kinds
        The derived kinds of which only the ties of newly stored identifiers are owed.
    markers
        Settings to delete when all that is owed is written: this load's, and those of killed loads of the same input.
    """

    kinds: frozenset[str]
    markers: list[str]
    _new: list[NDArray[np.uint64]] = field(default_factory=list)

    def add(self, chunk: Chunk) -> None:
        """Remember the identifiers of rows that were stored; 8 bytes each."""
        self._new.append(np.unique(_hashes(chunk.rows, "kind", "id")))

    def of(self, kind: str, ties: pl.DataFrame) -> pl.DataFrame:
        """Return the ties of one kind (parent, id, derived) that are owed.

        Notes
        -----
        O(n log m) in ties and remembered identifiers, which are put in order at the first call.
        """
        if kind not in self.kinds:
            return ties
        if len(self._new) != 1:
            self._new = [np.unique(np.concatenate([np.zeros(0, np.uint64), *self._new]))]
        _, owed = looked_up(self._new[0], _hashes(ties, "parent", "id"))
        return ties.filter(pl.Series(owed, dtype=pl.Boolean))


def begin(store: GraphStore, staged: Staging, kinds: Kinds) -> Owed:
    """Say in the store that this load has begun, before its first row, and return what it will owe.

    What is written is written before anything is read, so that of two loads that begin at once one sees the other.
    """
    derived = [kind.name for kind in kinds.values() if kind.derived_from]
    known = {row["id"] for row in store.run(queries.load("list_settings"), {"prefix": WHOLE, "limit": 10_000})}
    input_ = f"{BEGUN}{_fingerprint(staged)}:"
    mine = input_ + uuid.uuid4().hex
    claimed = [WHOLE + name for name in derived if WHOLE + name not in known]
    _merge(store, [mine, *claimed])
    begun = [row["id"] for row in store.run(queries.load("list_settings"), {"prefix": BEGUN, "limit": 10_000})]
    whole = {row["id"] for row in store.run(queries.load("list_settings"), {"prefix": WHOLE, "limit": 10_000})}
    others = [id for id in begun if id != mine]
    doubtful = [id for id in whole if id.removeprefix(WHOLE) not in derived]
    if others or store.run(queries.load("count_ledgers"), {"limit": 1})[0]["ledgers"]:
        doubtful += claimed
    if doubtful:
        store.execute(
            lambda transaction: transaction.run(queries.load("delete_settings"), {"ids": doubtful}), journaled=True
        )
    sure = () if others else (id.removeprefix(WHOLE) for id in whole.difference(doubtful))
    return Owed(frozenset(sure), [mine, *(id for id in others if id.startswith(input_))])


def claim(store: GraphStore, kinds: Kinds) -> None:
    """Say in the store that the first load, which made everything at once, made all ties of the derived kinds."""
    _merge(store, [WHOLE + kind.name for kind in kinds.values() if kind.derived_from])


def settle(store: GraphStore, owed: Owed) -> None:
    """Say in the store that all that was owed is written."""
    store.execute(
        lambda transaction: transaction.run(queries.load("delete_settings"), {"ids": owed.markers}), journaled=True
    )


def _merge(store: GraphStore, ids: Iterable[str]) -> None:
    query = queries.load("merge_setting")
    store.execute(
        lambda transaction: [transaction.run(query, {"id": id, "value": "yes"}) for id in ids], journaled=True
    )


def _fingerprint(staged: Staging) -> str:
    """Return a number that inputs with the same ties have in common, in any order of rows."""
    total = 0
    for number in range(staged.parts):
        total += int(staged.part("derived", number).unique().hash_rows().cast(pl.UInt64).sum() or 0)
    return f"{total % 2**64:016x}"


def _hashes(frame: pl.DataFrame, kind: str, id: str) -> NDArray[np.uint64]:
    return frame.select(kind, id).hash_rows().to_numpy()
