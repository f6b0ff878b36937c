"""Which worlds an evaluation looks at. Their seeds are for this alone: nothing is developed on them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from benchmarks.baselines import BASELINES, Baseline
from benchmarks.signups import write_signups
from benchmarks.wallets import without_listed, write_wallets
from linkage.simulate.world import write_world

Family = Literal["simulated", "sign-ups", "wallets"]
FAMILIES: tuple[Family, ...] = ("simulated", "sign-ups", "wallets")
FIRST_SEED = 1000
"""Seeds below are free for developing and for tests."""
SECONDS_PER_ACCOUNT = 0.0003
"""Processor time of one world, all methods: only to say beforehand how long a run will take."""
SECONDS_PER_WORLD = 1.0
SIGNUPS = 4
"""Small platforms for each seed of the others: they are cheap, and chance is large in them."""


@dataclass(frozen=True, slots=True)
class Job:
    """One world to make and to measure."""

    family: Family
    accounts: int
    difficulty: float
    seed: int

    @property
    def varied(self) -> bool:
        """Whether the platform logs other things than usual, over another time: every second seed."""
        return self.seed % 2 == 1

    @property
    def days(self) -> int:
        """Length of the observed window."""
        return (90, 120, 240, 365)[self.seed // 2 % 4] if self.varied else 180

    @property
    def seconds(self) -> float:
        """About how much processor time it takes."""
        return SECONDS_PER_WORLD + self.accounts * SECONDS_PER_ACCOUNT

    def write(self, out: Path) -> None:
        """Write the world."""
        match self.family:
            case "simulated":
                write_world(
                    out, self.accounts, self.seed, days=self.days, difficulty=self.difficulty, varied=self.varied
                )
            case "sign-ups":
                write_signups(out, self.seed)
            case "wallets":
                write_wallets(out, self.accounts, self.seed)

    def baselines(self, out: Path) -> Mapping[str, Baseline]:
        """Return what to compare with on the written world."""
        if self.family == "wallets":
            kept = ("capped components", "library Leiden")
            return {"components, hubs listed by hand": without_listed(out)} | {name: BASELINES[name] for name in kept}
        return BASELINES


def standard(first: int, seeds: int, *, large: bool) -> list[Job]:
    """Return the worlds of the committed table; with ``large``, two of a million accounts besides."""
    jobs = [
        Job("simulated", accounts, difficulty, first + seed)
        for accounts, share in ((20_000, 1.0), (60_000, 0.6), (100_000, 0.4))
        for difficulty in (0.2, 0.5, 0.8)
        for seed in range(max(1, round(seeds * share)))
    ]
    if large:
        jobs += [Job("simulated", 1_000_000, difficulty, first) for difficulty in (0.2, 0.8)]
    return [*jobs, *_others(first, seeds)]


def quick(first: int, seeds: int) -> list[Job]:
    """Return a few small worlds, to see whether a change helps at all."""
    jobs = [Job("simulated", 8_000, difficulty, first + seed) for difficulty in (0.2, 0.8) for seed in range(seeds)]
    return [*jobs, *_others(first, seeds)]


def _others(first: int, seeds: int) -> list[Job]:
    signups = [Job("sign-ups", 1100, 0.5, first + seed) for seed in range(SIGNUPS * seeds)]
    return signups + [Job("wallets", 12_000, 0.5, first + seed) for seed in range(min(3, seeds))]
