"""The gate: small worlds on which detection must not get worse than it was seen to be.

::

    python -m benchmarks.gate                 print what is seen now beside the floors
    python -m benchmarks.gate --write         set the floors a little below what is seen now, with the date

``tests/integration/test_gate.py`` holds every change to the floors in ``gate.json``.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from benchmarks import ours, page
from benchmarks.measure import Figures, figures
from benchmarks.suite import Job
from benchmarks.worlds import read_world

KEPT = Path(__file__).with_name("gate.json")
WORLDS = (
    Job("simulated", 4_000, 0.3, 40),
    Job("simulated", 5_000, 0.7, 42),
    Job("simulated", 4_000, 0.5, 43),
    Job("sign-ups", 1_100, 0.5, 44),
    Job("wallets", 3_000, 0.5, 46),
)
MARGIN = {"precision": 0.01, "recall": 0.03}
"""How far below what was seen a floor lies; others 0.1, for kinds of ring are few in small worlds."""
SPARE = 2
"""Honest accounts that may be flagged beyond those seen."""
HONEST = "honest flagged"


@dataclass(frozen=True, slots=True)
class Floor:
    """What was seen on one world, on which day, and what must hold: floors, and a ceiling for honest flagged."""

    job: Job
    day: str
    seen: dict[str, float]
    floor: dict[str, float]

    def broken(self, now: dict[str, float]) -> list[str]:
        """Return what does not hold of these figures, in words."""
        wrong = [name for name, least in self.floor.items() if name != HONEST and now.get(name, 0.0) < least - 1e-9]
        told = [f"{name} {now.get(name, 0.0):.3f} < {self.floor[name]:.3f}" for name in wrong]
        if now[HONEST] > self.floor[HONEST]:
            told.append(f"{HONEST} {now[HONEST]:.0f} > {self.floor[HONEST]:.0f}")
        return told


def look(job: Job) -> dict[str, float]:
    """Return the figures of our engine on one world that floors are about."""
    with tempfile.TemporaryDirectory() as folder:
        job.write(Path(folder, "world"))
        world = read_world(Path(folder, "world"))
    return _picked(figures(world, ours.linkage(world.entities)))


def _picked(figures: Figures) -> dict[str, float]:
    found = {name: figures["flagged"][name]["value"] for name in ("precision", "recall")}
    found |= {f"recall of {kind}": f["recall"]["value"] for kind, f in figures["by_ring_kind"].items()}
    reported = figures["by_ring_kind"].get("reported")
    if reported:
        found["reported rings, F >= 0.5"] = reported["half_recovered_by_members"]["value"]
    found[HONEST] = figures["honest"]["flagged"]
    return {name: round(float(value), 4) for name, value in found.items() if value is not None}


def kept() -> list[Floor]:
    """Return the floors."""
    return [Floor(Job(**row.pop("job")), **row) for row in json.loads(KEPT.read_text("utf-8"))]


def lowered(seen: dict[str, float]) -> dict[str, float]:
    """Return floors a little below what was seen, where there was anything to lose."""
    floors = {n: round(max(v - MARGIN.get(n, 0.1), 0.0), 3) for n, v in seen.items() if n != HONEST and v > 0}
    return floors | {HONEST: seen[HONEST] + SPARE}


def main(arguments: list[str] | None = None) -> None:
    """Look at the worlds; set the floors anew where asked to."""
    parser = argparse.ArgumentParser(
        prog="benchmarks.gate", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--write", action="store_true", help="set the floors")
    given = parser.parse_args(arguments)
    seen = {job: look(job) for job in WORLDS}
    before = {floor.job: floor for floor in kept()} if KEPT.exists() else {}
    for job, now in seen.items():
        floor = before[job].floor if job in before else {}
        rows = [[name, f"{value:.3f}", f"{floor[name]:.3f}" if name in floor else "-"] for name, value in now.items()]
        print(f"{job.family}, {job.accounts:,} accounts, difficulty {job.difficulty}, seed {job.seed}\n")
        print(page.table(["", "now", "floor"], rows) + "\n")
    if given.write:
        day = datetime.now(UTC).date().isoformat()
        floors = [asdict(Floor(job, day, now, lowered(now))) for job, now in seen.items()]
        KEPT.write_text(json.dumps(floors, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
