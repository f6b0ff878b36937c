"""A result file is whole or as it was before."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from linkage.engine.output import replacing
from linkage.errors import StoreFull, UsageError


def test_the_file_is_replaced_at_the_end(tmp_path: Path) -> None:
    """Until the block ends the old content is there; afterwards the new, and nothing beside it."""
    path = tmp_path / "out.csv"
    path.write_text("old")
    with replacing(path) as file:
        file.write("new\n")
        assert path.read_text() == "old"
    assert path.read_text() == "new\n"
    assert [p.name for p in tmp_path.iterdir()] == ["out.csv"]


def test_a_failure_leaves_what_was_there(tmp_path: Path) -> None:
    """An error inside leaves the old file and no part of a new one."""
    path = tmp_path / "out.csv"
    path.write_text("old")
    with pytest.raises(RuntimeError), replacing(path) as file:
        file.write("half")
        raise RuntimeError
    assert path.read_text() == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["out.csv"]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    """What a link points at is replaced, not the link."""
    (tmp_path / "there").write_text("old")
    (tmp_path / "link").symlink_to(tmp_path / "there")
    with replacing(tmp_path / "link") as file:
        file.write("new")
    assert (tmp_path / "link").is_symlink() and (tmp_path / "there").read_text() == "new"


def test_a_pipe_is_written_as_it_comes(tmp_path: Path) -> None:
    """What cannot be replaced is written."""
    path = tmp_path / "pipe"
    os.mkfifo(path)
    reader = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    with replacing(path) as file:
        file.write("row\n")
    assert os.read(reader, 100) == b"row\n"
    os.close(reader)


def test_dash_is_stdout(capsys: pytest.CaptureFixture[str]) -> None:
    """``-`` makes no file."""
    with replacing("-") as file:
        file.write("row\n")
    assert capsys.readouterr().out == "row\n"
    assert not Path("-").exists()


@pytest.mark.parametrize("place", ["missing/out.csv", "", "file/out.csv"])
def test_a_path_that_cannot_be_written_is_named(tmp_path: Path, place: str) -> None:
    """No folder, a folder in its place, a file in the folder's place: a usage error that names the path."""
    (tmp_path / "file").write_text("")
    with pytest.raises(UsageError, match="cannot be written") as caught, replacing(tmp_path / place):
        pass
    assert str(tmp_path) in caught.value.cause


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_is_said() -> None:
    """The error says that there is no room."""
    with pytest.raises(StoreFull, match="no room"), replacing("/dev/full") as file:
        file.write("row\n")
