"""Where nothing further can better a path, nothing further is read; the answer is that of reading it all."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from random import Random
from typing import Any

import pytest

from linkage.config import Settings
from linkage.engine import why as searching
from linkage.engine.detect import detect
from linkage.engine.load import load
from linkage.engine.why import why
from linkage.store.base import GraphStore

ACCOUNTS = 18
THINGS = {"device": 10, "payment": 8, "ip": 6, "phone": 5}
"""How many there are of each kind; addresses and phones change hands."""


def _filled(store: GraphStore, folder: Path, seed: int) -> list[str]:
    """Load accounts that share things by chance, at times apart, search them, and return their ids."""
    chosen = Random(seed)
    accounts = [f"a{n:02d}" for n in range(ACCOUNTS)]
    lines = ["account_id,kind,value,seen_at"]
    for account in accounts:
        for kind, many in THINGS.items():
            for _ in range(chosen.randrange(3)):
                value = chosen.randrange(many)
                written = {"ip": f"192.0.2.{value}", "phone": f"+1415555{value:04d}"}.get(kind, f"{kind}-{value}")
                lines.append(f"{account},{kind},{written},2026-{chosen.randrange(1, 12):02d}-05T00:00:00Z")
        lines.append(f"{account},device,own-{account},2026-01-05T00:00:00Z")
    folder.mkdir()
    (folder / "observations.csv").write_text("\n".join(lines) + "\n")
    load(store, folder, Settings(staging=str(folder.parent)))
    detect(store)
    return accounts


def test_the_answer_is_that_of_reading_everything(
    any_store: GraphStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Path, certainty, weakest step and the way around it are the same for every pair; fewer hubs may be met."""
    pairs = list(combinations(_filled(any_store, tmp_path / "in", seed=3), 2))
    early = [why(any_store, *pair) for pair in pairs]
    monkeypatch.setattr(searching, "_is_proven", lambda *_: False)
    whole = [why(any_store, *pair) for pair in pairs]
    assert [replace(one, hubs=()) for one in early] == [replace(one, hubs=()) for one in whole]
    assert all(set(one.hubs) <= set(all_of_it.hubs) for one, all_of_it in zip(early, whole, strict=True))
    assert {len(one.steps) for one in whole} >= {0, 1, 2, 3}


def test_a_path_that_nothing_betters_is_answered_without_the_neighbours(
    store: GraphStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of the pairs that a path of a step or two ties, some are told so before any other account is looked at."""
    pairs = list(combinations(_filled(store, tmp_path / "in", seed=3), 2))

    class More(Exception):
        """More was read."""

    def more(*_: Any) -> None:
        raise More

    monkeypatch.setattr(searching._Search, "_read_neighbours", more)
    answered = []
    for pair in pairs:
        with suppress(More):
            answered.append(why(store, *pair))
    assert {len(one.steps) for one in answered} == {1, 2}


def test_more_accounts_than_are_looked_at_are_owned_up_to(
    store: GraphStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An answer that was not proven within the bound says that it is not complete."""
    accounts = _filled(store, tmp_path / "in", seed=3)
    monkeypatch.setattr(searching, "MOST_ACCOUNTS", 1)
    found = [why(store, *pair) for pair in combinations(accounts, 2)]
    assert {one.complete for one in found} == {True, False}
