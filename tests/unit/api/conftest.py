"""The application on a small world in a real embedded store."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from flask.testing import FlaskClient

from linkage.api import create_app
from linkage.config import Settings
from linkage.engine.schema import apply
from linkage.model.kind import Kinds
from linkage.store.base import GraphStore
from linkage.store.open import open_store
from tests.api_world import fill


@pytest.fixture(scope="session")
def world_settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Name the small world's store; no key is set."""
    return Settings(store=str(tmp_path_factory.mktemp("world") / "store"), heap="512m")


@pytest.fixture(scope="session")
def world(world_settings: Settings) -> Iterator[GraphStore]:
    """Open the small world, which tests only read."""
    store = open_store(world_settings, create=True)
    try:
        apply(store, Kinds())
        fill(store)
        yield store
    finally:
        store.close()


@pytest.fixture
def client(world: GraphStore, world_settings: Settings) -> FlaskClient:
    """Return a client of the application on the small world."""
    return create_app(world_settings, world).test_client()


@pytest.fixture
def keyed(world: GraphStore, world_settings: Settings) -> FlaskClient:
    """Return a client of an application that asks for an API key."""
    return create_app(replace(world_settings, api_key="s3cret"), world).test_client()


@pytest.fixture
def filled(store: GraphStore) -> Any:
    """Return a small world of the test's own, to change while it is read."""
    fill(store)
    return store
