"""A run limited to the surroundings of what was touched finds what a full run finds."""

from __future__ import annotations

import numpy as np
import pytest

from linkage.engine.find import find
from linkage.model.entity_graph import EntityGraph
from tests.entities import Use, entities, households, names, shared
from tests.unit.linkage.judge.crews import handed_on


def _ring(name: str, size: int) -> list[Use]:
    ring = names(name, size)
    uses: list[Use] = []
    for kind, count in (("payment", size // 4), ("device", size // 3), ("ip", size // 5)):
        for n in range(count):
            users = [a for k, a in enumerate(ring) if n in (k % count, (k * 7 + 3) % count)]
            uses += shared(users, kind, f"{name}-{kind}{n}")
    return uses


def _chain(name: str, size: int) -> list[Use]:
    """Return devices that serve three accounts in a row, cards that join two of every eight, and two rented homes."""
    chain = names(name, size)
    uses = handed_on(chain, "device", 3) + handed_on(chain, "payment", 2, 8)
    return uses + [u for n in (5, 6) for u in shared(chain[n::4], "ip", f"home-ip{n}")]


CREATED = {p: -float((h * 37 + n * 11) % 900) for h in range(80) for n, p in enumerate(names(f"home{h:03d}-", 3))}
CREATED |= {a: -100 + n / 3 for n, a in enumerate(names("chain", 32))}


def _clusters(graph: EntityGraph, of_account: np.ndarray, inside: np.ndarray) -> set[frozenset[str]]:
    found: dict[int, list[str]] = {}
    for account, cluster, counts in zip(graph.accounts.ids.tolist(), of_account.tolist(), inside.tolist(), strict=True):
        if counts:
            found.setdefault(cluster, []).append(account)
    return {frozenset(accounts) for accounts in found.values()}


@pytest.mark.parametrize("touched", ["new", "home003", "ring", "chain"])
def test_a_limited_run_equals_a_full_one(touched: str) -> None:
    """New accounts on an old ring, a family that grows: their surroundings come out as in a full run."""
    before = _ring("ring", 40) + _ring("other", 24) + _chain("chain", 32) + households(80)
    held = find(entities(before, created=CREATED)).held
    grown = before + shared(["ring03", *names("new", 4)], "device", "new-device") + _ring("new", 12)
    graph = entities(grown, created=CREATED)
    whole = find(graph, held=held)
    assert (whole.clusters.support.registered.within_days > 0).sum() >= 10
    near = np.array([a.startswith(touched) for a in graph.accounts.ids.tolist()])
    limited = find(graph, held=held, touched=near)
    assert limited.concerned[near].all()
    assert not limited.concerned.all()
    for of in ("of_account", "campaign"):
        ours = _clusters(graph, getattr(limited.clusters, of), limited.concerned)
        assert ours == _clusters(graph, getattr(whole.clusters, of), limited.concerned)
    for values in ("member_verdict", "member_score", "member_spared"):
        ours, theirs = getattr(limited.clusters, values)(), getattr(whole.clusters, values)()
        assert np.array_equal(ours[limited.concerned], theirs[limited.concerned])


def test_what_is_not_concerned_stays_as_it_was() -> None:
    """The clusters outside the surroundings are those of the run before."""
    before = entities(_ring("ring", 40) + households(80))
    first = find(before)
    after = entities(_ring("ring", 40) + households(80) + _ring("new", 20))
    near = np.array([a.startswith("new") for a in after.accounts.ids.tolist()])
    limited = find(after, held=first.held, touched=near)
    whole = find(after, held=first.held)
    old = np.array([not a.startswith("new") for a in after.accounts.ids.tolist()])
    assert not limited.concerned[old].any()
    assert _clusters(after, whole.clusters.of_account, old) == _clusters(
        before, first.clusters.of_account, np.ones(len(before.accounts), bool)
    )
