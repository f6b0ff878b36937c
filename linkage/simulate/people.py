"""What every honest account has of its own: devices, a home connection, mail, perhaps a card and a phone, habits."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from linkage.simulate.addresses import residential
from linkage.simulate.draft import (
    ADDRESS,
    API_CLIENT,
    DAY,
    EMAIL,
    PAYMENT,
    PHONE,
    POPULAR,
    PRO,
    Draft,
    Homes,
    Ints,
)
from linkage.simulate.values import DOMAIN_BITS
from linkage.simulate.words import PROVIDERS

CLIENTS = 40
"""Programs that call for many: connectors, schedulers, exporters."""
CLIENT = 1 << 50
"""Key of the first of them: no other key is as large."""
PROVIDER_SHARE = np.array([0.42, 0.14, 0.1, 0.08, 0.07, 0.04, 0.04, 0.03, 0.03, 0.02, 0.02, 0.01])


def enter(draft: Draft, accounts: Ints, crowd: int) -> None:
    """Give honest accounts a date of creation, a plan, a tempo, and now and then an unrelated ban."""
    rng, count = draft.rng, len(accounts)
    draft.crowd[accounts] = crowd
    age = rng.beta(1, 2, count) * 1200 * DAY
    inside = rng.random(count) < 0.3
    draft.created[accounts] = np.where(
        inside, draft.start + rng.random(count) * (draft.end - draft.start - 2 * DAY), draft.start - age
    ).astype(np.int64)
    draft.plan[accounts] = np.where(rng.random(count) < 0.4, PRO, 0)
    draft.verified[accounts] = rng.random(count) < 0.22
    draft.pace[accounts] = rng.lognormal(-0.18, 0.6, count)
    ban(draft, draft.chance(accounts, 0.008))


def join(draft: Draft, accounts: Ints, created: npt.ArrayLike) -> None:
    """Say when accounts were created, whatever was said before; no ban remains."""
    draft.created[accounts] = np.minimum(np.asarray(created), draft.end - 2 * DAY).astype(np.int64)
    draft.banned[accounts] = False
    draft.dies[accounts] = draft.end


def ban(draft: Draft, accounts: Ints) -> None:
    """Ban accounts at some time of their life; nothing is seen of them afterwards."""
    born = draft.born(accounts)
    draft.banned[accounts] = True
    draft.dies[accounts] = born + DAY + (draft.rng.random(len(accounts)) * (draft.end - born - DAY)).astype(np.int64)


def settle(
    draft: Draft,
    accounts: Ints,
    *,
    sessions: float = 3.6,
    card: float = 0.5,
    phone: float = 0.47,
    habits: float = 5.0,
    place: float = 0.5,
) -> None:
    """Give accounts everything of their own, home included."""
    live(draft, accounts, homes(draft, len(accounts)), np.arange(len(accounts)), sessions)
    own_things(draft, accounts, card=card, phone=phone, habits=habits, place=place)


def own_things(
    draft: Draft,
    accounts: Ints,
    *,
    card: float = 0.5,
    phone: float = 0.47,
    habits: float = 5.0,
    more: float = 0.6,
    place: float = 0.5,
) -> None:
    """Give accounts devices, mail, habits and, with these probabilities, a card, a phone and a postal address."""
    own_devices(draft, accounts, more)
    own_mail(draft, accounts)
    payers = draft.chance(accounts, card)
    draft.mark(PAYMENT, payers, draft.rng.permutation(draft.mint(len(payers))), 1.5)
    again = draft.chance(payers, 0.12)
    draft.mark(PAYMENT, again, draft.rng.permutation(draft.mint(len(again))), 1.2)
    callers = draft.chance(accounts, phone)
    draft.mark(PHONE, callers, draft.mint(len(callers)), 1.05)
    own_place(draft, draft.chance(accounts, place))
    own_clients(draft, accounts)
    own_habits(draft, accounts, habits)


def own_place(draft: Draft, accounts: Ints) -> None:
    """Give each account a postal address of its own."""
    draft.mark(ADDRESS, accounts, draft.mint(len(accounts)), 1.1)


def own_clients(draft: Draft, accounts: Ints) -> None:
    """Let some accounts call with a program of their own, and more of them with one that many use."""
    makers = draft.chance(accounts, 0.15)
    draft.mark(API_CLIENT, makers, draft.mint(len(makers)), 1.3)
    users = draft.chance(accounts, 0.2)
    draft.mark(API_CLIENT, users, CLIENT + (CLIENTS * draft.rng.random(len(users)) ** 2).astype(np.int64), 1.3)


def own_devices(draft: Draft, accounts: Ints, more: float = 0.6, weight: float = 1.0) -> None:
    """Give each account one device, and on average so many more that it uses less."""
    draft.hold(accounts, draft.mint(len(accounts)), weight)
    others = np.repeat(accounts, draft.rng.poisson(more, len(accounts)))
    draft.hold(others, draft.mint(len(others)), 0.35 * weight)


def own_mail(draft: Draft, accounts: Ints, domain: int | None = None) -> None:
    """Give each account a mail address of its own, at a public provider or at the given domain."""
    count = len(accounts)
    at = draft.rng.choice(len(PROVIDERS), count, p=PROVIDER_SHARE)
    if domain is not None:
        at = np.full(count, len(PROVIDERS) + domain)
    draft.mark(EMAIL, accounts, (draft.mint(count) << DOMAIN_BITS) + at, 1.02)


def popular(draft: Draft, count: int) -> Ints:
    """Return templates as people choose them: a few by very many, most by few."""
    share = 1 / (np.arange(POPULAR) + 1.5)
    return draft.rng.choice(POPULAR, count, p=share / share.sum())


def own_habits(draft: Draft, accounts: Ints, rows: float = 5.0, personal: float = 0.45) -> None:
    """Let accounts act at their own times, partly with popular templates, partly in their own way."""
    rng = draft.rng
    actors = np.repeat(accounts, rng.poisson(rows * draft.pace[accounts]))
    own = draft.fingerprints(len(accounts))[np.searchsorted(accounts, actors)] if len(accounts) else actors
    used = np.where(rng.random(len(actors)) < personal, own, popular(draft, len(actors)))
    draft.act(actors, used, draft.times(actors, draft.born(actors), draft.dies[actors]))


def homes(draft: Draft, count: int) -> Homes:
    """Return home connections: half keep one address, the others change it once or twice.

    Rings that rent residential proxies pick from them.
    """
    rng = draft.rng
    address = residential(draft, count * 3).reshape(count, 3)
    cut = np.sort(rng.random((count, 2)), axis=1)
    cut[rng.random(count) < 0.5] = 1.0
    cut[:, 1] = np.where(rng.random(count) < 0.4, 1.0, cut[:, 1])
    length = draft.end - draft.start
    edges = np.concatenate([np.zeros((count, 1)), cut, np.ones((count, 1))], axis=1)
    made = Homes(address, draft.start + (edges * length).astype(np.int64))
    draft.homes.append(made)
    return made


def live(draft: Draft, accounts: Ints, home: Homes, which: npt.NDArray[np.int64], sessions: float) -> None:
    """Let accounts log in from the home with this row number, from whichever address it has at the time."""
    length = draft.end - draft.start
    for turn in range(3):
        start, end = home.cut[which, turn], home.cut[which, turn + 1]
        held = end > start
        share = (end - start)[held] / length
        draft.stay(accounts[held], home.address[which, turn][held], start[held], end[held], sessions * share)
    travellers = draft.chance(accounts, 0.4)
    draft.visit(travellers, residential(draft, len(travellers)), 0.9)
