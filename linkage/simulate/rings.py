"""The rings beside the hydra: lazy, careful, mid, rotating, camouflage."""

from __future__ import annotations

import numpy as np

from linkage.simulate.addresses import HOSTING, block, residential
from linkage.simulate.crew import (
    caught,
    enlist,
    events,
    front,
    in_step,
    part,
    proxies,
    rent,
    shared_mail,
    shuffled,
    stock,
    tools,
)
from linkage.simulate.draft import ADDRESS, DAY, PAYMENT, PHONE, Draft, Ints
from linkage.simulate.people import own_devices, own_habits, own_mail, own_place, own_things


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
    placed = draft.chance(members, 0.5)
    draft.mark(ADDRESS, placed, part(draft, stock(draft, size, 4, 30), all_in[: len(placed)], 1), 1.1)
    _mail_or_front(draft, members)
    _tool(draft, members, rows=3.0, jitter=draft.blend(600, 6 * 3600))
    caught(draft, members, rng.uniform(0.02, 0.2))


def careful(draft: Draft, size: int) -> None:
    """Draw a ring with own device, own card, own phone each; in common only small pools of addresses, and one clock.

    Hard because no single tie is strong: an address serves two or three members, or is a household's; the rest is
    timing.
    """
    members = enlist(draft, size, "careful")
    own_things(draft, members, card=0.85, phone=0.5, habits=1.5, more=0.3)
    _pooled(draft, members)
    if draft.rng.random() < 0.2:
        front(draft, members)
    at = events(draft, members, int(draft.rng.integers(10, 40)))
    in_step(draft, members, tools(draft, members), at, draft.rng.uniform(2.5, 5), draft.blend(180, 1200))
    caught(draft, members, 0.02)


