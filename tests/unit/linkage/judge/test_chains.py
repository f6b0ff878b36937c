"""Chains: a ring whose identifiers serve two or three accounts each is found as one, however long it is."""

from __future__ import annotations

import numpy as np

from linkage.engine.find import find
from linkage.evidence.weigh import weigh
from linkage.judge.chains import find_chains
from tests.entities import Use, entities, households, names, shared
from tests.unit.linkage.evidence.crowds import busy
from tests.unit.linkage.judge.crews import clusters_of, handed_on, verdicts

CHAIN = names("chain", 48)
FAMILIES = 120
PEOPLE = [p for h in range(FAMILIES) for p in names(f"home{h:03d}-", 3)]


def _chains(extra: list[Use]) -> tuple[list[str], np.ndarray]:
    graph = entities(households(FAMILIES) + handed_on(CHAIN, "device", 2) + handed_on(CHAIN, "payment", 2, 2) + extra)
    return graph.accounts.ids.tolist(), find_chains(weigh(graph))


def _of(ids: list[str], chain: np.ndarray, accounts: list[str]) -> set[int]:
    return {int(chain[ids.index(a)]) for a in accounts}


def test_a_chain_is_one_from_end_to_end_and_families_are_their_own() -> None:
    """Its ends share nothing, and everybody between hands something on."""
    ids, chain = _chains([])
    assert len(_of(ids, chain, CHAIN)) == 1
    assert len(_of(ids, chain, PEOPLE)) == FAMILIES
    assert not _of(ids, chain, CHAIN) & _of(ids, chain, PEOPLE)


def test_addresses_and_hubs_connect_no_chain() -> None:
    """An address changes hands, and a device of more users than a household may be anybody's."""
    address = shared([CHAIN[0], PEOPLE[0]], "ip", "cafe")
    hub = shared([CHAIN[0], *PEOPLE[:18:3]], "device", "library")
    ids, chain = _chains(address + hub)
    assert not _of(ids, chain, CHAIN) & _of(ids, chain, PEOPLE)


def test_a_chain_of_which_many_share_one_kind_alone_is_found_whole() -> None:
    """Devices serve three in a row; a card joins two of every eight: with how they were registered, that is enough."""
    rng = np.random.default_rng(6)
    created = {p: -float(rng.uniform(0, 900)) for p in PEOPLE} | {a: -200 + n / 2 for n, a in enumerate(CHAIN)}
    uses = households(FAMILIES) + handed_on(CHAIN, "device", 3) + handed_on(CHAIN, "payment", 2, 8)
    uses += [(a, "payment", f"own-{a}", 0.0, 1.0) for a in CHAIN]
    graph = entities(uses, created=created, acts=busy(PEOPLE, each=6))
    found = find(graph)
    said = verdicts(graph, found)
    assert len(clusters_of(graph, found, CHAIN[:-1])) == 1
    assert {said[a] for a in CHAIN[:-1]} == {"flagged"}
    assert said[CHAIN[-1]] == "clear", "the last hangs on the one device it was handed"
    assert {said[p] for p in PEOPLE} == {"clear"}
