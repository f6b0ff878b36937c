"""Staged rows come back by account, from a private folder that never outlives its load for long."""

from __future__ import annotations

import fcntl
import stat
from pathlib import Path

import polars as pl
import pytest

from linkage.errors import InputError, StoreFull
from linkage.ingest.block import rejects
from linkage.ingest.quarantine import Quarantine
from linkage.ingest.staging import PART_BYTES, remove_stale, staging


def some_rows(n: int) -> pl.DataFrame:
    """Return rows of ``n`` accounts."""
    return pl.DataFrame(
        {"account": [f"a{i}" for i in range(n)], "kind": "device", "id": "d", "at": range(n), "count": 1}
    )


def test_all_rows_of_an_account_are_in_one_part(tmp_path: Path) -> None:
    """Rows staged at different times meet again, and none is lost."""
    with staging(str(tmp_path), 4 * PART_BYTES) as staged:
        staged.add("rows", some_rows(100), 0)
        staged.add("rows", some_rows(100), 1)
        staged.seal()
        parts = [staged.part("rows", number) for number in range(staged.parts)]
    assert staged.parts == 4
    assert sum(len(part) for part in parts) == staged.rows == 200
    for part in parts:
        assert set(part.group_by("account").len()["len"]) <= {2}


def test_the_folder_is_private_and_removed(tmp_path: Path) -> None:
    """Nobody else may look in; it is gone afterwards, after a failure too; while in use it is not stale."""
    with pytest.raises(RuntimeError), staging(str(tmp_path), 0) as staged:
        assert stat.S_IMODE(staged.folder.stat().st_mode) == 0o700
        assert remove_stale(str(tmp_path)) == 0
        staged.add("rows", some_rows(3), 0)
        raise RuntimeError
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_another_load_cleans_up_while_it_is_made_is_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before its lock is held, a folder looks like one that a killed load left behind."""
    lock = fcntl.flock
    removed: list[int] = []

    def after_another_cleaned_up(descriptor: int, how: int) -> None:
        if how == fcntl.LOCK_EX and not removed:
            removed.append(remove_stale(str(tmp_path)))
        lock(descriptor, how)

    monkeypatch.setattr(fcntl, "flock", after_another_cleaned_up)
    with staging(str(tmp_path), 0) as staged:
        assert removed == [1]
        staged.add("rows", some_rows(3), 0)
        staged.seal()
        assert len(staged.part("rows", 0)) == 3
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    """LINKAGE_STAGING must name a folder."""
    with pytest.raises(InputError, match="LINKAGE_STAGING"), staging(str(tmp_path / "gone"), 0):
        pass


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_is_said_to_be_full(tmp_path: Path) -> None:
    """ENOSPC, in staging or quarantine, becomes StoreFull."""
    with staging(str(tmp_path), 0) as staged:
        (staged.folder / "rows-0.arrow").symlink_to("/dev/full")
        with pytest.raises(StoreFull, match="is full; nothing was written"):
            staged.add("rows", some_rows(100_000), 0)
            staged.seal()
    sink = Quarantine(Path("/dev/full"))
    with pytest.raises(StoreFull, match="is full"):
        sink.add("t.csv", rejects([1] * 10_000, "x", ["bad"] * 10_000))
    sink.close()
