"""The hydra: one operator, several campaigns, a new account in place of each banned one."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from linkage.simulate.addresses import HOSTING, block, residential
from linkage.simulate.crew import enlist, events, in_step, part, proxies, rent, stock, tools
from linkage.simulate.draft import ADDRESS, DAY, EMAIL, PAYMENT, PHONE, Draft, Ints
from linkage.simulate.people import own_devices, own_habits, own_mail
from linkage.simulate.values import DOMAIN_BITS
from linkage.simulate.words import PROVIDERS, STEMS


def hydra(draft: Draft, size: int) -> None:
    """Draw one pool of cards, machines, phones and rented household addresses that serves several campaigns.

    Each campaign acts alike and in step and draws mostly on its own share of the pool. Banned accounts are followed
    within days by new ones on the same infrastructure. Hard because it is sparse as a whole, dense in patches, and
    thousands of honest households own its addresses.
    """
    members = enlist(draft, size, "hydra")
    campaigns = int(np.clip(draft.rng.integers(2, 7), 1, max(1, size // 8)))
    parent = succession(draft, members)
    section = _inherited(
        draft, parent, draft.rng.choice(campaigns, size, p=draft.rng.dirichlet(np.full(campaigns, 3.0))), 1.0
    )
    draft.campaign[members] = draft.campaigns + section
    draft.campaigns += campaigns
    machines(draft, members, parent, section, campaigns)
    money_and_phones(draft, members, parent, section, campaigns)
    lines(draft, members, parent, section, campaigns)
    mail(draft, members, section, campaigns)
    for number in range(campaigns):
        campaign(draft, members[section == number])


def succession(draft: Draft, members: Ints) -> Ints:
    """Ban a part of the members, create their successors soon after, and return whom each one follows.

    Returns
    -------
    Ints
        Place of the predecessor among the members, or the own place for an original; shape (n,).
    """
    rng, size = draft.rng, len(members)
    parent = np.arange(size)
    successors = int(size * rng.uniform(0.1, 0.3))
    second = int(successors * rng.uniform(0.1, 0.3))
    bounds = [size - successors, size - second, size]
    previous = np.arange(bounds[0])
    for low, high in pairwise(bounds):
        gone = rng.choice(previous, min(high - low, len(previous)), replace=False)
        new = np.arange(low, low + len(gone))
        _replace(draft, members[gone], members[new])
        parent[new] = gone
        previous = new
    return parent


def _replace(draft: Draft, gone: Ints, new: Ints) -> None:
    born = draft.born(gone)
    dies = born + ((draft.end - born) * draft.rng.uniform(0.15, 0.6, len(gone))).astype(np.int64)
    draft.dies[gone] = dies
    draft.banned[gone] = True
    pause = np.minimum(3600 + draft.rng.exponential(1.2 * DAY, len(gone)), (draft.end - dies) / 2)
    draft.created[new] = dies + pause.astype(np.int64)


def _inherited(draft: Draft, parent: Ints, drawn: Ints, share: float) -> Ints:
    """Return what was drawn, or with this probability what the predecessor has (predecessors come first)."""
    heirs = (parent != np.arange(len(parent))) & (draft.rng.random(len(parent)) < share)
    result = drawn.copy()
    for _ in range(2):
        result = np.where(heirs, result[parent], result)
    return result


def _pick(draft: Draft, pool: Ints, parent: Ints, section: Ints, campaigns: int, skew: float = 1.4) -> Ints:
    """Return one item of the pool for each member: its predecessor's, its campaign's, or now and then anyone's."""
    own = part(draft, pool, section, campaigns, skew)
    anyone = part(draft, pool, np.zeros_like(section), 1, skew)
    drawn = np.where(draft.rng.random(len(section)) < draft.blend(0.15, 0.3), anyone, own)
    return _inherited(draft, parent, drawn, 0.75)


def machines(draft: Draft, members: Ints, parent: Ints, section: Ints, campaigns: int) -> None:
    """Give each member one or two machines of the farm, some a fresh one besides."""
    farm = stock(draft, len(members), 12, 40, 2)
    draft.hold(members, _pick(draft, farm, parent, section, campaigns))
    second = draft.rng.random(len(members)) < 0.5
    draft.hold(members[second], _pick(draft, farm, parent, section, campaigns)[second], 0.6)
    own_devices(draft, draft.chance(members, draft.blend(0.25, 0.6)), 0.2, 0.6)


def money_and_phones(draft: Draft, members: Ints, parent: Ints, section: Ints, campaigns: int) -> None:
    """Let members pay with the card bank and confirm by the SIM farm; the rest has throw-away ones or none."""
    rng = draft.rng
    card = _pick(draft, stock(draft, len(members), 15, 80, 2), parent, section, campaigns)
    paying = rng.random(len(members)) < rng.uniform(0.6, 0.95)
    draft.mark(PAYMENT, members[paying], card[paying], 1.4)
    phone = _pick(draft, stock(draft, len(members), 4, 14, 2), parent, section, campaigns)
    calling = rng.random(len(members))
    draft.mark(PHONE, members[calling < 0.2], phone[calling < 0.2])
    thrown = members[calling > 0.65]
    draft.mark(PHONE, thrown, draft.mint(len(thrown)))
    drop = _pick(draft, stock(draft, len(members), 10, 60, 2), parent, section, campaigns)
    placed = rng.random(len(members)) < 0.4
    draft.mark(ADDRESS, members[placed], drop[placed])


def lines(draft: Draft, members: Ints, parent: Ints, section: Ints, campaigns: int) -> None:
    """Let members log in through rented household addresses and, fewer, through lines of their own."""
    size = len(members)
    pool = proxies(draft, max(2, round(size / draft.rng.uniform(2.5, 7))))
    order = np.arange(len(pool[0]))
    for _ in range(4):
        rent(draft, members, pool, _pick(draft, order, parent, section, campaigns, 1.0), 0.95)
    private = draft.chance(members, draft.blend(0.3, 0.7))
    draft.visit(private, residential(draft, len(private)), 0.9)
    hosted = draft.chance(members, draft.blend(0.3, 0.1))
    draft.visit(hosted, draft.rng.choice(block(draft, HOSTING, max(2, size // 60)), len(hosted)), 0.8)


def mail(draft: Draft, members: Ints, section: Ints, campaigns: int) -> None:
    """Give members mail addresses, a part at catch-all domains that nobody else has."""
    rng = draft.rng
    names = [f"{STEMS[a]}{STEMS[b]}{n}.me" for a, b, n in rng.integers(0, len(STEMS), (2 * campaigns, 3))]
    domains = np.array([draft.domain(name) for name in names])
    caught = rng.random(len(members)) < rng.uniform(0.2, 0.7)
    at = part(draft, domains, section, campaigns)[caught]
    draft.mark(EMAIL, members[caught], (draft.mint(len(at)) << DOMAIN_BITS) + len(PROVIDERS) + at)
    own_mail(draft, members[~caught])


def campaign(draft: Draft, members: Ints) -> None:
    """Let the members of one campaign act in step with its own templates, and loosely with popular ones."""
    if not len(members):
        return
    rng = draft.rng
    own_habits(draft, members, draft.blend(1.0, 2.0), personal=0.15)
    templates = tools(draft, members, 1, 5)
    at = events(draft, members, int(rng.integers(30, 120)))
    in_step(draft, members, templates, at, draft.blend(4.5, 3.0), rng.uniform(2, draft.blend(15, 90)) * 60)
