"""Pages that are kept, beside those that the query gives anew."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from linkage import queries
from linkage.model.query import Query
from linkage.store.base import GraphStore, Row

Page = Callable[[Row, dict[str, Any]], list[Row]]


def cluster(store: GraphStore) -> Row:
    """Return the cluster that the tests make."""
    return store.run(queries.load("get_cluster"), {"cluster": "op-1", "limit": 1})[0]


def pages(
    store: GraphStore, kept: Page, name: str, params: dict[str, Any], place: tuple[str, str]
) -> Iterator[tuple[list[Row], list[Row]]]:
    """Yield each page, as kept and as the query gives it anew.

    Parameters
    ----------
    kept
        Answers in the place of the query.
    name, params
        The query, and what it is asked but for where a page begins.
    place
        The columns of its order: the key, then the id.
    """
    after: dict[str, Any] = {"after_key": None, "after_id": None}
    while True:
        asked = {"cluster": "op-1", **params, **after}
        page, anew = kept(cluster(store), asked), store.run(queries.load(name), asked)
        yield page, anew
        if not anew:
            return
        after = {"after_key": anew[-1][place[0]], "after_id": anew[-1][place[1]]}


def asked_of(store: GraphStore, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list to which the name of each query that the store runs from now on is added."""
    asked: list[str] = []
    run = store.run

    def noted(asking: Query, given: Any = None) -> list[Row]:
        asked.append(asking.name)
        return run(asking, given)

    monkeypatch.setattr(store, "run", noted)
    return asked
