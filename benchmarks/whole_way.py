"""The whole way on the embedded store: simulate a world, load it, detect, each by the command a user types.

::

    python -m benchmarks.whole_way                       100,000 accounts, about a million observations
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path


def main(arguments: list[str] | None = None) -> None:
    """Run it and print a table of wall time and peak memory."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--accounts", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args(arguments)
    print(f"{'step':<10} {'seconds':>8} {'peak MB':>8}  result", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        world, store = str(Path(folder, "world")), ["--store", str(Path(folder, "store"))]
        _step("simulate", [world, "--accounts", str(given.accounts), "--seed", str(given.seed)])
        _step("load", [world, *store, "--json"])
        _step("detect", [*store, "--json"])
        _step("detect", [*store, "--json"])


def _step(command: str, arguments: list[str]) -> None:
    """Run one command in a process of its own and print its line."""
    began = time.perf_counter()
    with tempfile.TemporaryFile("w+") as said:
        process = subprocess.Popen([sys.executable, "-m", "linkage", command, *arguments], stdout=said, stderr=said)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        seconds = time.perf_counter() - began
        said.seek(0)
        text = said.read().strip()
    if process.returncode:
        raise SystemExit(f"linkage {command} failed:\n{text}")
    print(f"{command:<10} {seconds:>8.1f} {usage.ru_maxrss / 1024:>8.0f}  {_result(text)}", flush=True)


def _result(text: str) -> str:
    """Return the command's JSON object without its nested parts; nothing for a command that says nothing."""
    last = text.splitlines()[-1] if text else ""
    if not last.startswith("{"):
        return ""
    flat = {key: value for key, value in json.loads(last).items() if isinstance(value, int | float)}
    return ", ".join(f"{key} {value:,}" for key, value in flat.items())


if __name__ == "__main__":
    main()
