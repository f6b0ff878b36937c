from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from linkage.errors import StoreError, StoreHeld
from linkage.store.holder import FILE, Holder

HOLD = """
import sys, time
from pathlib import Path
from linkage.store.holder import Holder
sys.argv = ["/usr/bin/linkage", "load", "alice@example.com", "--key", "secret"]
held = Holder.take(Path({folder!r}))
print("held", flush=True)
time.sleep(60)
"""


@pytest.fixture
def other(tmp_path: Path) -> subprocess.Popen[str]:
    """Another process that holds the folder."""
    code = HOLD.format(folder=str(tmp_path))
    process = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def test_a_second_process_is_told_who_holds_the_folder(tmp_path: Path, other: subprocess.Popen[str]) -> None:
    """The error names process and command, but no argument, which may be an identifier."""
    with other, pytest.raises(StoreHeld) as caught:
        try:
            Holder.take(tmp_path)
        finally:
            other.kill()
    assert f"process {other.pid} (linkage load)" in str(caught.value)
    assert "alice" not in str(caught.value) and "secret" not in (tmp_path / FILE).read_text()
    assert caught.value.hint


def test_a_holder_killed_leaves_nothing_to_clear_away(tmp_path: Path, other: subprocess.Popen[str]) -> None:
    """After kill -9 the folder is free at once, though the file still names the dead."""
    with other:
        os.kill(other.pid, signal.SIGKILL)
        other.wait()
    assert str(other.pid) in (tmp_path / FILE).read_text()
    Holder.take(tmp_path).release()


def test_one_process_cannot_hold_a_folder_twice(tmp_path: Path) -> None:
    """The second time is refused, naming this process; after release it is free again."""
    held = Holder.take(tmp_path)
    with pytest.raises(StoreHeld, match="this process"):
        Holder.take(tmp_path)
    held.release()
    held.release()
    Holder.take(tmp_path).release()


def test_a_folder_that_is_not_there_is_a_store_error(tmp_path: Path) -> None:
    """What the system says is passed on."""
    with pytest.raises(StoreError, match="cannot be written"):
        Holder.take(tmp_path / "gone")
