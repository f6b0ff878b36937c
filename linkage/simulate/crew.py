"""What every ring needs: members, rented addresses, a shared stock, acting in step, and now and then a front."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from linkage.simulate.draft import API_CLIENT, DAY, EMAIL, PRO, RING_KINDS, TEAM, Draft, Floats, Ints
from linkage.simulate.people import ban, own_mail, popular
from linkage.simulate.values import DOMAIN_BITS
from linkage.simulate.words import PROVIDERS
from linkage.simulate.workplaces import found


def enlist(draft: Draft, size: int, kind: str) -> Ints:
    """Return the accounts of a new ring, registered in batches, a part of them (or all) bought and aged before use."""
    rng = draft.rng
    members = draft.take(size)
    draft.ring[members] = draft.rings
    draft.ring_kind[members] = RING_KINDS.index(kind)
    draft.rings += 1
    length = draft.end - draft.start
    batches = draft.start + rng.uniform(0, 0.6, max(1, round(size / rng.uniform(8, 40)))) * length
    moment = rng.choice(batches, size) + rng.exponential(rng.uniform(2, 72) * 3600, size)
    aged = rng.random(size) < rng.uniform(0, 1) ** 2
    moment = np.where(aged, draft.start - rng.uniform(1, 300, size) * DAY, moment)
    draft.created[members] = np.minimum(moment, draft.end - DAY).astype(np.int64)
    draft.pace[members] = rng.lognormal(-0.08, 0.4, size)
    draft.plan[members] = np.where(rng.random(size) < 0.5, PRO, 0)
    draft.verified[members] = rng.random(size) < rng.uniform(0.02, 0.35)
    draft.noon[members] = rng.integers(0, DAY)
    return members


def caught(draft: Draft, members: Ints, share: float) -> None:
    """Ban about this share of the members; of two rings in five nobody has noticed anything yet."""
    if draft.rng.random() < 0.6:
        ban(draft, draft.chance(members, draft.rng.uniform(0.5, 1.5) * share))


def part(draft: Draft, pool: Ints, section: Ints, sections: int, skew: float = 1.5) -> Ints:
    """Return one item of the pool for each section number, mostly the first ones of that section's share.

    Parameters
    ----------
    pool
        Item keys, shape (n,).
    section
        Which share of the pool each picker has, below ``sections``.
    sections
        Into how many shares the pool is cut.
    skew
        1 picks evenly, more prefers a few items.
    """
    section = section % min(sections, len(pool))
    sections = min(sections, len(pool))
    share = (len(pool) - section + sections - 1) // sections
    place = (share * draft.rng.random(len(section)) ** skew).astype(np.int64)
    return np.asarray(pool[section + sections * place])


def proxies(draft: Draft, count: int) -> tuple[Ints, Ints, Ints]:
    """Return rented residential addresses with the times they hold: really those of honest households."""
    address, start, end = draft.rentable()
    rented = draft.rng.choice(len(address), count, replace=count > len(address))
    return address[rented], start[rented], end[rented]


def rent(draft: Draft, members: Ints, pool: tuple[Ints, Ints, Ints], pick: Ints, sessions: float) -> None:
    """Let members log in from the rented addresses they picked, while those hold."""
    address, start, end = pool
    draft.stay(members, address[pick], start[pick], end[pick], sessions)


def events(draft: Draft, members: Ints, count: int) -> Ints:
    """Return the times at which a crew acts together, within the lives of its members."""
    first = int(np.quantile(draft.born(members), 0.3))
    at = first + (draft.rng.random(count) * (draft.end - first)).astype(np.int64)
    return np.sort(at)


def in_step(
    draft: Draft, members: Ints, templates: Ints, at: Ints, rows: float, jitter: float, *, joins: Floats | None = None
) -> None:
    """Let members join events, about so many each, and act there within the jitter in seconds."""
    rng = draft.rng
    actors = np.repeat(members, rng.poisson(rows * draft.pace[members]))
    event = rng.choice(len(at), len(actors), p=joins)
    draft.act(
        actors, templates[event % len(templates)], at[event] + (rng.random(len(actors)) * jitter).astype(np.int64)
    )


def tools(draft: Draft, members: Ints, low: int = 1, high: int = 4) -> Ints:
    """Return the templates of a crew: its own ones, now and then one it copied, and one that everybody uses.

    Most members also call with one program of the crew.
    """
    rng = draft.rng
    own = draft.fingerprints(int(rng.integers(low, high)))
    copied = [rng.choice(draft.copied)] if draft.copied and rng.random() < 0.3 else []
    borrowed = popular(draft, int(rng.random() < 0.5))
    if rng.random() < 0.6:
        draft.mark(API_CLIENT, draft.chance(members, 0.7), draft.mint(1)[0], 1.3)
    return np.concatenate([own, own, np.array(copied, dtype=np.int64), borrowed])


def front(draft: Draft, members: Ints) -> None:
    """Give three quarters of the members the cover of a company: organisation, plan, mail domain, some verified."""
    rng = draft.rng
    covered = draft.chance(members, rng.uniform(0.65, 0.85))
    domain = found(draft, covered)
    draft.verified[covered] = rng.random(len(covered)) < rng.uniform(0.3, 0.5)
    draft.plan[covered] = rng.choice([TEAM, PRO])
    own_mail(draft, draft.chance(covered, rng.uniform(0.3, 1)), domain)


def shared_mail(draft: Draft, members: Ints, share: float = 0.07) -> None:
    """Give each member a mail address, and this share of them that of another member."""
    keys = (draft.mint(len(members)) << DOMAIN_BITS) + draft.rng.integers(0, len(PROVIDERS), len(members))
    again = draft.rng.random(len(members)) < share
    keys[again] = draft.rng.choice(keys, int(again.sum()))
    draft.mark(EMAIL, members, keys, 1.02)


def stock(draft: Draft, size: int, low: float, high: float, least: int = 1) -> Ints:
    """Return keys of a shared stock: one item for every ``low`` to ``high`` members."""
    return draft.mint(max(least, round(size / draft.rng.uniform(low, high))))


def shuffled(draft: Draft, values: npt.NDArray[np.int64]) -> Ints:
    """Return the values in a random order."""
    return np.asarray(draft.rng.permutation(values))
