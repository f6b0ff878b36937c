"""From the draft to the tables a platform would hand over, and the truth beside them."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import polars as pl

from linkage.simulate import values
from linkage.simulate.draft import CROWDS, DEVICE, IP, KINDS, PLANS, RING_KINDS, Bools, Draft, Floats, Ints


def account_ids(draft: Draft, salt: int) -> pl.Series:
    """Return one opaque id per account number; ids say nothing about truth or order."""
    return values.glued("acc_", values.hexed(values.mixed(np.arange(draft.size), salt + 5), 16))


def accounts(draft: Draft, ids: pl.Series) -> pl.DataFrame:
    """Return the accounts table in the order of the ids."""
    names = [*(name for name, _ in draft.orgs), None]
    return pl.DataFrame(
        {
            "account_id": ids,
            "created_at": _times(draft.created),
            "status": values.chosen(("active", "banned"), draft.banned.astype(np.int64)),
            "plan": values.chosen(PLANS, draft.plan),
            "verified": draft.verified,
            "org": values.chosen(names, draft.org % len(names)),
        }
    ).sort("account_id")


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


def observations(draft: Draft, ids: pl.Series, salt: int) -> pl.DataFrame:
    """Return every identifier seen with an account, in the order of time."""
    account, address, at = sessions(draft)
    device, known = devices(draft, account, at)
    seen = {IP: (account, address, at + 3), DEVICE: (account[known], device[known], at[known])}
    for kind in draft.marks:
        seen[kind] = _marks(draft, kind)
    parts = [_observed(draft, kind, *seen[kind], ids, salt) for kind in sorted(seen)]
    return pl.concat(parts).sort("seen_at", "account_id", "kind", "value")


def activity(draft: Draft, ids: pl.Series, salt: int) -> pl.DataFrame:
    """Return what accounts did, in the order of time."""
    acts = draft.acts.joined()
    alive = (acts.start >= draft.born(acts.account)) & (acts.start < draft.dies[acts.account])
    account, fingerprint, at = acts.account[alive], acts.value[alive], acts.start[alive]
    return pl.DataFrame(
        {
            "account_id": ids.gather(pl.Series(account)),
            "at": _times(at),
            "fingerprint": _texts(fingerprint, lambda keys: values.hexed(values.mixed(keys, salt + 8), 16)),
            "count": draft.rng.geometric(0.085, len(at)).astype(np.int32),
        }
    ).sort("at", "account_id", "fingerprint")


def sessions(draft: Draft) -> tuple[Ints, Ints, Ints]:
    """Return account, address and time of every log-in; each account has one at least.

    A stay outside an account's life is dropped; an account left with none logs in once where it first would have.
    """
    stays = draft.stays.joined()
    start = np.maximum(stays.start, draft.born(stays.account))
    end = np.minimum(stays.end, draft.dies[stays.account])
    count = draft.rng.poisson(stays.amount * draft.pace[stays.account]) * (end > start)
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


def _marks(draft: Draft, kind: int) -> tuple[Ints, Ints, Ints]:
    shown = draft.marks[kind].joined()
    count = 1 + draft.rng.poisson(np.maximum(shown.amount - 1, 0))
    account = np.repeat(shown.account, count)
    start, end = draft.born(account), draft.dies[account]
    late = draft.rng.random(len(account)) < 0.5
    return (
        account,
        np.repeat(shown.value, count),
        np.where(late, draft.times(account, start, end), start + (end - start) // 50),
    )


def _observed(draft: Draft, kind: int, account: Ints, key: Ints, at: Ints, ids: pl.Series, salt: int) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "account_id": ids.gather(pl.Series(account)),
            "kind": pl.repeat(KINDS[kind], len(account), dtype=pl.String, eager=True),
            "value": _texts(key, lambda keys: values.by_kind(kind, keys, draft, salt)),
            "seen_at": _times(at),
            "count": draft.rng.geometric(0.4, len(at)).astype(np.int32),
        }
    )


def _texts(keys: Ints, spell: Callable[[Ints], pl.Series]) -> pl.Series:
    distinct, place = np.unique(keys, return_inverse=True)
    return spell(distinct).gather(pl.Series(place.astype(np.uint32)))


def _times(seconds: Ints) -> pl.Series:
    return pl.Series(seconds * 1000).cast(pl.Datetime("ms", "UTC"))


def _named(prefix: str, numbers: Ints, salt: int) -> pl.Series:
    names = values.glued(prefix + "_", values.hexed(values.mixed(np.maximum(numbers, 0), salt), 8))
    return pl.DataFrame({"n": names, "is": numbers >= 0}).select(pl.when("is").then("n").otherwise(None))["n"]


def _named_only(names: tuple[str, ...]) -> list[str | None]:
    return [name or None for name in names]
