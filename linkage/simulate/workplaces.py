"""Innocents who work or study together: offices, corporate cards, campuses, agencies, developer teams."""

from __future__ import annotations

import numpy as np

from linkage.simulate.addresses import block
from linkage.simulate.draft import ADDRESS, API_CLIENT, DAY, EDU, ENTERPRISE, PAYMENT, PHONE, TEAM, Draft, Ints
from linkage.simulate.people import join, own_habits, own_mail, settle
from linkage.simulate.pieces import parted
from linkage.simulate.words import ENDINGS, SCHOOLS, STEMS, TRADES


def found(draft: Draft, members: Ints, kinds: tuple[str, ...] = TRADES) -> int:
    """Return the mail domain of a new organisation that the members belong to."""
    rng = draft.rng
    one, two = rng.integers(0, len(STEMS), 2)
    name = f"{STEMS[one].capitalize()}{STEMS[two]} {kinds[rng.integers(0, len(kinds))]}"
    domain = draft.domain(f"{name.lower().replace(' ', '')}.{ENDINGS[rng.integers(0, len(ENDINGS))]}")
    draft.org[members] = draft.found(name, domain)
    return domain


def staff(draft: Draft, members: Ints, plan: int, verified: float) -> Ints:
    """Make members an organisation with a mail domain and its own few addresses; return the addresses."""
    domain = found(draft, members)
    own_mail(draft, draft.chance(members, 0.8), domain)
    draft.plan[members] = plan
    draft.verified[members] = draft.rng.random(len(members)) < verified
    addresses = block(draft, int(draft.rng.integers(193, 196)), int(draft.rng.integers(1, 5)))
    draft.visit(members, draft.rng.choice(addresses, len(members)), 2.6)
    headquarters(draft, draft.chance(members, 0.6))
    return addresses


def intake(draft: Draft, members: Ints) -> None:
    """Let most members join in a few waves (a term, a roll-out), each within days or weeks; the others over years.

    Hard because accounts made together are what a ring is made of.
    """
    rng = draft.rng
    waves = draft.end - rng.uniform(5, 900, int(rng.integers(1, 4))) * DAY
    joined = rng.choice(waves, len(members)) + rng.exponential(rng.uniform(1, 30) * DAY, len(members))
    join(draft, members, np.where(rng.random(len(members)) < rng.uniform(0, 0.5), draft.created[members], joined))


def headquarters(draft: Draft, members: Ints) -> None:
    """Let members give one postal address, and a part of them call with one program of the house."""
    draft.mark(ADDRESS, members, draft.mint(1)[0], 1.1)
    draft.mark(API_CLIENT, draft.chance(members, 0.3), draft.mint(1)[0], 1.3)


