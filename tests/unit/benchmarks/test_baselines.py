"""The baselines do what practice does, on cases small enough to see."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from benchmarks.baselines.components import capped_components
from benchmarks.baselines.leiden import library_leiden, library_leiden_with_two_kinds
from benchmarks.baselines.notebook import notebook_rule
from benchmarks.baselines.synchrony import in_step
from linkage.evaluate.case import Said
from linkage.model.entity_graph import Acts, EntityGraph
from tests.entities import entities, households, names, shared

TEN = 600_000


def flagged(graph: EntityGraph, said: Said) -> set[str]:
    """The ids of the flagged accounts."""
    return set(graph.accounts.ids[said.flagged])


def test_components_of_ten_over_devices_and_cards_are_flagged() -> None:
    """Ten on one card are flagged; nine are not, nor ten behind one address, nor sixty on one device."""
    ten, nine, behind, popular = names("t", 10), names("n", 9), names("b", 10), names("p", 60)
    graph = entities(
        shared(ten, "payment", "c1")
        + shared(nine, "device", "d1")
        + shared(behind, "ip", "i1")
        + shared(popular, "device", "d2")
    )
    assert flagged(graph, capped_components(graph)) == set(ten)


def test_the_notebook_resolves_pairs_that_share_three_things_and_marks_them_when_one_is_banned() -> None:
    """Two that share device, card and address with a banned account are marked; two shared things are too few."""
    three = [use for kind in ("device", "payment", "ip") for use in shared(["a", "b", "c"], kind, f"{kind}-abc")]
    two = [use for kind in ("device", "payment") for use in shared(["d", "e"], kind, f"{kind}-de")]
    innocent = [use for kind in ("device", "payment", "ip") for use in shared(["f", "g"], kind, f"{kind}-fg")]
    graph = entities(three + two + innocent, banned=["a", "d"])
    assert flagged(graph, notebook_rule(graph)) == {"a", "b", "c"}


def test_library_leiden_flags_by_size_and_then_by_kinds() -> None:
    """A ring on two kinds passes both rules, one on a single kind the first alone, households none."""
    pytest.importorskip("igraph")
    ring, cafe = names("r", 12), names("k", 12)
    uses = households(20) + shared(ring, "payment", "c1") + shared(ring, "ip", "i1") + shared(cafe, "ip", "i2")
    graph = entities(uses)
    assert flagged(graph, library_leiden(graph)) == {*ring, *cafe}
    assert flagged(graph, library_leiden_with_two_kinds(graph)) == set(ring)


def test_synchrony_flags_who_meets_three_times() -> None:
    """Ten that act together in three moments are flagged; in two moments they are not; a crowd's moment is none."""
    thrice, twice, crowd = names("t", 10), names("u", 10), names("w", 301)
    graph = entities([], alone=[*thrice, *twice, *crowd])
    number = {account: n for n, account in enumerate(graph.accounts.ids)}
    rows = sorted(
        [(number[a], 0, m * TEN) for a in thrice for m in range(3)]
        + [(number[a], 1, m * TEN) for a in twice for m in range(2)]
        + [(number[a], 2, m * TEN) for a in crowd for m in range(5)]
    )
    account, fingerprint, at = (np.array(column) for column in zip(*rows, strict=True))
    acts = Acts(account.astype(np.int32), fingerprint.astype(np.int32), at.astype(np.int64), np.ones(len(rows), int))
    graph = replace(graph, acts=acts, fingerprints=np.array(["f", "g", "h"], object))
    assert flagged(graph, in_step(graph)) == set(thrice)
