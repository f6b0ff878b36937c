"""Innocents whom popular things bring together: VPNs, cafes, colliding fingerprints, bursts, templates, schedules."""

from __future__ import annotations

import numpy as np

from linkage.simulate.addresses import HOSTING, block
from linkage.simulate.draft import DAY, Draft, Ints
from linkage.simulate.people import join, popular, settle
from linkage.simulate.pieces import parted


def vpn(draft: Draft, accounts: Ints) -> None:
    """Draw customers of VPN providers: dozens of exits in a hosting network, each used by many, several by each.

    Hard because a ring behind the same provider is hidden among them.
    """
    rng = draft.rng
    settle(draft, accounts, sessions=1.3)
    for customers in parted(rng, accounts, 60, 3000):
        exits = block(draft, HOSTING, int(rng.integers(8, 60)))
        draft.busy.append(exits)
        for _ in range(4):
            draft.visit(customers, rng.choice(exits, len(customers)), 0.8)


def cafe(draft: Draft, accounts: Ints) -> None:
    """Draw guests of internet cafes: one line, ten machines, hundreds of strangers.

    Hard because strangers share both a device and an address, on the same days.
    """
    for guests in parted(draft.rng, accounts, 30, 400):
        rng = draft.rng
        settle(draft, guests, sessions=1.0, card=0.4)
        machines = draft.mint(int(rng.integers(5, 16)))
        line = block(draft, 196, 1)
        draft.busy.append(line)
        draft.machines.append(machines)
        draft.visit(guests, line[0], 2.2)
        for _ in range(2):
            draft.hold(guests, rng.choice(machines, len(guests)), 1.0)


def collision(draft: Draft, accounts: Ints) -> None:
    """Draw strangers whose device fingerprint is the default of one cheap phone or one privacy browser.

    Hard because the strongest kind of evidence is wrong about all of them at once.
    """
    for strangers in parted(draft.rng, accounts, 20, 600):
        settle(draft, strangers)
        fingerprint = draft.mint(1)
        draft.machines.append(fingerprint)
        draft.hold(strangers, fingerprint[0], 2.5)


def burst(draft: Draft, accounts: Ints) -> None:
    """Draw people who sign up within hours of a broadcast or at one event, some from the hall's own line.

    Hard because bulk registration has the same shape.
    """
    length = draft.end - draft.start
    for crowd in parted(draft.rng, accounts, 20, 400):
        rng = draft.rng
        settle(draft, crowd, sessions=3.0)
        begin = draft.start + int(length * rng.uniform(0.1, 0.8))
        join(draft, crowd, begin + rng.exponential(rng.uniform(0.5, 6) * 3600, len(crowd)))
        guests = draft.chance(crowd, rng.uniform(0, 0.5))
        draft.stay(guests, block(draft, 197, 1)[0], begin, begin + 2 * DAY, 1.5)


def template(draft: Draft, accounts: Ints) -> None:
    """Draw readers of one tutorial or users of one plug-in: the same request, copied, each at their own time.

    Hard because a fingerprint shared by dozens is what a campaign's tool looks like.
    """
    for readers in parted(draft.rng, accounts, 15, 300):
        settle(draft, readers, habits=3)
        copied = draft.fingerprints(1)[0]
        draft.copied.append(int(copied))
        actors = np.repeat(readers, draft.rng.poisson(4, len(readers)))
        draft.act(actors, copied, draft.times(actors, draft.born(actors), draft.dies[actors]))


def cron(draft: Draft, accounts: Ints) -> None:
    """Draw owners of scheduled jobs: on the hour, at midnight, on the first of the month, with popular clients.

    Hard because thousands of strangers act in the same minute, again and again.
    """
    rng = draft.rng
    settle(draft, accounts, habits=2)
    hour = rng.choice([0, 1, 2, 3, 6, 9, 12, 18], len(accounts), p=[0.4, 0.1, 0.1, 0.1, 0.1, 0.08, 0.07, 0.05]) * 3600
    client = popular(draft, len(accounts))
    which = np.repeat(np.arange(len(accounts)), rng.poisson(7, len(accounts)))
    days = rng.integers(0, max(1, (draft.end - draft.start) // DAY), len(which))
    monthly = rng.random(len(which)) < 0.3
    days = np.where(monthly, days // 30 * 30, days)
    draft.act(accounts[which], client[which], draft.start + days * DAY + hour[which] + rng.integers(0, 60, len(which)))


def plain(draft: Draft, accounts: Ints) -> None:
    """Draw accounts that share nothing on purpose."""
    settle(draft, accounts)
