"""What a first load leaves in the store, known without reading it: the first detection then has nothing to read."""

from __future__ import annotations

import numpy as np
import polars as pl
from numpy.typing import NDArray

from linkage.engine.contents import ACTED, IDENTIFIER, IMPLIED, USED, Contents
from linkage.engine.first_rows import FirstRows
from linkage.model.kind import Kinds

_PARTS: dict[str, dict[str, type[pl.DataType]]] = {
    "ids": {"id": pl.String},
    "identifiers": {"number": pl.UInt32, **IDENTIFIER},
    "moments": {"number": pl.UInt32, "fingerprint": pl.String, "at": pl.Int64},
    "uses": {"account": pl.UInt32, "number": pl.UInt32, "first": pl.Int64, "latest": pl.Int64, "counts": pl.Int64},
    "acts": {"account": pl.UInt32, "number": pl.UInt32, "counts": pl.Int64},
    "derives": {"number": pl.UInt32, "implied": pl.UInt32},
}


class FirstContents:
    """All that a first load wrote of identifiers, their uses and activity.

    Notes
    -----
    Memory: about 32 bytes a use, 16 an act, 60 a moment and 70 an identifier, and as much again to put it in order.
    """

    def __init__(self, kinds: Kinds) -> None:
        self._labels = {kind.name: kind.label for kind in kinds.values()}
        self._accounts = 0
        self._parts = {name: [pl.DataFrame(schema=schema)] for name, schema in _PARTS.items()}

    def add(self, rows: FirstRows) -> None:
        """Remember what a chunk adds."""
        account = pl.col("code").cast(pl.UInt32) + self._accounts
        told = {
            "ids": rows.accounts,
            "identifiers": rows.identifiers.with_columns(
                labels=pl.col("kind").replace_strict(self._labels, return_dtype=pl.String), refs="ref"
            ),
            "moments": rows.moments,
            "uses": rows.uses.with_columns(account=account, first="first_seen", latest="last_seen", counts="count"),
            "acts": rows.acts.with_columns(account=account, counts="count"),
            "derives": rows.derives,
        }
        for name, frame in told.items():
            self._parts[name].append(frame.select(pl.col(one).cast(kind) for one, kind in _PARTS[name].items()))
        self._accounts += len(rows.accounts)

    def contents(self) -> Contents:
        """Return what the store now holds, but of accounts only the ids; nothing stays remembered.

        Notes
        -----
        O(n log n) time.
        """
        ids = self._taken("ids").select(ids="id").with_row_index("account")
        account = _places(ids, "account", "ids")
        named = self._taken("identifiers")
        identifier = _places(named, "number", "labels", "refs")
        moments = self._taken("moments")
        fingerprints = moments.select(fingerprints=pl.col("fingerprint").unique().sort())
        acts = self._taken("acts").join(
            moments.join(
                fingerprints.with_row_index("code"), left_on="fingerprint", right_on="fingerprints", how="left"
            ).select("number", "at", fingerprint="code"),
            on="number",
        )
        uses, derives = self._taken("uses"), self._taken("derives")
        return Contents(
            ids.select("ids").sort("ids"),
            named.select(*IDENTIFIER).sort(*IDENTIFIER),
            fingerprints,
            uses.with_columns(account=account[uses["account"]], identifier=identifier[uses["number"]])
            .select(pl.col(name).cast(kind) for name, kind in USED.items())
            .sort("account", "identifier"),
            acts.with_columns(account=account[acts["account"]])
            .select(pl.col(name).cast(kind) for name, kind in ACTED.items())
            .sort("account", "fingerprint", "at"),
            pl.DataFrame(
                {"identifier": identifier[derives["number"]], "derived": identifier[derives["implied"]]}, schema=IMPLIED
            )
            .unique()
            .sort("identifier", "derived"),
        )

    def _taken(self, name: str) -> pl.DataFrame:
        return pl.concat(self._parts.pop(name), rechunk=True)


def _places(rows: pl.DataFrame, number: str, *order: str) -> NDArray[np.uint32]:
    """Return, by number, which row each is in that order."""
    numbers = rows.sort(*order)[number].to_numpy()
    places = np.empty(int(numbers.max(initial=0)) + 1, np.uint32)
    places[numbers] = np.arange(len(rows), dtype=np.uint32)
    return places
