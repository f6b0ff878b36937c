"""What the identifiers of many accounts probably are: a carrier's address, a card bank, a device that collides.

A class is a guess for people who read a report; no weight depends on it. It is made from a few features a hub, by
ordered rules: the first that holds names the class.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from linkage.evidence.signals import Signals
from linkage.evidence.weigh import SAYS_NOTHING, Evidence
from linkage.model.entity_graph import EntityGraph

LEAST_USERS = 8
"""From so many users on a lease is a hub."""
LOOKED_AT = 4
"""So many users of an address are asked which network it belongs to."""
DAY_MS = 86_400_000.0

TELLING = 0.3
"""Share from which a hub speaks of one actor; below, a kind that speaks at all is left unclassified."""
COLLEAGUES = 0.3
"""Part of its users that name one organisation, from which a hub is a campus or an office."""
CROWD = 64
"""Users from which an address is a carrier's or a VPN's rather than a room's."""
POOL = 3
"""Shared addresses of one network from which they are a pool."""
BUSY = 16.0
"""Users an address of the network from which the pool is a carrier's: it gives few addresses to many."""
ROOM_DAYS = 7.0
"""A place that people come to is used for longer than this."""


@dataclass(frozen=True, slots=True)
class Hubs:
    """The leases of many users, one row each.

    Parameters
    ----------
    signal
        int64, shape (n_hubs,): index into the signals.
    kind, group
        str, shape (n_hubs,).
    derived
        bool, shape (n_hubs,): a network is no room and a card's issuer no card.
    users
        int64, shape (n_hubs,), >= LEAST_USERS.
    corroborated, share
        float64, shape (n_hubs,), in [0, 1]: as in ``Evidence``.
    organisation
        float64, shape (n_hubs,), in [0, 1]: part of the users that name the organisation most of them name.
    days
        float64, shape (n_hubs,): from the first use to the last.
    siblings
        int64, shape (n_hubs,): shared addresses of its network, itself included; 0 outside of networks.
    users_a_sibling
        float64, shape (n_hubs,): their mean users; 0 outside of networks.
    """

    signal: NDArray[np.int64]
    kind: NDArray[np.str_]
    group: NDArray[np.str_]
    derived: NDArray[np.bool_]
    users: NDArray[np.int64]
    corroborated: NDArray[np.float64]
    share: NDArray[np.float64]
    organisation: NDArray[np.float64]
    days: NDArray[np.float64]
    siblings: NDArray[np.int64]
    users_a_sibling: NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.signal)

    def classes(self) -> NDArray[np.str_]:
        """Return the class of each hub, shape (n_hubs,)."""
        rules = [rule(self) for rule in RULES.values()]
        return np.select(rules, list(RULES), UNCLASSIFIED).astype(np.str_)


def find_hubs(graph: EntityGraph, evidence: Evidence) -> Hubs:
    """Return the hubs among the leases.

    Notes
    -----
    O(n log n) time in uses, O(n) memory.
    """
    signals = evidence.signals
    hub = np.flatnonzero(signals.degree[: signals.n_leases] >= LEAST_USERS)
    siblings, users_a_sibling = _siblings(signals)
    kind = signals.kind[hub]
    return Hubs(
        signal=hub,
        kind=np.array(signals.kinds, np.str_)[kind],
        group=np.array(signals.groups, np.str_)[kind],
        derived=~signals.observed[kind],
        users=signals.degree[hub],
        corroborated=evidence.corroborated[hub],
        share=evidence.share[hub],
        organisation=_organisation(graph, signals)[hub] / signals.degree[hub],
        days=_days(graph, signals)[hub],
        siblings=siblings[hub],
        users_a_sibling=users_a_sibling[hub],
    )


