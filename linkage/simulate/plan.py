"""How many accounts of each ring and each crowd a world holds, drawn anew and widely for every seed."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from linkage.simulate.draft import CROWDS, RING_KINDS
from linkage.simulate.pieces import pieces

USUAL = {
    "household": 0.28,
    "cgnat": 0.2,
    "ip_lease": 0.08,
    "second_hand": 0.008,
    "office": 0.055,
    "corporate_card": 0.025,
    "campus": 0.047,
    "agency": 0.005,
    "dev_team": 0.003,
    "vpn": 0.036,
    "cafe": 0.01,
    "collision": 0.009,
    "burst": 0.006,
    "template": 0.008,
    "cron": 0.013,
}
"""Usual share of each crowd among the innocent; what is left over shares nothing."""

LONGEST = {"lazy": 300, "careful": 300, "mid": 120, "rotating": 300, "camouflage": 250}


@dataclass(frozen=True, slots=True)
class Plan:
    """Sizes in accounts: of every ring, and of every crowd."""

    rings: list[tuple[str, int]]
    crowds: list[tuple[str, int]]


def drawn(rng: np.random.Generator, accounts: int, hydra: int | None, missing: float = 0.0) -> Plan:
    """Return a plan whose sizes add up to the number of accounts; each crowd is missing with this probability."""
    sizes = hydras(rng, accounts) if hydra is None else [hydra]
    least = 5 if accounts >= 500 else 0
    rings = [("hydra", size) for size in sizes] + others(rng, accounts - sum(sizes), least)
    innocent = accounts - sum(size for _, size in rings)
    return Plan(rings, crowds(rng, innocent, missing))


def hydras(rng: np.random.Generator, accounts: int) -> list[int]:
    """Return sizes of hydra networks: one, in large worlds up to three, together one to four in a hundred accounts."""
    total = max(15, int(accounts * np.exp(rng.uniform(np.log(0.01), np.log(0.04)))))
    count = int(rng.integers(1, 4)) if total > 3000 else 1
    share = rng.dirichlet(np.full(count, 4.0))
    sizes = [max(15, int(total * s)) for s in share]
    return sizes


def others(rng: np.random.Generator, accounts: int, least: int) -> list[tuple[str, int]]:
    """Return the other rings; each kind together has at least this many accounts."""
    total = int(accounts * np.exp(rng.uniform(np.log(0.01), np.log(0.045))))
    rings: list[tuple[str, int]] = []
    kinds = RING_KINDS[2:]
    for kind, share in zip(kinds, rng.dirichlet(np.full(len(kinds), 2.0)), strict=True):
        longest = max(8, min(LONGEST[kind], total // 2))
        rings += [(kind, size) for size in pieces(rng, max(least, int(total * share)), 5, longest)]
    return rings


def crowds(rng: np.random.Generator, innocent: int, missing: float) -> list[tuple[str, int]]:
    """Return the size of each crowd, far from its usual share as often as near it, and who is left over."""
    wish = np.array([USUAL[name] for name in CROWDS[1:]]) * rng.lognormal(0, 0.5, len(USUAL))
    wish *= rng.random(len(wish)) >= missing
    wish *= min(1.0, 0.92 / wish.sum())
    sizes = (wish * innocent).astype(int)
    named = [(name, int(size)) for name, size in zip(CROWDS[1:], sizes, strict=True) if size >= 2]
    return [*named, ("", innocent - sum(size for _, size in named))]
