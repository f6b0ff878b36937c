"""What people and rings do in small worlds: activity at odd times, habits, and steps taken together."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from linkage.evidence.weigh import Evidence
from linkage.model.entity_graph import EntityGraph
from tests.entities import DAY, START, Act, Use, names, shared

HOUR = 3_600_000
MINUTE = 60_000


def busy(people: Sequence[str], *, each: int = 20, days: int = 30, tools: int = 5, seed: int = 1) -> list[Act]:
    """Return activity of people at any time with a few popular fingerprints: ``browser0``, ``browser1``, …."""
    rng = np.random.default_rng(seed)
    return [
        (person, f"browser{rng.integers(tools)}", START + int(rng.integers(days * DAY)))
        for person in people
        for _ in range(each)
    ]


def at(people: Sequence[str], tool: str, *times: float) -> list[Act]:
    """Return activity of all these people at each of these times, in days from the start."""
    return [(person, tool, START + int(time * DAY)) for person in people for time in times]


def in_step(members: Sequence[str], tool: str, *, steps: int = 8, days: int = 30, seed: int = 2) -> list[Act]:
    """Return activity of most members within four minutes of each of so many odd times."""
    rng = np.random.default_rng(seed)
    return [
        (member, tool, START + int(step + rng.integers(4 * MINUTE)))
        for step in rng.integers(days * DAY, size=steps)
        for member in members
        if rng.random() < 0.8
    ]


def carrier(users: int) -> list[Use]:
    """Return strangers behind one address, each with a phone of their own."""
    people = names("mobile", users)
    return shared(people, "ip", "carrier") + [(p, "device", f"phone-{p}", 0.0, 1.0) for p in people]


def bank(accounts: Sequence[str], kind: str, count: int, step: int) -> list[Use]:
    """Return a pool of identifiers dealt out to accounts, one each."""
    return [(account, kind, f"{kind}-{n * step % count}", 0.0, 30.0) for n, account in enumerate(accounts)]


def signals_of(evidence: Evidence, graph: EntityGraph, kind: str, ref: str) -> NDArray[np.int64]:
    """Return the signals that stand for an identifier, or for a fingerprint or its moments."""
    signals = evidence.signals
    known = graph.fingerprints if kind in {"fingerprint", "moment"} else graph.refs
    places = known == ref
    if known is graph.refs:
        places &= graph.kind == graph.kinds.index(kind)
    return np.flatnonzero(signals.of_kind(kind) & (signals.source == np.flatnonzero(places)[0]))


def weight(evidence: Evidence, graph: EntityGraph, kind: str, ref: str) -> float:
    """Return the greatest weight of the signals that stand for it; zero where there is none."""
    return float(evidence.weight[signals_of(evidence, graph, kind, ref)].max(initial=0.0))
