"""Worlds and their graphs, made once and kept: ``make clean`` takes them away."""

from __future__ import annotations

import shutil
from pathlib import Path

from benchmarks.performance.process import run
from benchmarks.performance.results import FOLDER

LIMIT = 1200.0


def world(accounts: int, seed: int) -> Path:
    """Return the folder of a simulated world; its truth lies beside it."""
    folder = FOLDER / f"world-{accounts}-{seed}"
    if not folder.exists():
        _done(["linkage", "simulate", str(folder), "--accounts", str(accounts), "--seed", str(seed)])
    return folder


def graph(accounts: int, seed: int) -> Path:
    """Return the folder of a world's weighted graph and its truth, as arrays."""
    folder = FOLDER / f"graph-{accounts}-{seed}"
    if not (folder / "truth.npz").exists():
        _done(["benchmarks.performance.world_graph", str(world(accounts, seed)), str(folder)])
    return folder


def observed(accounts: int, seed: int) -> Path:
    """Return the world without its activity: what a tool can load that knows no moments."""
    whole = world(accounts, seed)
    folder = FOLDER / f"observed-{accounts}-{seed}"
    folder.mkdir(exist_ok=True)
    for name in ("accounts.parquet", "observations.parquet"):
        if not (folder / name).exists():
            (folder / name).symlink_to(whole / name)
    return folder


def fresh(name: str) -> Path:
    """Return a path below the kept results where nothing is."""
    place = FOLDER / name
    shutil.rmtree(place, ignore_errors=True)
    place.unlink(missing_ok=True)
    place.parent.mkdir(parents=True, exist_ok=True)
    return place


def _done(command: list[str]) -> None:
    ended = run(command, LIMIT)
    if ended.failure:
        raise RuntimeError(f"{command[0]} {ended.failure}")
