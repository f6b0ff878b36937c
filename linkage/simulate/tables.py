"""From the draft to the tables a platform would hand over, and the truth beside them."""

from __future__ import annotations

import numpy as np
import polars as pl

from linkage.simulate import values
from linkage.simulate.draft import (
    COOKIE,
    CROWDS,
    DAY,
    DEVICE,
    IP,
    KINDS,
    PLANS,
    RING_KINDS,
    Bools,
    Draft,
    Floats,
    Ints,
)
from linkage.simulate.platform import FACTS, Platform

COOKIE_LIFE = 45 * DAY
"""Where cookies are cleared, they are so often."""


def account_ids(draft: Draft, salt: int) -> pl.Series:
    """Return one opaque id per account number; ids say nothing about truth or order."""
    return values.glued("acc_", values.hexed(values.mixed(np.arange(draft.size), salt + 5), 16))


def accounts(draft: Draft, ids: pl.Series, platform: Platform) -> pl.DataFrame:
    """Return the accounts table in the order of the ids."""
    unknown = [fact for fact in FACTS if fact not in platform.facts]
    dated = pl.Series(draft.rng.random(draft.size) < platform.dated)
    names = [*(name for name, _ in draft.orgs), None]
    return (
        pl.DataFrame(
            {
                "account_id": ids,
                "created_at": _times(draft.created).set(~dated, None),
                "status": values.chosen(("active", "banned"), draft.banned.astype(np.int64)),
                "plan": values.chosen(PLANS, draft.plan),
                "verified": draft.verified,
                "org": values.chosen(names, draft.org % len(names)),
            }
        )
        .drop(unknown)
        .sort("account_id")
    )


def truth(draft: Draft, ids: pl.Series, salt: int) -> pl.DataFrame:
    """Return who belongs to which ring, campaign or crowd, one row per account."""
    return pl.DataFrame(
        {
            "account_id": ids,
            "ring_id": _named("ring", draft.ring, salt + 6),
            "ring_kind": values.chosen(_named_only(RING_KINDS), draft.ring_kind),
            "campaign_id": _named("campaign", draft.campaign, salt + 7),
            "honest_group": values.chosen(_named_only(CROWDS), draft.crowd),
        }
    ).sort("account_id")


