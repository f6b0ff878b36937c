"""How routes ask the store: queries of the library by name, through the reader of the application."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

from flask import Flask, current_app

from linkage import queries
from linkage.config import Settings
from linkage.engine.cluster_list import ClusterList
from linkage.engine.inbox import Inbox
from linkage.engine.kinds import read_kinds
from linkage.engine.quality import Quality
from linkage.engine.quotient_graph import QuotientGraphs
from linkage.engine.rolls import Rolls
from linkage.engine.shared_identifiers import SharedIdentifiers
from linkage.engine.snapshot import snapshot_folder
from linkage.errors import NotFound
from linkage.model.kind import Kind, Kinds
from linkage.store.base import GraphStore, Row

WARM_GRAPHS = 3
"""Clusters whose graph is read before anybody asks."""


class Reader:
    """The store and settings an application answers from. Safe to use from many threads.

    Parameters
    ----------
    store
        The open store.
    settings
        What the operator set.
    """

    def __init__(self, store: GraphStore, settings: Settings) -> None:
        self.store = store
        self.settings = settings
        self.clusters = ClusterList(store)
        self.rolls = Rolls(store)
        self.shared_identifiers = SharedIdentifiers(store)
        self.inbox = Inbox(store)
        self.graphs = QuotientGraphs(store)
        self.quality = Quality(store, snapshot_folder(settings))
        self._kinds: Kinds | None = None

    def warm(self) -> Iterator[str]:
        """Read what whoever opens the page looks at first: the inbox, and the graphs of the cases on top of it.

        Yields the id of each case whose graph is there.
        """
        for case in self.inbox.first(WARM_GRAPHS):
            for row in self.rows("get_cluster", {"cluster": case.cluster_id, "limit": 1}):
                self.graphs.graph(row)
                yield case.cluster_id

    def rows(self, name: str, params: dict[str, Any], kind: Kind | None = None) -> list[Row]:
        """Return all rows of one query of the library."""
        return self.store.run(queries.load(name, kind), params)

    def one(self, name: str, params: dict[str, Any], what: str) -> Row:
        """Return the only row of one query.

        Raises
        ------
        NotFound
            It has none: there is no ``what`` of that id.
        """
        rows = self.rows(name, {**params, "limit": 1})
        if not rows:
            raise NotFound(f"there is no such {what}")
        return rows[0]

    def kinds(self, *, again: bool = False) -> Kinds:
        """Return the kinds declared in the store, remembered unless asked ``again``."""
        if self._kinds is None or again:
            self._kinds = read_kinds(self.store)
        return self._kinds

    def kind_of_label(self, label: str) -> str:
        """Return the name of the kind whose nodes carry this label, or the label where no kind is declared for it."""
        for again in (False, True):
            try:
                return self.kinds(again=again).by_label(label).name
            except KeyError:
                continue
        return label

    def kind_named(self, name: str) -> Kind:
        """Return a declared kind.

        Raises
        ------
        NotFound
            There is none of this name.
        """
        for again in (False, True):
            if (kind := self.kinds(again=again).get(name)) is not None:
                return kind
        raise NotFound("there is no such kind of identifier", f"declared are {', '.join(self.kinds())}")

    def with_ref(self, ref: str) -> tuple[Kind, Row]:
        """Return the identifier a reference stands for, with its kind.

        A reference does not tell its kind, so every kind's index is asked in turn.

        Raises
        ------
        NotFound
            It stands for none.
        """
        for kind in self._kinds_twice():
            if rows := self.rows("get_identifier_by_ref", {"ref": ref, "limit": 1}, kind):
                return kind, rows[0]
        raise NotFound("there is no identifier with this reference")

    def _kinds_twice(self) -> Iterator[Kind]:
        tried = dict(self.kinds())
        yield from tried.values()
        yield from (kind for name, kind in self.kinds(again=True).items() if name not in tried)


def reader() -> Reader:
    """Return the reader of the application that handles the current request."""
    return reader_of(current_app)


def reader_of(app: Flask) -> Reader:
    """Return the reader of an application."""
    return cast(Reader, app.extensions["linkage"])
