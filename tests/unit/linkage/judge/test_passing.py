"""Whose home a cluster passed through: a family at rented addresses is spared, a ring that lives at them is not."""

from __future__ import annotations

import numpy as np

from linkage.engine.find import find
from linkage.evidence.weigh import weigh
from linkage.judge.judged import judge_clusters
from linkage.judge.population import Population
from tests.entities import Use, entities, households, names, shared
from tests.unit.linkage.judge.crews import RING, born, pools

FAMILY = names("home004-", 3)


def _rented(*addresses: str) -> list[Use]:
    """Return uses of addresses by the family, and by ten accounts of the ring at the same time."""
    return [u for n, a in enumerate(addresses) for u in shared([*FAMILY, *RING[n : n + 20 : 2]], "ip", a)]


def _together(uses: list[Use], crew: list[str]) -> tuple[list[str], np.ndarray]:
    """Return, of a crew put into one cluster, who is there in passing; others are alone."""
    graph = entities(households(80) + uses, created=born())
    ids = graph.accounts.ids.tolist()
    alone = np.arange(len(ids))
    cluster = np.where(np.isin(graph.accounts.ids, crew), len(ids), alone)
    cluster = np.unique(cluster, return_inverse=True)[1].astype(np.int64)
    judged = judge_clusters(graph, weigh(graph), cluster, Population.of(graph.accounts, alone))
    return ids, judged.in_passing


def _of(ids: list[str], found: np.ndarray, accounts: list[str]) -> set[bool]:
    return {bool(found[ids.index(a)]) for a in accounts}


def test_a_family_at_two_rented_addresses_is_there_in_passing() -> None:
    """No one address holds it to the ring, and it shares a device and an address with itself."""
    uses = pools(RING, payment=10, device=9, ip=6) + _rented("here", "there")
    ids, found = _together(uses, RING + FAMILY)
    assert _of(ids, found, FAMILY) == {True}
    assert _of(ids, found, RING) == {False}


def test_a_device_of_the_ring_ends_it() -> None:
    """Whoever also uses two of its devices did not just live where it passed."""
    uses = pools(RING, payment=10, device=9, ip=6) + _rented("here", "there")
    uses += [(FAMILY[0], "device", f"{RING[0]}-device{n}", 0.0, 1.0) for n in (1, 2)]
    ids, found = _together(uses, RING + FAMILY)
    assert _of(ids, found, FAMILY) == {False}


def test_a_ring_that_addresses_hold_together_is_not_there_in_passing() -> None:
    """Five to a device and a card, and all on the same addresses: these are its own."""
    fives = [RING[n : n + 5] for n in range(0, 30, 5)]
    uses = [u for n, five in enumerate(fives) for kind in ("device", "payment") for u in shared(five, kind, f"five{n}")]
    uses += [u for n in range(6) for u in shared(RING[n::2], "ip", f"line{n}")]
    ids, found = _together(uses, RING)
    assert _of(ids, found, RING) == {False}


def test_nobody_of_such_a_family_is_flagged() -> None:
    """From the uses to the verdict."""
    graph = entities(
        households(80) + pools(RING, payment=10, device=9, ip=6) + _rented("here", "there", "yonder"), created=born()
    )
    verdict = dict(zip(graph.accounts.ids.tolist(), find(graph).clusters.member_verdict().tolist(), strict=True))
    assert {verdict[a] for a in RING} == {"flagged"}
    assert "flagged" not in {verdict[a] for a in verdict if a.startswith("home")}
