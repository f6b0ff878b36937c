"""The application on a small world in a real embedded store."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from linkage.api import create_app
from linkage.config import Settings
from linkage.engine.schema import apply
from linkage.ingest.pseudonymise import ref
from linkage.model.kind import Kinds
from linkage.queries import parse
from linkage.store.base import GraphStore, Transaction
from linkage.store.open import open_store

WORLD = Path(__file__).with_name("world.cypher")
IPS = ("192.0.2.1", "192.0.2.2", "2001:db8::1")
DEVICES = ("dev-1", "dev-2")


def fill(store: GraphStore) -> None:
    """Put the small world into an empty store."""
    values = {
        "ips": [{"id": ip, "ref": ref("ip", ip)} for ip in IPS],
        "devices": [{"id": device, "ref": ref("device", device)} for device in DEVICES],
    }
    text = WORLD.read_text("utf-8").partition("\n")[2]
    statements = [part.strip() for part in text.split(";\n") if part.strip()]

    def write(transaction: Transaction) -> None:
        for statement in statements:
            transaction.run(parse(f"// name: fill\n// mode: write\n{statement}"), values)

    store.execute(write)


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
