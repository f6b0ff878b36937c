"""Stores for tests: always empty, always with the schema, never a mock."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from linkage import queries
from linkage.config import Settings
from linkage.model.kind import Kinds
from linkage.model.query import Query
from linkage.store.base import GraphStore
from linkage.store.open import open_store

HEAP = "512m"
"""One JVM serves every embedded store of the test process; its heap is set once, by the first."""


def schema_queries() -> list[Query]:
    """Return every query of ``cypher/schema``, for every built-in kind where it is written for each kind."""
    kinds = Kinds()
    found: list[Query] = []
    for name in queries.names("schema"):
        if queries.is_per_kind(name):
            found += [queries.load(name, kind) for kind in kinds.values()]
        else:
            found.append(queries.load(name))
    return found


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings of an embedded store that is not there yet."""
    return Settings(store=str(tmp_path / "store"), heap=HEAP)


@pytest.fixture
def store(settings: Settings) -> Iterator[GraphStore]:
    """An empty embedded store with the schema applied."""
    opened = open_store(settings, create=True)
    try:
        opened.apply_schema(schema_queries())
        yield opened
    finally:
        opened.close()