def office(draft: Draft, accounts: Ints) -> None:
    """Draw companies of 10 to 600: office addresses by day, homes by night, some shared machines.

    Hard because everyone shares an address with everyone for months, in the same hours.
    """
    for members in parted(draft.rng, accounts, 10, 600):
        settle(draft, members, sessions=1.8, card=0.2)
        if draft.rng.random() < 0.5:
            intake(draft, members)
        staff(draft, members, ENTERPRISE, 0.75)
        machines = draft.mint(max(1, len(members) // 25))
        users = draft.chance(members, draft.blend(0.05, 0.15))
        draft.hold(users, draft.rng.choice(machines, len(users)), 0.5)


def corporate_card(draft: Draft, accounts: Ints) -> None:
    """Draw companies where hundreds pay with a handful of company cards.

    Hard because a card shared by many is what a card bank looks like, from the same addresses too.
    """
    for members in parted(draft.rng, accounts, 15, 900):
        settle(draft, members, sessions=1.8, card=0.15)
        if draft.rng.random() < 0.5:
            intake(draft, members)
        staff(draft, members, ENTERPRISE, 0.75)
        cards = draft.mint(int(draft.rng.integers(1, 6)))
        payers = draft.chance(members, draft.rng.uniform(0.5, 0.95))
        draft.mark(PAYMENT, payers, draft.rng.choice(cards, len(payers)), 1.4)


def campus(draft: Draft, accounts: Ints) -> None:
    """Draw schools: a few addresses for everybody, laboratory machines, and live classes that act in the same minutes.

    Hard because a class is in step: one template, thirty accounts, ten minutes, every week.
    """
    for members in parted(draft.rng, accounts, 40, 4000):
        rng = draft.rng
        settle(draft, members, sessions=1.5, card=0.12)
        if rng.random() < 0.7:
            intake(draft, members)
        domain = found(draft, members, SCHOOLS)
        own_mail(draft, draft.chance(members, 0.85), domain)
        draft.plan[members] = EDU
        draft.verified[members] = rng.random(len(members)) < 0.7
        addresses = block(draft, 129, int(rng.integers(2, 9)))
        draft.busy.append(addresses)
        draft.visit(members, rng.choice(addresses, len(members)), 1.4)
        draft.visit(members, rng.choice(addresses, len(members)), 1.0)
        machines = draft.mint(max(2, int(len(members) / rng.uniform(20, 80))))
        draft.machines.append(machines)
        users = draft.chance(members, rng.uniform(0.1, 0.6))
        draft.hold(users, rng.choice(machines, len(users)), rng.uniform(0.2, 1.2))
        classes(draft, members)


def classes(draft: Draft, members: Ints) -> None:
    """Let parts of the members act together with one template at the same hour of some weeks in a row."""
    for pupils in parted(draft.rng, draft.chance(members, 0.35), 15, 90):
        if draft.rng.random() < 0.5:
            intake(draft, pupils)
        there_are = max(1, (draft.end - draft.start) // (7 * DAY))
        weeks = draft.rng.integers(0, there_are) + np.arange(draft.rng.integers(3, 9))
        hour = draft.start + int(draft.rng.integers(0, 5)) * DAY + int(draft.rng.integers(8, 17)) * 3600
        template = draft.fingerprints(1)[0] if draft.rng.random() < 0.6 else draft.rng.integers(0, 60)
        for week in weeks:
            there = draft.chance(pupils, 0.6)
            draft.act(there, template, hour + week * 7 * DAY + draft.rng.integers(0, 900, len(there)))


def agency(draft: Draft, accounts: Ints) -> None:
    """Draw agencies that run five to fifty client accounts from a few machines, cards and phones.

    Hard because it is a ring in everything but intent; only its openness (organisation, one plan, some verified) and
    the years over which its clients came speak for it.
    """
    for clients in parted(draft.rng, accounts, 5, 50):
        rng = draft.rng
        join(draft, clients, draft.end - rng.random(len(clients)) * rng.uniform(1, 4) * 365 * DAY)
        domain = found(draft, clients)
        own_mail(draft, clients, domain if rng.random() < 0.5 else None)
        draft.plan[clients] = TEAM
        draft.verified[clients] = rng.random(len(clients)) < rng.uniform(0.3, 0.6)
        headquarters(draft, draft.chance(clients, 0.5))
        workers = max(1, len(clients) // 12)
        draft.hold(clients, rng.choice(draft.mint(workers + 1), len(clients)))
        draft.hold(clients, rng.choice(draft.mint(workers + 1), len(clients)), 0.3)
        draft.visit(clients, rng.choice(block(draft, 194, 1 + workers), len(clients)), 2.6)
        draft.mark(PAYMENT, clients, rng.choice(draft.mint(1 + workers // 2), len(clients)), 1.3)
        callers = draft.chance(clients, 0.8)
        draft.mark(PHONE, callers, rng.choice(draft.mint(1 + workers), len(callers)), 1.1)
        own_habits(draft, clients, 5, personal=0.5)


def dev_team(draft: Draft, accounts: Ints) -> None:
    """Draw teams with four to twenty test accounts on the same machines, cards and office line, run by scripts.

    Hard because it is many accounts of one person, made within days, in step, on one device, and harmless.
    """
    for tests in parted(draft.rng, accounts, 4, 20):
        rng = draft.rng
        made = draft.end - rng.uniform(5, 700) * DAY
        join(draft, tests, made + rng.random(len(tests)) * rng.uniform(1, 3) * DAY)
        headquarters(draft, draft.chance(tests, 0.5))
        own_mail(draft, tests, found(draft, tests))
        draft.plan[tests] = TEAM
        draft.verified[tests] = rng.random(len(tests)) < 0.95
        draft.hold(tests, rng.choice(draft.mint(max(2, len(tests) // 2)), len(tests)))
        draft.visit(tests, rng.choice(block(draft, 195, int(rng.integers(1, 3))), len(tests)), 3.0)
        draft.mark(PAYMENT, tests, rng.choice(draft.mint(int(rng.integers(1, 3))), len(tests)), 1.3)
        own_habits(draft, tests, 3)
        nights = draft.start + rng.integers(0, max(1, (draft.end - draft.start) // DAY), 3) * DAY
        template = draft.fingerprints(1)[0]
        for night in nights:
            draft.act(tests, template, night + 7200 + rng.integers(0, 120, len(tests)))