def _pooled(draft: Draft, members: Ints) -> None:
    """Let each member draw its addresses from one pool: rented households' lines, or a block of neighbours."""
    rng, size = draft.rng, len(members)
    pools = int(rng.integers(1, max(2, size // 25) + 1))
    of_member = rng.integers(0, pools, size)
    each = max(2, round(size / pools * rng.uniform(0.7, 1.8)))
    rented = rng.random() < 0.5
    for pool in range(pools):
        drawing = members[of_member == pool]
        lines = proxies(draft, each) if rented else _neighbouring(draft, each)
        for _ in range(4):
            rent(draft, drawing, lines, rng.integers(0, each, len(drawing)), 0.9)
    away = draft.chance(members, draft.blend(0.2, 0.7))
    draft.visit(away, residential(draft, len(away)), 1.0)


def _neighbouring(draft: Draft, count: int) -> tuple[Ints, Ints, Ints]:
    """Return addresses of a few networks that nobody else has, for the whole window."""
    ends = np.full(count, draft.end)
    return block(draft, int(draft.rng.integers(200, 206)), count), np.full(count, draft.start), ends


def mid(draft: Draft, size: int) -> None:
    """Draw a ring with few machines, fresh cards, mostly its own address for each account, loose timing.

    Hard because a machine joins a handful of members only, nothing else does, and the clock is off by days.
    """
    members = enlist(draft, size, "mid")
    rng = draft.rng
    machines = stock(draft, size, 3, draft.blend(8, 5), 2)
    draft.hold(members, machines[np.arange(size) % len(machines)])
    second = draft.chance(members, draft.blend(0.3, 0.1))
    draft.hold(second, rng.choice(machines, len(second)), 0.5)
    own_devices(draft, draft.chance(members, draft.blend(0.1, 0.4)), 0.1, 0.4)
    own = residential(draft, size * 3).reshape(size, 3)
    for turn in range(3):
        draft.visit(members, own[:, turn], 1.1)
    shared = proxies(draft, max(1, size // 3))
    some = draft.chance(members, draft.blend(0.5, 0.1))
    rent(draft, some, shared, rng.integers(0, len(shared[0]), len(some)), 1.0)
    draft.mark(PAYMENT, members, shuffled(draft, draft.mint(size)), 1.2)
    reused = draft.chance(members, draft.blend(0.15, 0.0))
    draft.mark(PAYMENT, reused, rng.choice(stock(draft, size, 6, 12), len(reused)), 1.0)
    callers = draft.chance(members, 0.5)
    draft.mark(PHONE, callers, draft.mint(len(callers)))
    own_place(draft, draft.chance(members, 0.5))
    own_mail(draft, members)
    _tool(draft, members, rows=3.5, jitter=draft.blend(0.2, 2) * DAY)
    caught(draft, members, 0.06)


def rotating(draft: Draft, size: int) -> None:
    """Draw a ring in which every identifier serves two or three neighbours in a row and is then thrown away.

    Hard because no identifier is common, each kind changes at its own stride, and the ring is a long thin chain.
    """
    members = enlist(draft, size, "rotating")
    rng = draft.rng
    draft.pace[members] *= draft.blend(1.8, 1.1)
    draft.created[members] = np.sort(draft.created[members])
    place, window = np.arange(size), int(rng.integers(2, 4))
    devices, addresses = draft.mint(size + 3), residential(draft, size + 3)
    for step in range(window):
        draft.hold(members, devices[place + step])
    for step in range(2):
        draft.visit(members, addresses[place + step], 1.5)
    private = draft.chance(members, rng.uniform(0.2, 1))
    draft.visit(private, residential(draft, len(private)), 1.0)
    _handed_on(draft, members, PAYMENT, draft.blend(0.8, 0.4), 2, 1.2)
    _handed_on(draft, members, PHONE, 0.4, int(rng.integers(2, 4)), 1.0)
    _handed_on(draft, members, ADDRESS, 0.4, int(rng.integers(2, 4)), 1.0)
    own_mail(draft, members)
    _tool(draft, members, rows=2.5, jitter=draft.blend(0.2, 2) * DAY)
    caught(draft, members, 0.06)


def _handed_on(draft: Draft, members: Ints, kind: int, share: float, users: int, times: float) -> None:
    """Let this share of the members show things that so many neighbours in a row have, one after the other."""
    shown = draft.chance(np.arange(len(members)), share)
    draft.mark(kind, members[shown], draft.mint(len(members) + users)[(shown + 1) // users], times)


def camouflage(draft: Draft, size: int) -> None:
    """Draw a lazy ring at work through popular lines and public machines, with common templates.

    Hard because whatever it shares openly it shares with thousands of innocents.
    """
    members = enlist(draft, size, "camouflage")
    rng, all_in = draft.rng, np.zeros(size, dtype=np.int64)
    crowd = draft.busy[rng.integers(0, len(draft.busy))] if draft.busy else block(draft, HOSTING, 8)
    for _ in range(4):
        draft.visit(members, rng.choice(crowd, size), 0.9)
    away = draft.chance(members, rng.uniform(0, 0.8))
    draft.visit(away, residential(draft, len(away)), 1.5)
    draft.hold(members, part(draft, stock(draft, size, 2, draft.blend(8, 3)), all_in, 1))
    own_devices(draft, draft.chance(members, draft.blend(0.3, 0.7)), 0.3)
    if draft.machines and rng.random() < draft.blend(0.4, 0.9):
        public = draft.chance(members, rng.uniform(0.3, 0.9))
        draft.hold(public, rng.choice(draft.machines[rng.integers(0, len(draft.machines))], len(public)), 0.8)
    payers = draft.chance(members, rng.uniform(0.4, 0.8))
    draft.mark(PAYMENT, payers, part(draft, stock(draft, size, 2, draft.blend(10, 3)), all_in[: len(payers)], 1), 1.2)
    others = draft.chance(members, 0.3)
    draft.mark(PAYMENT, others, draft.mint(len(others)))
    callers = draft.chance(members, 0.4)
    draft.mark(PHONE, callers, draft.mint(len(callers)))
    own_place(draft, draft.chance(members, 0.4))
    _mail_or_front(draft, members)
    _tool(draft, members, rows=3.0, jitter=draft.blend(900, 8 * 3600))
    caught(draft, members, 0.05)


def _mail_or_front(draft: Draft, members: Ints) -> None:
    shared_mail(draft, members)
    if draft.rng.random() < 0.2:
        front(draft, members)


def _tool(draft: Draft, members: Ints, rows: float, jitter: float) -> None:
    """Act with the ring's own tool around its events, and with popular templates besides."""
    own_habits(draft, members, 2, personal=0.3)
    at = events(draft, members, int(draft.rng.integers(8, 40)))
    in_step(draft, members, tools(draft, members), at, rows, jitter)
