"""Innocents who share a home or a connection: households, carrier NAT, re-leased addresses, second-hand devices."""

from __future__ import annotations

import numpy as np

from linkage.simulate.addresses import CARRIER, block, residential
from linkage.simulate.draft import ADDRESS, DAY, PAYMENT, PHONE, Draft, Ints
from linkage.simulate.people import homes, live, own_things, settle


def household(draft: Draft, accounts: Ints) -> None:
    """Draw two to six accounts under one roof: one address, often one tablet, sometimes one card or phone.

    Hard because each one is a tiny ring by every rule of sharing, and because rings rent these very addresses.
    """
    sizes = draft.rng.choice([2, 3, 4, 5, 6], len(accounts), p=[0.5, 0.22, 0.17, 0.08, 0.03])
    which = np.repeat(np.arange(len(sizes)), sizes)[: len(accounts)]
    count = int(which[-1]) + 1
    live(draft, accounts, homes(draft, count), which, 3.4)
    own_things(draft, accounts, card=0.45, place=0.0)
    residents = draft.chance(accounts, 0.6)
    draft.mark(ADDRESS, residents, draft.mint(count)[which[residents - accounts[0]]], 1.1)
    users = accounts[(draft.rng.random(count) < draft.blend(0.4, 0.65))[which]]
    draft.hold(users, draft.mint(count)[which[users - accounts[0]]], 0.8)
    for kind, share in ((PAYMENT, draft.blend(0.25, 0.4)), (PHONE, draft.blend(0.1, 0.2))):
        families = draft.rng.random(count) < share
        sharers = draft.chance(accounts[families[which]], 0.8)
        draft.mark(kind, sharers, draft.mint(count)[which[sharers - accounts[0]]], 1.2)


def cgnat(draft: Draft, accounts: Ints) -> None:
    """Draw customers of mobile carriers: thousands behind a handful of addresses, besides a home of their own.

    Hard because the busiest addresses of a platform look like one giant actor.
    """
    rng = draft.rng
    settle(draft, accounts, sessions=1.7)
    carriers = max(1, min(8, len(accounts) // 400))
    share = rng.dirichlet(np.full(carriers, 1.2))
    carrier = rng.choice(carriers, len(accounts), p=share)
    for number in range(carriers):
        members = accounts[carrier == number]
        pool = block(draft, CARRIER + number, max(2, int(len(members) / rng.uniform(20, 400))))
        draft.busy.append(pool)
        weight = rng.dirichlet(np.full(len(pool), 0.7))
        for _ in range(3):
            draft.visit(members, rng.choice(pool, len(members), p=weight), 0.75)


def ip_lease(draft: Draft, accounts: Ints) -> None:
    """Draw customers whose provider hands the same addresses round: one household in March, another in June.

    Hard because strangers share an address, only never at the same time.
    """
    rng = draft.rng
    own_things(draft, accounts)
    address = residential(draft, max(1, int(len(accounts) * rng.uniform(0.8, 1.4))))
    lease = rng.uniform(6, 30) * DAY
    turns = max(1, min(6, int((draft.end - draft.start) / lease)))
    span = (draft.end - draft.start) / turns
    for turn in range(turns):
        order = rng.permutation(max(len(address), len(accounts)))[: len(accounts)] % len(address)
        begin = draft.start + (turn + rng.uniform(0.05, 0.3, len(accounts))) * span
        end = draft.start + (turn + rng.uniform(0.6, 0.95, len(accounts))) * span
        draft.stay(accounts, address[order], begin, end, 3.6 / turns)


def second_hand(draft: Draft, accounts: Ints) -> None:
    """Draw pairs of strangers of whom one sold a device to the other.

    Hard because a device is strong evidence, here of nothing but a sale.
    """
    settle(draft, accounts)
    sellers, buyers = accounts[0::2], accounts[1::2]
    sellers = sellers[: len(buyers)]
    device = draft.mint(len(buyers))
    sold = draft.start + ((draft.end - draft.start) * draft.rng.uniform(0.2, 0.8, len(buyers))).astype(np.int64)
    draft.devices.add(sellers, device, draft.start, sold, 2.0)
    draft.devices.add(buyers, device, sold + DAY * draft.rng.integers(1, 9, len(buyers)), draft.end, 2.0)


def guests(draft: Draft) -> None:
    """Let some innocents use a device or a line of somebody else now and then: friends, colleagues, visitors.

    Hard because such single ties join everything with everything: whoever follows each one ends with one giant.
    """
    everyone = np.arange(draft.taken, dtype=np.int64)
    for pile, share in ((draft.devices, draft.blend(0.01, 0.04)), (draft.stays, draft.blend(0.02, 0.08))):
        hosts = pile.joined()
        visitors = draft.chance(everyone, share)
        host = draft.rng.integers(0, len(hosts.account), len(visitors))
        pile.add(visitors, hosts.value[host], hosts.start[host], hosts.end[host], 0.6)
