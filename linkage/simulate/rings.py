"""The rings beside the hydra: lazy, careful, mid, rotating, camouflage."""

from __future__ import annotations

import numpy as np

from linkage.simulate.addresses import HOSTING, block, residential
from linkage.simulate.crew import enlist, events, front, in_step, part, proxies, rent, shuffled, stock
from linkage.simulate.draft import DAY, PAYMENT, PHONE, Draft, Ints
from linkage.simulate.people import ban, own_devices, own_habits, own_mail, own_things, popular


def lazy(draft: Draft, size: int) -> None:
    """Draw a ring that shares everything: machines, cards, a handful of addresses, phones.

    Hard only where an agency, a cafe or an office shares the same way.
    """
    members = enlist(draft, size, "lazy")
    rng, all_in = draft.rng, np.zeros(size, dtype=np.int64)
    draft.hold(members, part(draft, stock(draft, size, 2, 12, 1), all_in, 1))
    own_devices(draft, draft.chance(members, draft.blend(0.1, 0.6)), 0.3, 0.5)
    payers = draft.chance(members, rng.uniform(0.5, 0.95))
    draft.mark(PAYMENT, payers, part(draft, stock(draft, size, 4, 30), all_in[: len(payers)], 1), 1.3)
    lines = np.concatenate([block(draft, HOSTING, max(1, size // 20)), residential(draft, max(1, size // 8))])
    for _ in range(3):
        draft.visit(members, part(draft, lines, all_in, 1, 1.2), 1.1)
    away = draft.chance(members, draft.blend(0.2, 0.7))
    draft.visit(away, residential(draft, len(away)), 1.2)
    callers = draft.chance(members, 0.5)
    draft.mark(PHONE, callers, part(draft, stock(draft, size, 2, 8), all_in[: len(callers)], 1), 1.1)
    _mail_or_front(draft, members)
    _tool(draft, members, rows=3.0, jitter=draft.blend(600, 6 * 3600))
    ban(draft, draft.chance(members, rng.uniform(0.02, 0.2)))


def careful(draft: Draft, size: int) -> None:
    """Draw a ring with own device, own card, own phone each; only a pool of rented addresses in common, and one clock.

    Hard because no single tie is strong: the addresses are households', the rest is timing.
    """
    members = enlist(draft, size, "careful")
    own_things(draft, members, card=0.85, phone=0.5, habits=1.5, more=0.3)
    pool = proxies(draft, max(2, round(size / draft.blend(4, 2))))
    for _ in range(4):
        rent(draft, members, pool, draft.rng.integers(0, len(pool[0]), size), 1.0)
    if draft.rng.random() < 0.2:
        front(draft, members)
    at = events(draft, members, int(draft.rng.integers(10, 40)))
    in_step(draft, members, draft.fingerprints(int(draft.rng.integers(1, 4))), at, 5.0, draft.blend(180, 1200))
    ban(draft, draft.chance(members, 0.02))


def mid(draft: Draft, size: int) -> None:
    """Draw a ring with few machines, fresh cards, mostly its own address for each account, loose timing.

    Hard because each machine joins two or three members only, and nothing else does.
    """
    members = enlist(draft, size, "mid")
    rng = draft.rng
    machines = stock(draft, size, 1.8, 3.5, 2)
    draft.hold(members, machines[np.arange(size) % len(machines)])
    second = draft.chance(members, draft.blend(0.3, 0.1))
    draft.hold(second, rng.choice(machines, len(second)), 0.5)
    own = residential(draft, size * 3).reshape(size, 3)
    for turn in range(3):
        draft.visit(members, own[:, turn], 0.9)
    shared = proxies(draft, max(1, size // 5))
    some = draft.chance(members, draft.blend(0.85, 0.5))
    rent(draft, some, shared, rng.integers(0, len(shared[0]), len(some)), 1.6)
    draft.mark(PAYMENT, members, shuffled(draft, draft.mint(size)), 1.2)
    reused = draft.chance(members, draft.blend(0.2, 0.05))
    draft.mark(PAYMENT, reused, rng.choice(stock(draft, size, 6, 12), len(reused)), 1.0)
    callers = draft.chance(members, 0.5)
    draft.mark(PHONE, callers, draft.mint(len(callers)))
    own_mail(draft, members)
    _tool(draft, members, rows=3.5, jitter=draft.blend(0.5, 3) * DAY)
    ban(draft, draft.chance(members, 0.06))


def rotating(draft: Draft, size: int) -> None:
    """Draw a ring in which every identifier serves two or three neighbours in a row and is then thrown away.

    Hard because no identifier is common each kind changes at its own stride, and the ring is a long thin chain.
    """
    members = enlist(draft, size, "rotating")
    draft.pace[members] *= draft.blend(1.8, 1.1)
    draft.created[members] = np.sort(draft.created[members])
    place = np.arange(size)
    devices = draft.mint(size + 3)
    cards, phones = draft.mint(size + 3), draft.mint(size + 3)
    addresses = residential(draft, size + 3)
    draft.hold(members, devices[place // 2 * 2])
    draft.hold(members, devices[(place + 1) // 2 * 2 + 1])
    for step in range(2):
        draft.visit(members, addresses[place // 3 * 3 + step], 1.5)
    draft.visit(members, addresses[(place + 1) // 3 * 3 + 2], 1.5)
    payers = draft.chance(place, draft.blend(0.8, 0.4))
    draft.mark(PAYMENT, members[payers], cards[(payers + 1) // 2], 1.2)
    callers = draft.chance(place, 0.4)
    draft.mark(PHONE, members[callers], phones[callers // 3])
    own_mail(draft, members)
    _tool(draft, members, rows=2.5, jitter=draft.blend(0.2, 2) * DAY)
    ban(draft, draft.chance(members, 0.06))


def camouflage(draft: Draft, size: int) -> None:
    """Draw a lazy ring at work through popular lines and public machines, with common templates.

    Hard because whatever it shares openly it shares with thousands of innocents.
    """
    members = enlist(draft, size, "camouflage")
    rng, all_in = draft.rng, np.zeros(size, dtype=np.int64)
    crowd = draft.busy[rng.integers(0, len(draft.busy))] if draft.busy else block(draft, HOSTING, 8)
    for _ in range(4):
        draft.visit(members, rng.choice(crowd, size), 0.9)
    draft.hold(members, part(draft, stock(draft, size, 2, draft.blend(8, 3)), all_in, 1))
    own_devices(draft, draft.chance(members, draft.blend(0.3, 0.7)), 0.3)
    if draft.machines and rng.random() < draft.blend(0.4, 0.9):
        public = draft.chance(members, rng.uniform(0.3, 0.9))
        draft.hold(public, rng.choice(draft.machines[rng.integers(0, len(draft.machines))], len(public)), 0.8)
    payers = draft.chance(members, 0.7)
    draft.mark(PAYMENT, payers, part(draft, stock(draft, size, 2, draft.blend(10, 3)), all_in[: len(payers)], 1), 1.2)
    callers = draft.chance(members, 0.4)
    draft.mark(PHONE, callers, draft.mint(len(callers)))
    _mail_or_front(draft, members)
    own_habits(draft, members, 2, personal=0.1)
    at = events(draft, members, int(rng.integers(8, 30)))
    in_step(draft, members, popular(draft, 3), at, 3.0, draft.blend(900, 8 * 3600))
    ban(draft, draft.chance(members, 0.05))


def _mail_or_front(draft: Draft, members: Ints) -> None:
    own_mail(draft, members)
    if draft.rng.random() < 0.2:
        front(draft, members)


def _tool(draft: Draft, members: Ints, rows: float, jitter: float) -> None:
    """Act with the ring's own tool around its events, and with popular templates besides."""
    own_habits(draft, members, 2, personal=0.3)
    at = events(draft, members, int(draft.rng.integers(8, 40)))
    in_step(draft, members, draft.fingerprints(int(draft.rng.integers(1, 4))), at, rows, jitter)
