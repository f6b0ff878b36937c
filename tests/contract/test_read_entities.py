"""The arrays that detection reads are those the rows say, equal on every store, whatever the ranges they come in."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from linkage.config import Settings
from linkage.engine import read_entities as reading
from linkage.engine.kinds import read_kinds
from linkage.engine.load import load
from linkage.engine.read_entities import read_entities
from linkage.model.entity_graph import EntityGraph
from linkage.store.base import GraphStore
from tests.load_world import START, World, expected_graph, make_world, write_world

WORLD = make_world(60, seed=21)
MIDDLE = (START + 50_000) * 1000


def acts_of(graph: EntityGraph) -> list[tuple[str, str, int, int]]:
    """Return account, fingerprint, time and count of every act, in the order of the arrays."""
    acts = graph.acts
    return [
        (graph.accounts.ids[a], graph.fingerprints[f], int(at), int(count))
        for a, f, at, count in zip(acts.account, acts.fingerprint, acts.at, acts.count, strict=True)
    ]


def expected_acts(world: World, until: int = 2**62) -> list[tuple[str, str, int, int]]:
    """Return the same from the rows."""
    acts = expected_graph(world)["acts"]
    return sorted((a, f, at, count) for a, _, f, at, count in acts if at <= until)


def test_activity_is_read_whole_and_in_order(
    any_store: GraphStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every moment is there, those of one account alone too, by account, fingerprint and time; ``as_of`` cuts them."""
    load(any_store, write_world(WORLD, tmp_path / "in"), Settings(staging=str(tmp_path)))
    for size in (7, 60, 20_000):
        monkeypatch.setattr(reading, "ACCOUNTS_A_PAGE", size)
        graph = read_entities(any_store, read_kinds(any_store))
        assert acts_of(graph) == expected_acts(WORLD)
        assert graph.fingerprints.tolist() == sorted({act[1] for act in expected_acts(WORLD)})
        assert len(graph.uses) == len(expected_graph(WORLD)["uses"])
    early = read_entities(any_store, read_kinds(any_store), as_of=MIDDLE)
    assert acts_of(early) == expected_acts(WORLD, MIDDLE)
    assert 0 < len(early.acts) < len(graph.acts)


def test_an_empty_store_has_no_activity(store: GraphStore) -> None:
    """Nothing loaded, nothing read: arrays of length 0 and of the right type."""
    graph = read_entities(store, read_kinds(store))
    assert len(graph.accounts) == len(graph.uses) == len(graph.acts) == len(graph.fingerprints) == 0
    assert graph.acts.account.dtype == graph.acts.fingerprint.dtype == np.int32
