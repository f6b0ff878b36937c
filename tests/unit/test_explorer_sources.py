"""The explorer's own unit tests pass, and its lock file names no registry."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

EXPLORER = Path(__file__).parents[2] / "api" / "explorer"
NODE = Path(sys.executable).parent / "node"


def test_its_unit_tests_pass() -> None:
    """Pure functions of the page, run by the Node that builds it."""
    assert NODE.exists(), "Node is not in the environment: make explorer"
    command = [str(NODE), "--test", "src/**/*.test.ts"]
    run = subprocess.run(command, cwd=EXPLORER, capture_output=True, text=True, check=False, timeout=300)
    assert run.returncode == 0, run.stdout[-4000:]
    assert "fail 0" in run.stdout


def test_what_it_is_built_with_is_locked_without_a_host() -> None:
    """Every package has its version and the digest of its content; where it comes from is the user's to say."""
    packages = json.loads((EXPLORER / "package-lock.json").read_text("utf-8"))["packages"]
    installed = {name: one for name, one in packages.items() if name}
    assert len(installed) > 20
    assert all("version" in one and "integrity" in one and "resolved" not in one for one in installed.values())
