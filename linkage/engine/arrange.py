"""Put what a store holds into arrays whose order depends on nothing but the content."""

from __future__ import annotations

import numpy as np
import polars as pl
from numpy.typing import NDArray

from linkage.engine.contents import Contents
from linkage.engine.reached import reached_uses
from linkage.model.entity_graph import UNKNOWN, Accounts, Acts, EntityGraph
from linkage.model.kind import Kinds

_TRUE = ("true", "1", "yes")


def arrange(contents: Contents, kinds: Kinds, *, as_of: int | None = None) -> EntityGraph:
    """Return the entity graph of these contents; see ``read_entities`` for ``as_of``.

    Notes
    -----
    O(n) time, apart from sorting what each account uses.
    """
    contents = contents if as_of is None else _until(contents, as_of)
    kind_of = _kinds_of(contents.identifiers["labels"], kinds)
    order, uses = reached_uses(contents.uses, contents.derived, kind_of)
    acted, acts = _renumbered(contents.acts["fingerprint"].to_numpy(), len(contents.fingerprints))
    return EntityGraph(
        accounts=_accounts(contents.accounts),
        kinds=tuple(kinds),
        groups=tuple(kind.group for kind in kinds.values()),
        lease_days=np.array([kind.lease_days for kind in kinds.values()], np.float64),
        kind=kind_of[order],
        refs=contents.identifiers["refs"].gather(order).to_numpy(),
        uses=uses,
        acts=_acts(contents.acts, acts),
        fingerprints=contents.fingerprints["fingerprints"].gather(acted).to_numpy(),
        derived=np.array([bool(kind.derived_from) for kind in kinds.values()], np.bool_),
    )


def _kinds_of(labels: pl.Series, kinds: Kinds) -> NDArray[np.int16]:
    """Return the number of the kind of each label, -1 where no kind has it."""
    number = {kind.label: number for number, kind in enumerate(kinds.values())}
    return labels.replace_strict(number, default=-1, return_dtype=pl.Int16).to_numpy()


def _renumbered(numbers: NDArray[np.uint32], count: int) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
    """Return which of so many numbers occur, in order, and each number as its place among them."""
    there = np.zeros(count, np.bool_)
    there[numbers] = True
    place = np.cumsum(there, dtype=np.int32) - np.int32(1)
    return np.flatnonzero(there), place[numbers]


def _until(contents: Contents, as_of: int) -> Contents:
    """Return what was known at a time: accounts, uses and moments that began later are left out."""
    known = (pl.col("created") < 0) | (pl.col("created") <= as_of)
    there = contents.accounts.select(known)["created"]
    place = pl.Series(np.cumsum(there.to_numpy()) - 1, dtype=pl.UInt32)

    def of_known(rows: pl.DataFrame, began: str) -> pl.DataFrame:
        rows = rows.filter(there[rows["account"]] & (rows[began] <= as_of))
        return rows.with_columns(account=place[rows["account"]])

    return Contents(
        contents.accounts.filter(there),
        contents.identifiers,
        contents.fingerprints,
        of_known(contents.uses, "first").with_columns(pl.col("latest").clip(upper_bound=as_of)),
        of_known(contents.acts, "at"),
        contents.derived,
    )


def _accounts(table: pl.DataFrame) -> Accounts:
    created = table["created"].to_numpy()
    org = table["org"].rank("dense").to_numpy().astype(np.int32) - 1
    return Accounts(
        ids=table["ids"].to_numpy(),
        created_at=np.where(created < 0, UNKNOWN, created),
        banned=_is(table, pl.col("status").str.to_lowercase() == "banned"),
        verified=_is(table, pl.col("verified").str.to_lowercase().is_in(_TRUE)),
        org=np.where((table["org"] == "").to_numpy(), np.int32(-1), org),
        paid=_is(table, ~pl.col("plan").str.to_lowercase().is_in(["", "free"])),
    )


def _is(table: pl.DataFrame, condition: pl.Expr) -> NDArray[np.bool_]:
    return np.asarray(table.select(condition.alias("is"))["is"].to_numpy(), np.bool_)


def _acts(acts: pl.DataFrame, fingerprint: NDArray[np.int32]) -> Acts:
    return Acts(
        account=acts["account"].to_numpy().astype(np.int32),
        fingerprint=fingerprint,
        at=acts["at"].to_numpy(),
        count=acts["counts"].to_numpy(),
    )