def _organisation(graph: EntityGraph, signals: Signals) -> NDArray[np.int64]:
    """Return how many users of each signal name the organisation most of them name."""
    org = graph.accounts.org[signals.account].astype(np.int64)
    named = org >= 0
    many = int(org.max(initial=0)) + 1
    pair, count = np.unique(signals.signal[named] * many + org[named], return_counts=True)
    most = np.zeros(len(signals), np.int64)
    np.maximum.at(most, pair // many, count)
    return most


def _days(graph: EntityGraph, signals: Signals) -> NDArray[np.float64]:
    first = np.full(signals.n_leases, np.iinfo(np.int64).max)
    last = np.full(signals.n_leases, np.iinfo(np.int64).min)
    np.minimum.at(first, signals.of_use, graph.uses.first_seen)
    np.maximum.at(last, signals.of_use, graph.uses.last_seen)
    return np.asarray((last - first) / DAY_MS)


def _siblings(signals: Signals) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Return how many shared addresses the network of each signal has, and how many users they have on average."""
    network = _network_of(signals)
    inside = (network >= 0) & signals.observed[signals.kind]
    count = np.bincount(network[inside], minlength=len(signals))
    users = np.bincount(network[inside], signals.degree[inside], minlength=len(signals))
    known = network >= 0
    siblings, mean = np.zeros(len(signals), np.int64), np.zeros(len(signals))
    siblings[known] = count[network[known]]
    mean[known] = users[network[known]] / np.maximum(count[network[known]], 1)
    return siblings, mean


def _network_of(signals: Signals) -> NDArray[np.int64]:
    """Return the signal that is the network of each shared address; of a network, itself; -1 for everything else.

    An address is in the narrowest network that all its users used, of whom a few are looked at.
    """
    address = np.array([group == "network" for group in signals.groups])[signals.kind]
    wide = address & ~signals.observed[signals.kind]
    narrow = address & signals.observed[signals.kind] & (signals.degree >= 2)
    found = np.where(wide, np.arange(len(signals)), -1)
    asked_signal, asked_account = _some_users(signals, narrow)
    edge = wide[signals.signal]
    start = np.searchsorted(signals.account[edge], np.arange(signals.n_accounts + 1))
    many = start[asked_account + 1] - start[asked_account]
    row = np.repeat(np.arange(len(many)), many)
    within = np.arange(len(row)) - np.repeat(np.cumsum(many) - many, many)
    network = signals.signal[edge][start[asked_account[row]] + within]
    pair, seen = np.unique(asked_signal[row] * len(signals) + network, return_counts=True)
    one, other = pair // max(len(signals), 1), pair % max(len(signals), 1)
    common = seen == np.minimum(signals.degree[one], LOOKED_AT)
    one, other = one[common], other[common]
    order = np.lexsort((other, signals.degree[other], one))
    first, where = np.unique(one[order], return_index=True)
    found[first] = other[order][where]
    return np.asarray(found)


def _some_users(signals: Signals, of: NDArray[np.bool_]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the first few (signal, account) edges of each of these signals."""
    edge = np.flatnonzero(of[signals.signal])
    edge = edge[np.argsort(signals.signal[edge], kind="stable")]
    signal = signals.signal[edge]
    kept = np.arange(len(signal)) - np.searchsorted(signal, signal) < LOOKED_AT
    return signal[kept], signals.account[edge[kept]]


UNCLASSIFIED = "unclassified"

RULES: Mapping[str, Callable[[Hubs], NDArray[np.bool_]]] = {
    "card_bank": lambda h: (h.group == "payment") & ~h.derived & (h.share >= TELLING),
    "device_farm": lambda h: (h.group == "device") & (h.share >= TELLING),
    "colliding_fingerprint": lambda h: (h.group == "device") & (h.share < SAYS_NOTHING),
    "disposable": lambda h: (h.kind == "email_domain") & (h.share >= SAYS_NOTHING),
    "campus_or_office": lambda h: (h.group == "network") & (h.organisation >= COLLEAGUES),
    "proxy_pool": lambda h: (h.group == "network") & (h.share >= TELLING) & (h.siblings >= POOL),
    "carrier_nat": lambda h: _innocent(h) & (h.users >= CROWD) & (h.siblings >= POOL) & (h.users_a_sibling >= BUSY),
    "vpn": lambda h: _innocent(h) & (h.users >= CROWD),
    "cafe": lambda h: _innocent(h) & ~h.derived & (h.days >= ROOM_DAYS) & (h.siblings < POOL),
}
"""The classes, in the order in which they are tried."""


def _innocent(hubs: Hubs) -> NDArray[np.bool_]:
    return np.asarray((hubs.group == "network") & (hubs.share < TELLING))


SENTENCES: Mapping[str, str] = {
    "card_bank": "Cards that many accounts pay with who share other things too: probably one actor's bank of cards.",
    "device_farm": "Devices that many accounts use who share other things too: probably a farm of devices.",
    "colliding_fingerprint": "Device ids that strangers have in common: probably a fingerprint that collides.",
    "disposable": "Mail domains whose users share other things too: probably disposable or registered for the purpose.",
    "campus_or_office": "Addresses most of whose users name one organisation: probably a campus or an office.",
    "proxy_pool": "Neighbouring addresses whose users share other things too: probably a pool of proxies.",
    "carrier_nat": "Busy addresses among equally busy neighbours, of strangers: probably a carrier's.",
    "vpn": "Busy addresses of strangers, without busy neighbours: probably a VPN's.",
    "cafe": "Addresses of a few strangers over weeks, alone in their network: probably a cafe or another public room.",
    UNCLASSIFIED: "Identifiers of many accounts that fit no class.",
}
"""What each class means."""
