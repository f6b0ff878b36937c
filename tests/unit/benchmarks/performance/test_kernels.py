"""The kernel is ahead of the peers that a test environment has: ratios of processor time in one run, with much room."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.performance import inputs
from benchmarks.performance.kernels import once, twice

ACCOUNTS, SEED, LIMIT = 5_000, 1, 240.0


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The weighted graph of a small world."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(inputs, "FOLDER", tmp_path_factory.mktemp("benchmarks"))
        return inputs.graph(ACCOUNTS, SEED)


@pytest.fixture(scope="module")
def ours(graph: Path) -> dict[str, object]:
    """Our figures at plain modularity."""
    return twice("linkage, modularity", graph, SEED, LIMIT)


def test_the_same_twice(ours: dict[str, object]) -> None:
    """Two runs in two processes give the same communities."""
    assert ours["same"] is True


def test_ahead_of_networkx(graph: Path, ours: dict[str, object], tmp_path: Path) -> None:
    """At most a fifth of networkx's processor time (a sixtieth is usual), for no less modularity."""
    peer = once("networkx Louvain", graph, SEED, LIMIT, tmp_path / "labels.npy")
    assert _number(ours, "cpu") < _number(peer, "cpu") / 5
    assert _number(ours, "modularity") > _number(peer, "modularity") - 0.02


def test_not_far_behind_networkit(graph: Path, ours: dict[str, object], tmp_path: Path) -> None:
    """On a graph that takes milliseconds, at most five times networkit's time on one thread and some start."""
    pytest.importorskip("networkit")
    peer = once("networkit PLM, 1 thread", graph, SEED, LIMIT, tmp_path / "labels.npy")
    assert _number(ours, "cpu") < 5 * _number(peer, "cpu") + 0.1
    assert _number(ours, "modularity") > _number(peer, "modularity") - 0.02


def test_own_objective_finds_rings(graph: Path, ours: dict[str, object], tmp_path: Path) -> None:
    """The local objective matches rings about as well as plain modularity, or better, on so small a world."""
    local = once("linkage", graph, SEED, LIMIT, tmp_path / "labels.npy")
    assert _number(local, "f1") > _number(ours, "f1") - 0.1 > 0.4


def _number(row: dict[str, object], name: str) -> float:
    value = row[name]
    assert isinstance(value, int | float)
    return float(value)
