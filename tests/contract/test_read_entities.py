"""The arrays that detection reads are those the rows say, equal on every store, whatever the ranges they come in."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from linkage.config import Settings
from linkage.engine import read_tables as reading
from linkage.engine.kinds import read_kinds
from linkage.engine.load import load
from linkage.engine.read_entities import read_entities
from linkage.ingest.pseudonymise import ref
from linkage.model.entity_graph import EntityGraph
from linkage.model.kind import Kinds
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


Used = tuple[str, str, str, int, int, int]


def uses_of(graph: EntityGraph) -> list[Used]:
    """Return account, label, ref, first and last time and count of every use."""
    labels, uses = [kind.label for kind in Kinds().values()], graph.uses
    ends = zip(uses.first_seen.tolist(), uses.last_seen.tolist(), uses.count.tolist(), strict=True)
    pairs = zip(uses.account, uses.identifier, strict=True)
    return [
        (graph.accounts.ids[a], labels[graph.kind[i]], graph.refs[i], *end)
        for (a, i), end in zip(pairs, ends, strict=True)
    ]


def expected_uses(world: World) -> list[Used]:
    """Return the same from the rows: what they say, and of what that implies all that two accounts reach."""
    graph = expected_graph(world)
    kind = {kind.label: kind.name for kind in Kinds().values()}
    found = {(a, label, ref(kind[label], id)): end for a, label, id, *end in graph["uses"]}
    implied: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for parent, id, label, derived in graph["derives"]:
        implied.setdefault((parent, id), []).append((label, ref(kind[label], derived)))
    reached: dict[tuple[str, str], dict[str, list[int]]] = {}
    for account, parent, id, *end in graph["uses"]:
        for derived_as in implied.get((parent, id), ()):
            before = reached.setdefault(derived_as, {}).setdefault(account, [*end[:2], 0])
            before[:] = [min(before[0], end[0]), max(before[1], end[1]), before[2] + end[2]]
    for derived_as, ends in reached.items():
        found |= {(a, *derived_as): end for a, end in ends.items() if len(ends) > 1}
    number = {label: n for n, label in enumerate(kind)}
    return sorted(((*key, *end) for key, end in found.items()), key=lambda use: (use[0], number[use[1]], use[2]))


def test_uses_and_activity_are_read_whole_and_in_order(
    any_store: GraphStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Uses, what they imply, and all acts, those of one account alone too; ``as_of`` cuts the acts."""
    load(any_store, write_world(WORLD, tmp_path / "in"), Settings(staging=str(tmp_path)))
    for size in (7, 60, 20_000):
        monkeypatch.setattr(reading, "ACCOUNTS_A_PAGE", size)
        graph = read_entities(any_store, read_kinds(any_store))
        assert acts_of(graph) == expected_acts(WORLD)
        assert graph.fingerprints.tolist() == sorted({act[1] for act in expected_acts(WORLD)})
        assert uses_of(graph) == expected_uses(WORLD)
    early = read_entities(any_store, read_kinds(any_store), as_of=MIDDLE)
    assert acts_of(early) == expected_acts(WORLD, MIDDLE)
    assert 0 < len(early.acts) < len(graph.acts)


def test_an_empty_store_has_no_activity(store: GraphStore) -> None:
    """Nothing loaded, nothing read: arrays of length 0 and of the right type."""
    graph = read_entities(store, read_kinds(store))
    assert len(graph.accounts) == len(graph.uses) == len(graph.acts) == len(graph.fingerprints) == 0
    assert graph.acts.account.dtype == graph.acts.fingerprint.dtype == np.int32
