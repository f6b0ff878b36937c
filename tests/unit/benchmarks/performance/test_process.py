"""What a process costs is counted, and one that takes too long is ended."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.performance.process import run


@pytest.fixture
def script(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A module that ``run`` finds by the name ``measured_script``."""
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    return tmp_path / "measured_script.py"


def test_memory_and_output(script: Path) -> None:
    """The peak holds what the process held, and what it printed comes back."""
    script.write_text("held = bytearray(200 * 2**20)\nfor i in range(0, len(held), 4096): held[i] = 1\nprint('done')\n")
    ended = run(["measured_script"], 60)
    assert (ended.text, ended.failure) == ("done\n", "")
    assert ended.megabytes > 200
    assert 0 < ended.cpu <= ended.seconds * 4


def test_time_limit(script: Path) -> None:
    """A process that goes on is ended at its limit, and says so."""
    script.write_text("import time\ntime.sleep(60)\n")
    ended = run(["measured_script"], 0.5)
    assert ended.seconds < 30
    assert ended.failure.startswith("not done in")


def test_failure_says_why(script: Path) -> None:
    """A process that fails is told by the last line of its complaint."""
    script.write_text("raise SystemExit('no such engine')\n")
    assert run(["measured_script"], 60).failure == "failed: no such engine"
