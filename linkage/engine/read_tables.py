"""Read tables from a store: all it holds by ranges of keys, or what it holds of some accounts."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor

import polars as pl

from linkage import queries
from linkage.engine.account_ranges import account_bounds
from linkage.engine.journal import Changed
from linkage.engine.tables import ACCOUNT, ACT, DERIVED, USE, Tables
from linkage.model.kind import Kind, Kinds
from linkage.model.query import Query
from linkage.store.base import GraphStore, Row

ACCOUNTS_A_PAGE = 20_000
DERIVED_A_RANGE = 50_000
NAMED_A_QUERY = 5_000
"""Accounts or identifiers that one query names."""
READERS = 2
"""Queries that are asked beside the longest one."""


def read_tables(store: GraphStore, kinds: Kinds) -> Tables:
    """Return what the store holds, as it holds it.

    Notes
    -----
    About 250 bytes of memory a use and 100 a moment while reading; one range of the store's answers at a time.
    """
    bounds = account_bounds(store, ACCOUNTS_A_PAGE)
    uses = _read(store, "export_uses", bounds, USE)
    return Tables(
        _read(store, "export_accounts", bounds, ACCOUNT),
        uses,
        _read(store, "export_acts", bounds, ACT),
        _read_derived(store, kinds, uses),
    )


def read_some(store: GraphStore, kinds: Kinds, changed: Changed) -> Tables:
    """Return what the store holds of some accounts, and what their identifiers and some others imply.

    Notes
    -----
    O(rows of these accounts), whatever else the store holds.
    """
    names = {"accounts": changed.accounts}
    with ThreadPoolExecutor(READERS) as beside:
        accounts = beside.submit(_read_named, store, "export_changed_accounts", names, ACCOUNT)
        acts = beside.submit(_read_named, store, "export_changed_acts", names, ACT)
        uses = _read_named(store, "export_changed_uses", names, USE)
        others = set(changed.refs).difference(uses["refs"])  # a reference is of one kind: those used are asked for once
        asked = [(kind, parent, _refs(uses, parent, others)) for kind, parent in _derived_kinds(kinds)]
        derived = list(beside.map(lambda one: _read_implied(store, *one), asked))
        return Tables(accounts.result(), uses, acts.result(), pl.concat([pl.DataFrame(schema=DERIVED), *derived]))


def _refs(uses: pl.DataFrame, kind: Kind, others: Collection[str]) -> list[str]:
    """Return the references of the used identifiers of a kind, and some others, in order."""
    return sorted({*uses.filter(pl.col("labels") == kind.label)["refs"], *others})


def _read_implied(store: GraphStore, kind: Kind, parent: Kind, refs: list[str]) -> pl.DataFrame:
    found = _named(store, queries.load("export_changed_derived", kind, parent), {"refs": refs})
    return pl.concat([pl.DataFrame(schema=DERIVED), *(_implied(page, kind, parent) for page in found)])


def _read_named(
    store: GraphStore, name: str, names: Mapping[str, list[str]], schema: Mapping[str, type[pl.DataType]]
) -> pl.DataFrame:
    return _framed(_named(store, queries.load(name), names), schema)


def _named(store: GraphStore, query: Query, names: Mapping[str, list[str]]) -> Iterator[Row]:
    """Yield the records of a query that names what it asks for, so many at a time."""
    for param, values in names.items():
        for start in range(0, len(values), NAMED_A_QUERY):
            part = values[start : start + NAMED_A_QUERY]
            yield from store.pages(query, {param: part, "limit": len(part)})


def _read_derived(store: GraphStore, kinds: Kinds, uses: pl.DataFrame) -> pl.DataFrame:
    frames = [pl.DataFrame(schema=DERIVED)]
    for kind, parent in _derived_kinds(kinds):
        bounds = _parts(uses.filter(pl.col("labels") == parent.label)["refs"].n_unique())
        found = store.ranges(queries.load("export_derived", kind, parent), bounds)
        frames += [_implied(page, kind, parent) for page in found]
    return pl.concat(frames)


def _derived_kinds(kinds: Kinds) -> Iterator[tuple[Kind, Kind]]:
    """Yield each derived kind and the one it comes from."""
    return ((kind, kinds[kind.derived_from]) for kind in kinds.values() if kind.derived_from)


def _implied(found: Row, kind: Kind, parent: Kind) -> pl.DataFrame:
    pairs = pl.DataFrame({"derived": found["derived"], "refs": found["refs"]})
    labels = {"derived_labels": pl.lit(kind.label), "labels": pl.lit(parent.label)}
    return pairs.with_columns(**labels).select(*DERIVED).cast(pl.String)


def _parts(identifiers: int) -> list[str]:
    """Return bounds that cut the references of so many identifiers into ranges; none where there are no identifiers.

    References are hexadecimal and as good as random, so equal parts of their space hold about as many each.
    """
    if not identifiers:
        return []
    count = 1 + identifiers // DERIVED_A_RANGE
    return [*(f"{part * 16**8 // count:08x}" for part in range(1, count)), "g"]


def _read(store: GraphStore, name: str, bounds: Sequence[str], schema: Mapping[str, type[pl.DataType]]) -> pl.DataFrame:
    return _framed(store.ranges(queries.load(name), bounds), schema)


def _framed(found: Iterable[Row], schema: Mapping[str, type[pl.DataType]]) -> pl.DataFrame:
    frames = (pl.DataFrame({column: page[column] for column in schema}, schema=schema) for page in found)
    return pl.concat([pl.DataFrame(schema=schema), *frames], rechunk=True)
