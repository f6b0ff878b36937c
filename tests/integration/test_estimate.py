"""What a load or a detection will take is said before anything runs, and what cannot fit is refused."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from linkage.config import Settings
from linkage.engine import machine
from linkage.engine.detect import detect
from linkage.engine.estimate import estimate_detect, estimate_load
from linkage.engine.load import load
from linkage.engine.snapshot import snapshot_folder
from linkage.errors import TooLarge
from linkage.simulate.world import write_world
from linkage.store.base import GraphStore


@pytest.fixture
def world(tmp_path: Path) -> Path:
    """Return a folder with a world of 300 accounts."""
    write_world(tmp_path / "world", 300, 11)
    return tmp_path / "world"


def test_a_load_is_estimated_row_by_row(world: Path, store: GraphStore, settings: Settings, tmp_path: Path) -> None:
    """The rows are those that the load then reads, and nothing is written before."""
    said = estimate_load(world, settings, None)
    assert store.counts()["Account"] == 0
    report = load(store, world, replace(settings, staging=str(tmp_path)))
    assert said.rows == {name: counts.read for name, counts in report.tables.items()}
    assert said.fits
    assert said.seconds["load"] > 0


def test_what_is_kept_need_not_be_read(
    world: Path, store: GraphStore, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a first load, and after a detection, next to no reading is in it; without what was kept there is."""
    folder = snapshot_folder(settings)
    assert folder is not None
    load(store, world, replace(settings, staging=str(tmp_path)), snapshot=folder)
    many = {name: 10_000 * count for name, count in store.counts().items()}  # seconds are said to a tenth
    with monkeypatch.context() as patched:
        patched.setattr(store, "counts", lambda: many)
        kept = estimate_detect(settings, store)
    detect(store, snapshot=folder)
    monkeypatch.setattr(store, "counts", lambda: many)
    again = estimate_detect(settings, store)
    (folder / "index.json").unlink()
    cold = estimate_detect(settings, store)
    assert kept.rows == again.rows == cold.rows
    of_reading = [said.seconds["read"] / said.seconds["find and publish"] for said in (kept, again, cold)]
    assert max(of_reading[:2]) < of_reading[2] / 3


def test_what_cannot_fit_is_refused(
    world: Path, store: GraphStore, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The refusal names what it takes, what there is, and what would do."""
    load(store, world, replace(settings, staging=str(tmp_path)))
    estimate_detect(settings, store).refuse()
    monkeypatch.setattr(machine, "memory_bytes", lambda: 3 << 20)
    with pytest.raises(TooLarge, match=r"the machine has 3\.0 MB") as refused:
        estimate_detect(settings, store).refuse()
    assert "use a machine with 8 GB" in refused.value.hint
