"""A ring that bought its way out: how much it shares and how well it keeps time are settings."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np

from linkage.simulate.addresses import residential
from linkage.simulate.crew import enlist
from linkage.simulate.draft import DAY, PAYMENT, Draft, Ints
from linkage.simulate.people import own_habits, own_mail
from linkage.simulate.plan import Plan, crowds
from linkage.simulate.world import populate, write_draft

HONEST = 4000
RING = 60
DAYS = 120
WAVES = 12
VERIFIED = 0.1
JOINING = 0.6
"""Share of the members that take part in a wave."""


@dataclass(frozen=True, slots=True)
class Bought:
    """What the attacker paid for.

    Parameters
    ----------
    per_device, per_card, per_address
        Accounts on each; 1 is one of its own for every account.
    deal
        ``dealt``: each kind is dealt out at random; ``cells``: the same accounts share everything, and nothing with
        other cells; ``sliding``: an identifier serves neighbours in a row, each account has as many as serve it.
    jitter
        Seconds around the common time of a wave.
    per_template
        Accounts that use the same request fingerprint; 1 is one for every account.
    waves
        Times at which the ring acts together; 0 for never.
    aged
        Share of the accounts bought as old ones, made up to two years before; the others are made in batches.
    """

    per_device: int = 1
    per_card: int = 1
    per_address: int = 1
    deal: Literal["dealt", "cells", "sliding"] = "dealt"
    jitter: float = 600.0
    per_template: int = RING
    waves: int = 0
    aged: float = 0.1


def write_bought(out: Path, bought: Bought, seed: int) -> None:
    """Write an honest world of 4,000 accounts with one such ring of 60 in it."""
    rng = np.random.Generator(np.random.PCG64(seed))
    draft = Draft(rng, HONEST + RING, DAYS, 0.5)
    populate(draft, Plan([], crowds(rng, HONEST, 0.0)))
    plant(draft, bought)
    write_draft(out, draft)


def plant(draft: Draft, bought: Bought) -> None:
    """Draw the ring: everything of its own but what it was too mean to buy."""
    members = enlist(draft, RING, "lazy")
    draft.pace[members] = 1.0
    draft.verified[members] = draft.rng.random(RING) < VERIFIED
    draft.created[members] = _made(draft, bought.aged)
    for step, device in enumerate(_shared(draft, draft.mint(2 * RING), bought.per_device, bought.deal)):
        draft.hold(members, device, 1.0 / (1 + step))
    lines = _shared(draft, residential(draft, 2 * RING), bought.per_address, bought.deal)
    for address in lines:
        draft.visit(members, address, 4.0 / min(2, len(lines)))
    for card in _shared(draft, draft.mint(2 * RING), bought.per_card, bought.deal):
        draft.mark(PAYMENT, members, card, 1.2)
    own_mail(draft, members)
    own_habits(draft, members, 3.0)
    _act(draft, members, bought)


def _made(draft: Draft, aged: float) -> Ints:
    """Return when each account was made: in three batches of some hours each, or long ago."""
    rng = draft.rng
    batches = draft.start + rng.uniform(0, 0.4, 3) * (draft.end - draft.start)
    moment = rng.choice(batches, RING) + rng.exponential(6 * 3600, RING)
    long_ago = draft.start - rng.uniform(1, 730, RING) * DAY
    return np.where(np.arange(RING) < aged * RING, long_ago, moment).astype(np.int64)


def _shared(draft: Draft, pool: Ints, users: int, deal: str) -> list[Ints]:
    """Return what each member has of a pool, a column for each thing it has."""
    place = np.arange(RING)
    if deal == "sliding":
        return [pool[place + step] for step in range(users)]
    if deal == "dealt":
        place = draft.rng.permutation(RING)
    return [pool[place // users]]


def _act(draft: Draft, members: Ints, bought: Bought) -> None:
    """Let members act around common times, each with the template it shares with so many others."""
    rng = draft.rng
    templates = draft.fingerprints(RING)[np.arange(RING) // bought.per_template]
    begin = int(draft.born(members).max())
    for moment in begin + rng.random(bought.waves) * (draft.end - begin - 86_400):
        there = np.flatnonzero(rng.random(RING) < JOINING)
        at = moment + rng.random(len(there)) * bought.jitter
        draft.act(members[there], templates[there], at.astype(np.int64))
