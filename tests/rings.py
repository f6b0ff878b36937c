"""A small world of rings that share cards and devices, loaded ring by ring, for tests of what becomes of clusters."""

from __future__ import annotations

import csv
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from linkage.config import Settings
from linkage.engine.load import load
from linkage.engine.progress import Silent
from linkage.store.base import GraphStore

DAY = 86_400
START = 1_767_225_600
"""The first of January 2026, epoch seconds."""


@dataclass(frozen=True)
class Ring:
    """Accounts made within a day, each on half of the ring's devices and cards.

    Parameters
    ----------
    name
        What its account ids begin with.
    day
        When it begins, in days from ``START``.
    devices, cards
        The identifiers it has.
    size
        Its accounts.
    """

    name: str
    day: int
    devices: Sequence[str]
    cards: Sequence[str]
    size: int = 20

    @property
    def accounts(self) -> list[str]:
        """Return the ids of its accounts."""
        return [f"{self.name}-{n:02}" for n in range(self.size)]


def own(name: str) -> tuple[list[str], list[str]]:
    """Return four devices and four cards that only the ring of this name has."""
    return [f"{name}-device-{n}" for n in range(4)], [f"{name}-card-{n}" for n in range(4)]


def load_rings(store: GraphStore, folder: Path, *rings: Ring, crowd: int = 0, second: str = "payment") -> None:
    """Load rings, and so many people who share nothing, into a store; cards are of the kind ``second``."""
    folder.mkdir(parents=True)
    dice = random.Random(5)
    accounts, observations = [], []
    for ring in rings:
        for n, account in enumerate(ring.accounts):
            at = START + ring.day * DAY + 600 * n
            accounts.append((account, at))
            for kind, values in (("device", ring.devices), (second, ring.cards)):
                for value in dice.sample(sorted(values), max(len(values) // 2, 1)):
                    observations.append((account, kind, value, at + dice.randrange(DAY)))
    for n in range(crowd):
        at = START - dice.randrange(900 * DAY)
        accounts.append((f"person-{n:03}", at))
        observations += [(f"person-{n:03}", kind, f"person-{kind}-{n}", at) for kind in ("device", second)]
    write_table(folder / "accounts.csv", ("account_id", "created_at"), accounts)
    write_table(folder / "observations.csv", ("account_id", "kind", "value", "seen_at"), observations)
    load(store, folder, Settings(), quarantine=folder / "quarantine.csv", progress=Silent())


def write_table(path: Path, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Write a CSV table."""
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([columns, *rows])
