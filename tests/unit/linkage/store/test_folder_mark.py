"""The mark of a folder stays from a closing to the next opening, if nobody touched the files."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from linkage.store.folder_mark import FolderMark


@pytest.fixture
def graph(tmp_path: Path) -> Path:
    """Return a folder with two files in it."""
    folder = tmp_path / "graph"
    folder.mkdir()
    (folder / "one").write_text("1")
    (folder / "two").write_text("2")
    return folder


def test_it_stays_while_it_is_closed_and_opened(graph: Path) -> None:
    """Files written while it is open are its own."""
    mark = FolderMark(graph)
    (graph / "three").write_text("3")
    mark.keep()
    again = FolderMark(graph)
    again.keep()
    assert FolderMark(graph).value == again.value == mark.value


def test_it_is_new_after_a_renewal(graph: Path) -> None:
    """And stays new."""
    mark = FolderMark(graph)
    before = mark.value
    mark.renew()
    mark.keep()
    assert before != mark.value == FolderMark(graph).value


@pytest.mark.parametrize("what", ["written", "touched", "added", "gone", "not closed", "mark cut"])
def test_it_is_new_where_files_changed_or_nobody_closed(graph: Path, what: str) -> None:
    """Behind its back anything may have been written."""
    mark = FolderMark(graph)
    if what != "not closed":
        mark.keep()
    if what == "written":
        (graph / "one").write_text("11")
    elif what == "touched":
        os.utime(graph / "one", ns=(1, 1))
    elif what == "added":
        (graph / "three").write_text("3")
    elif what == "gone":
        (graph / "two").unlink()
    elif what == "mark cut":
        kept = graph.parent / "mark.json"
        kept.write_text(kept.read_text()[:-3])
    assert FolderMark(graph).value != mark.value
