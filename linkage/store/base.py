"""What every store promises, whatever carries the Cypher."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, Protocol, TypeVar

from linkage.model.query import Query

if TYPE_CHECKING:  # the command line's help needs neither
    import numpy as np
    import polars as pl
    from numpy.typing import NDArray

T = TypeVar("T")
COUNTED = ("Account", "Moment", "Cluster", "Run", "USED", "ACTED")
"""Labels and types that ``GraphStore.counts`` counts."""
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a question returned: columns in order, rows, and whether the row cap cut it."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    truncated: bool


@dataclass(frozen=True, slots=True)
class StoreInfo:
    """What ``doctor`` shows of a store: product, version, address without secrets, and whether GDS is there."""

    product: str
    version: str
    address: str
    gds: str | None


class Transaction(Protocol):
    """One unit of work: all of it is stored, or none."""

    def run(self, query: Query, params: Mapping[str, Any] | None = None) -> list[Row]:
        """Run one query of the library and return all its rows as plain Python values (datetimes aware, UTC)."""
        ...


class Bulk(Protocol):
    """A store that is being filled for the first time. Nothing is checked: a node made twice is there twice."""

    def nodes(
        self, label: str, columns: Mapping[str, pl.Series], more: pl.Series | None = None, after: Sequence[str] = ()
    ) -> NDArray[np.int64]:
        """Make one node a row and return the place of each, shape (n,), for ``ties``.

        Parameters
        ----------
        label
            A label that the schema has.
        columns
            Property -> its values, without nulls: text, whole numbers, flags, times (ms, UTC).
        more
            A JSON object a row: further properties.
        after
            Which of the ``columns`` come behind those.
        """
        ...

    def ties(
        self, name: str, start: NDArray[np.int64], end: NDArray[np.int64], columns: Mapping[str, pl.Series]
    ) -> None:
        """Tie the nodes at two places in each row; the fewer calls, and the more rows of a node in one, the faster."""
        ...

    def settle(self) -> None:
        """Write out what was made so far; memory grows with what was made since the last time."""
        ...


Property = Literal["text", "number", "time"]
"""How a property is read: as text (empty where there is none), as a whole number, or as epoch milliseconds (-1)."""


class Scan(Protocol):
    """Whole labels and types of a store by column, without a query: what is stored at that moment."""

    def nodes(self, label: str, properties: Mapping[str, Property]) -> pl.DataFrame:
        """Return one row a node, in any order: ``place`` (where it lies) and the properties."""
        ...

    def ties(self, name: str, properties: Mapping[str, Property]) -> pl.DataFrame:
        """Return one row a tie, in any order: ``start`` and ``end`` (where its nodes lie) and the properties."""
        ...


class GraphStore(Protocol):
    """The entity graph. Safe to use from many threads; close it on every way out.

    Parameters
    ----------
    writers
        How many transactions a load writes at once: more would wait for each other.
    """

    writers: int

    def run(self, query: Query, params: Mapping[str, Any] | None = None) -> list[Row]:
        """Run one reading query in a transaction of its own and return all its rows.

        Raises
        ------
        StoreUnavailable, QueryError, QueryTimeout
        """
        ...

    def pages(self, query: Query, params: Mapping[str, Any] | None = None) -> Iterator[Row]:
        """Yield the record of each page of an ``export`` query, in key order.

        Such a query takes ``$after`` (a string key) and ``$limit`` and returns one record whose column ``last`` is the
        greatest key of the page, or null when there is nothing more. Lists in a record are parallel.
        """
        ...

    def ranges(self, query: Query, bounds: Sequence[str], params: Mapping[str, Any] | None = None) -> Iterator[Row]:
        """Yield the record of each range of keys of an ``export`` query that takes ``$after`` and ``$until``.

        The first range ends with the first of the ``bounds``, each further one begins after the one before; bounds are
        keys in ascending order, equal ones counting once. Lists in a record are parallel.
        """
        ...

    def execute(self, work: Callable[[Transaction], T], *, journaled: bool = False) -> T:
        """Run ``work`` in one writing transaction, again from its start when the store says that may help.

        ``work`` must therefore have no effect but through the transaction it is given.

        Parameters
        ----------
        journaled
            ``work`` leaves accounts, identifiers and activity as they are, or writes down in the journal which of them
            it changes (``create_change``): the store's mark stays.

        Raises
        ------
        StoreUnavailable, StoreFull, QueryError
            Nothing of ``work`` is stored.
        """
        ...

    def counts(self) -> dict[str, int]:
        """Return how many accounts, moments, clusters and runs there are, by label, and uses and acts, by type.

        Every store keeps these counts: the answer does not take longer where there is more.
        """
        ...

    def mark(self) -> str:
        """Return what stays the same while nothing is written but what is journaled; empty where nobody can tell."""
        ...

    def apply_schema(self, queries: Sequence[Query]) -> None:
        """Create constraints and indexes that are not there yet, and wait until they can be used."""
        ...

    def first_load(self, ties: Sequence[str]) -> AbstractContextManager[Bulk] | None:
        """Return a way to fill a store that no load has written to, or None: this one has none, or is in use already.

        What is made is there when the context ends, all of it; when it ends by an error or a kill, the store is as it
        was. The schema is in place before.

        Parameters
        ----------
        ties
            The types of ties that will be made.
        """
        ...

    def scan(self) -> Scan | None:
        """Return a way to read whole labels and types at once; None where the store is only asked in Cypher."""
        ...

    def explore(self, text: str, params: Mapping[str, Any], *, timeout: float, max_rows: int) -> Answer:
        """Run a user's own reading query: refused if it does more than read, stopped at ``timeout`` seconds.

        Raises
        ------
        QueryRefused, QueryTimeout, QueryError
        """
        ...

    def info(self) -> StoreInfo:
        """Return what the store says of itself."""
        ...

    def close(self) -> None:
        """Let go of the store. Closing twice is harmless."""
        ...
