"""Read the entity graph from a store, once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl

from linkage import queries
from linkage.engine.arrange import ACCOUNT, ACT, DERIVED, USE, Tables, arrange
from linkage.model.entity_graph import EntityGraph
from linkage.model.kind import Kinds
from linkage.store.base import GraphStore

ACCOUNTS_A_PAGE = 20_000
DERIVED_A_RANGE = 50_000


def read_entities(store: GraphStore, kinds: Kinds, *, as_of: int | None = None) -> EntityGraph:
    """Return the accounts, identifiers, uses and activity that the store holds.

    Parameters
    ----------
    store
        Where to read.
    kinds
        The declared kinds; identifiers of other labels are left out.
    as_of
        Epoch milliseconds UTC: accounts created, uses begun and moments begun later are left out, and no use lasts
        longer. The status of an account is the latest the store knows: it keeps no history of it.

    Notes
    -----
    About 250 bytes of memory a use and 100 a moment while reading; one range of the store's answers at a time.
    """
    return arrange(read_tables(store, kinds), kinds, as_of=as_of)


def read_tables(store: GraphStore, kinds: Kinds) -> Tables:
    """Return what the store holds, as it holds it."""
    bounds = _bounds(store)
    uses = _read(store, "export_uses", bounds, USE)
    return Tables(
        _read(store, "export_accounts", bounds, ACCOUNT),
        uses,
        _read(store, "export_acts", bounds, ACT),
        _read_derived(store, kinds, uses),
    )


def _bounds(store: GraphStore) -> list[str]:
    """Return account ids that cut the accounts into ranges; the last account is the last of them."""
    pages = list(store.pages(queries.load("export_account_bounds"), {"limit": ACCOUNTS_A_PAGE}))
    return [bound for page in pages for bound in (*page["bounds"], page["last"])]


def _read_derived(store: GraphStore, kinds: Kinds, uses: pl.DataFrame) -> pl.DataFrame:
    frames = [pl.DataFrame(schema=DERIVED)]
    for kind in kinds.values():
        if kind.derived_from:
            parent = kinds[kind.derived_from]
            bounds = _parts(uses.filter(pl.col("labels") == parent.label)["refs"].n_unique())
            labels = {"derived_labels": pl.lit(kind.label), "labels": pl.lit(parent.label)}
            for found in store.ranges(queries.load("export_derived", kind, parent), bounds):
                pairs = pl.DataFrame({"derived": found["derived"], "refs": found["refs"]})
                frames.append(pairs.with_columns(**labels).select(*DERIVED).cast(pl.String))
    return pl.concat(frames)


def _parts(identifiers: int) -> list[str]:
    """Return bounds that cut the references of so many identifiers into ranges; none where there are no identifiers.

    References are hexadecimal and as good as random, so equal parts of their space hold about as many each.
    """
    if not identifiers:
        return []
    count = 1 + identifiers // DERIVED_A_RANGE
    return [*(f"{part * 16**8 // count:08x}" for part in range(1, count)), "g"]


def _read(store: GraphStore, name: str, bounds: Sequence[str], schema: Mapping[str, type[pl.DataType]]) -> pl.DataFrame:
    frames = [
        pl.DataFrame({column: found[column] for column in schema}, schema=schema)
        for found in store.ranges(queries.load(name), bounds)
    ]
    return pl.concat([pl.DataFrame(schema=schema), *frames], rechunk=True)