def observations(draft: Draft, ids: pl.Series, salt: int, platform: Platform) -> pl.DataFrame:
    """Return every identifier seen with an account, in the order of time."""
    seen = {kind: rows for kind, rows in _all_seen(draft, salt, platform).items() if kind in platform.kinds}
    texts, places = _spelled(draft, {kind: seen[kind][1] for kind in seen}, salt)
    account, at = (np.concatenate([seen[kind][i] for kind in seen]) for i in (0, 2))
    at = np.maximum(at // platform.clock * platform.clock, draft.born(account)) if platform.clock > 1 else at
    kind = np.repeat(list(seen), [len(seen[kind][0]) for kind in seen])
    order = _in_time(draft, at, account, places, salt)
    return pl.DataFrame(
        {
            "account_id": ids.gather(pl.Series(account[order])),
            "kind": values.chosen(KINDS, kind[order]),
            "value": texts.gather(pl.Series(places[order])),
            "seen_at": _times(at[order]),
            "count": draft.rng.geometric(0.4, len(order)).astype(np.int32),
        }
    )


def _all_seen(draft: Draft, salt: int, platform: Platform) -> dict[int, tuple[Ints, Ints, Ints]]:
    """Return account, key and time of every identifier shown, by kind, whether the platform logs that kind or not."""
    account, address, at = sessions(draft, platform.sessions)
    device, known = devices(draft, account, at)
    held = account[known], device[known], at[known]
    seen = {DEVICE: held, IP: (account, address, at + 3), COOKIE: (held[0], cookies(*held, salt), held[2])}
    return seen | {kind: _shown(draft, kind) for kind in draft.marks}


def cookies(account: Ints, device: Ints, at: Ints, salt: int) -> Ints:
    """Return the cookie of each session: of the whole device, or of one person on it, some of whom clear it."""
    private = values.mixed(device, salt + 10) % np.uint64(2) == 1
    person = values.mixed(account, salt + 11)
    period = np.where(person % np.uint64(4) == 0, at // COOKIE_LIFE, 0)
    key = np.where(
        private, values.mixed(device, salt) ^ person ^ values.mixed(period, salt + 12), values.mixed(device, salt)
    )
    return (key >> np.uint64(2)).astype(np.int64)


def activity(draft: Draft, ids: pl.Series, salt: int, platform: Platform) -> pl.DataFrame:
    """Return what accounts did, in the order of time."""
    acts = draft.acts.joined()
    logged = draft.rng.random(len(acts.account)) < platform.acts
    living = (acts.start >= draft.born(acts.account)) & (acts.start < draft.dies[acts.account])
    alive = np.flatnonzero(living & logged)
    order = alive[_in_time(draft, acts.start[alive], acts.account[alive], acts.value[alive], salt)]
    distinct, place = np.unique(acts.value[order], return_inverse=True)
    return pl.DataFrame(
        {
            "account_id": ids.gather(pl.Series(acts.account[order])),
            "at": _times(acts.start[order]),
            "fingerprint": values.hexed(values.mixed(distinct, salt + 8), 16).gather(pl.Series(place)),
            "count": draft.rng.geometric(0.085, len(order)).astype(np.int32),
        }
    )


def sessions(draft: Draft, usual: float) -> tuple[Ints, Ints, Ints]:
    """Return account, address and time of every log-in, so many times the usual number; each account has one at least.

    A stay outside an account's life is dropped; an account left with none logs in once where it first would have.
    """
    stays = draft.stays.joined()
    start = np.maximum(stays.start, draft.born(stays.account))
    end = np.minimum(stays.end, draft.dies[stays.account])
    count = draft.rng.poisson(stays.amount * draft.pace[stays.account] * usual) * (end > start)
    silent = np.flatnonzero(np.bincount(stays.account, count, draft.size) == 0)
    listed, first = np.unique(stays.account, return_index=True)
    rescued = first[np.isin(listed, silent)]
    count[rescued] = 1
    outside = rescued[end[rescued] <= start[rescued]]
    start[outside] = draft.born(stays.account[outside])
    end[outside] = draft.dies[stays.account[outside]]
    account = np.repeat(stays.account, count)
    at = draft.times(account, np.repeat(start, count), np.repeat(end, count))
    return account, np.repeat(stays.value, count), at


def devices(draft: Draft, account: Ints, at: Ints) -> tuple[Ints, Bools]:
    """Return the device of each session, chosen by weight among those its account holds at that time."""
    held = draft.devices.joined()
    order = np.argsort(held.account, kind="stable")
    owner, device = held.account[order], held.value[order]
    begin, end, weight = held.start[order], held.end[order], held.amount[order]
    bounds = np.searchsorted(owner, np.arange(draft.size + 1))
    first, many = bounds[account], bounds[account + 1] - bounds[account]
    chosen = _by_weight(draft, weight, first, many)
    for _ in range(6):
        wrong = (at < begin[chosen]) | (at >= end[chosen])
        chosen[wrong] = first[wrong] + (chosen[wrong] - first[wrong] + 1) % many[wrong]
    return device[chosen], (at >= begin[chosen]) & (at < end[chosen])


def _by_weight(draft: Draft, weight: Floats, first: Ints, many: Ints) -> Ints:
    total = np.concatenate([[0.0], np.cumsum(weight)])
    low, high = total[first], total[first + many]
    found = np.searchsorted(total, low + draft.rng.random(len(first)) * (high - low), side="right") - 1
    return np.asarray(np.clip(found, first, first + many - 1))


def _shown(draft: Draft, kind: int) -> tuple[Ints, Ints, Ints]:
    """Return account, key and time of everything of this kind shown: at sign-up, or at any time later."""
    marks = draft.marks[kind].joined()
    count = 1 + draft.rng.poisson(np.maximum(marks.amount - 1, 0))
    account = np.repeat(marks.account, count)
    start, end = draft.born(account), draft.dies[account]
    first = np.concatenate([[True], np.diff(account) != 0])
    later = ~first | (draft.rng.random(len(account)) < 0.5)
    at = np.where(later, draft.times(account, start, end), start + (end - start) // 50)
    return account, np.repeat(marks.value, count), at


def _spelled(draft: Draft, keys: dict[int, Ints], salt: int) -> tuple[pl.Series, Ints]:
    """Return the distinct values of all kinds as text, and for every key, kind after kind, which of them it is."""
    texts, places, before = [], [], 0
    for kind, of_kind in keys.items():
        distinct, place = np.unique(of_kind, return_inverse=True)
        texts.append(values.by_kind(kind, distinct, draft, salt).alias("value"))
        places.append(place + before)
        before += len(distinct)
    return pl.concat(texts), np.concatenate(places)


def _in_time(draft: Draft, at: Ints, account: Ints, value: Ints, salt: int) -> Ints:
    """Return the rows in the order of time, each once; the order within a second says nothing about the accounts."""
    tie = (values.mixed(np.arange(draft.size), salt + 9) >> np.uint64(40)).astype(np.int64)
    key = (at - draft.start << 24) + tie[account]
    order = np.lexsort((value, key))
    again = (np.diff(key[order]) == 0) & (np.diff(account[order]) == 0) & (np.diff(value[order]) == 0)
    return np.asarray(order[np.concatenate([[True], ~again])[: len(order)]])


def _times(seconds: Ints) -> pl.Series:
    return pl.Series(seconds * 1000).cast(pl.Datetime("ms", "UTC"))


def _named(prefix: str, numbers: Ints, salt: int) -> pl.Series:
    names = values.glued(prefix + "_", values.hexed(values.mixed(np.maximum(numbers, 0), salt), 8))
    return pl.DataFrame({"n": names, "is": numbers >= 0}).select(pl.when("is").then("n").otherwise(None))["n"]


def _named_only(names: tuple[str, ...]) -> list[str | None]:
    return [name or None for name in names]
