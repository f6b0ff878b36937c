"""Benchmarks read a folder into arrays without a store; what they measure must be what a store would give."""

from __future__ import annotations

from contextlib import closing
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.worlds import read_arrays, read_world
from linkage.config import Settings
from linkage.engine.kinds import read_kinds
from linkage.engine.load import load
from linkage.engine.progress import Silent
from linkage.engine.read_entities import read_entities
from linkage.simulate.world import write_world
from linkage.store.open import open_store
from tests.conftest import HEAP


def assert_equal(one: Any, other: Any, name: str = "entities") -> None:
    """Fail with the name of the first array that differs."""
    if is_dataclass(one):
        for field in fields(one):
            assert_equal(getattr(one, field.name), getattr(other, field.name), f"{name}.{field.name}")
    elif isinstance(one, np.ndarray):
        assert one.dtype == other.dtype and one.shape == other.shape, name
        assert one.tolist() == other.tolist(), name
    else:
        assert one == other, name


def test_a_folder_read_without_a_store_gives_the_arrays_of_the_store(tmp_path: Path) -> None:
    """Every array is equal in type, order and value."""
    world = tmp_path / "world"
    write_world(world, 400, 5)
    with closing(open_store(Settings(store=str(tmp_path / "store"), heap=HEAP), create=True)) as store:
        load(store, world, Settings(), quarantine=tmp_path / "q.csv", progress=Silent())
        stored = read_entities(store, read_kinds(store))
    read = read_arrays(world)
    assert len(read.uses) > 2000
    assert len(read.acts) > 1000
    assert_equal(read, stored)


def test_the_truth_is_in_the_order_of_the_accounts(tmp_path: Path) -> None:
    """Truth and arrays speak of the same accounts."""
    write_world(tmp_path / "world", 300, 6)
    world = read_world(tmp_path / "world")
    assert world.truth.ids == world.entities.accounts.ids.tolist()
    assert (world.truth.ring >= 0).sum() > 10
