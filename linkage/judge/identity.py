"""Cluster ids that live for ever: clusters found today take the id of the cluster they continue."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from linkage.judge.continuity import Holdings, Overlaps, overlaps, same_infrastructure, taken_up

PREFIX = {"operator": "op", "campaign": "ca"}


@dataclass(frozen=True, slots=True)
class Lineage:
    """One step in the life of clusters.

    Parameters
    ----------
    relation
        ``MERGED_INTO`` (a cluster that ended, the survivor), ``SPLIT_FROM`` (a cluster, the one its accounts left) or
        ``CONTINUES`` (a new cluster, the one that lives on beside it and whose infrastructure it rests on).
    source, target
        Cluster ids.
    shared
        Accounts that took the step; identifiers in common for ``CONTINUES``.
    """

    relation: str
    source: str
    target: str
    shared: int


@dataclass(frozen=True, slots=True)
class Identity:
    """The id of each cluster of today, and what became of yesterday's.

    Parameters
    ----------
    ids
        One id for each cluster, in their order; empty where it continues none and is not worth a new one.
    lineage
        Merges, splits and continuations.
    retired
        Ids of yesterday's that nothing continues, in order.
    reborn
        Ids that are back after they had been retired, or that go on in accounts none of which they had, in order.
    """

    ids: tuple[str, ...]
    lineage: tuple[Lineage, ...] = ()
    retired: tuple[str, ...] = ()
    reborn: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Today:
    """The clusters found today, as far as identity looks at them.

    Parameters
    ----------
    accounts
        str, shape (n_accounts,): the id of each account, ascending.
    members
        Which accounts, by number, each cluster has; each account in one cluster, none without.
    foundations
        Which identifiers each cluster rests on, by any numbers that ``Known`` shares; weights in millionths.
    worth
        bool, shape (n_clusters,): whether it is worth an id if it continues no current cluster.
    """

    accounts: NDArray[np.object_]
    members: Holdings
    foundations: Holdings
    worth: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Known:
    """The clusters that were published before, at one level.

    Parameters
    ----------
    ids
        All that were ever given, ascending.
    current
        bool, shape (n_known,): whether it was there yesterday; a retired one was not.
    members
        The accounts each has, or had last.
    foundations
        The identifiers each rests on, or rested on last, that were its own.
    """

    ids: Sequence[str]
    current: NDArray[np.bool_]
    members: Holdings
    foundations: Holdings


def identify(today: Today, known: Known, *, level: str = "operator") -> Identity:
    """Return the ids of these clusters.

    In turn, each known id going to one cluster, the pair that shares most first:

    1. a cluster continues the current one with which it shares accounts, if those are half of either;
    2. else the retired one that had half of either's accounts when it ended;
    3. else the one, current or retired, that nothing continues yet and that rests on the same infrastructure.

    What continues none gets an id made of its founding members, so that the same first run gives the same ids anywhere.
    Where its infrastructure is that of a cluster that lives on, it ``CONTINUES`` that one under an id of its own.

    Parameters
    ----------
    today
        What was found, numbered in any order.
    known
        What was published before, at the same level.
    level
        ``operator`` or ``campaign``.

    Notes
    -----
    O(n log n) in accounts and identifiers of these clusters: only pairs that share one are compared. Ties go to the
    greater part of both, then to the smaller known id, then to the cluster with the smallest account.
    """
    smallest = np.full(today.members.n_clusters, len(today.accounts), np.int64)
    np.minimum.at(smallest, today.members.cluster, today.members.thing)
    number = np.argsort(np.argsort(smallest, kind="stable"), kind="stable")
    ordered = Today(
        today.accounts,
        today.members.renumbered(number),
        today.foundations.renumbered(number),
        today.worth[np.argsort(number)],
    )
    found = _identified(ordered, known, level)
    return replace(found, ids=tuple(found.ids[n] for n in number))


def _identified(today: Today, known: Known, level: str) -> Identity:
    """Identify clusters that come in the order of their smallest account: what ties in all else is decided by that."""
    by_members = overlaps(today.members, known.members)
    by_foundations = overlaps(today.foundations, known.foundations)
    by_foundations = by_foundations.where(same_infrastructure(by_foundations))
    of_current = by_members.where(known.current[by_members.old])
    lives_on, continues = _continued(today, known, by_members, by_foundations)
    ids = _ids(today, known, continues, level)
    named = np.array([bool(i) for i in ids], np.bool_)
    ended = known.current.copy()
    ended[continues[continues >= 0]] = False
    merges = _merges(of_current, ended, known.members.totals, named)
    others = of_current.where(of_current.old != continues[of_current.new])
    splits = _splits(others, named & ~lives_on, today.members.totals)
    apart = named & (continues < 0)
    apart[[new for new, _, _ in splits]] = False
    repeats = _repeats(by_foundations, apart)
    steps = [Lineage("MERGED_INTO", known.ids[old], ids[new], shared) for new, old, shared in merges]
    steps += [Lineage("SPLIT_FROM", ids[new], known.ids[old], shared) for new, old, shared in splits]
    steps += [Lineage("CONTINUES", ids[new], known.ids[old], shared) for new, old, shared in repeats]
    back = np.sort(continues[(continues >= 0) & ~lives_on])
    return Identity(
        tuple(ids),
        tuple(steps),
        tuple(known.ids[old] for old in np.flatnonzero(ended).tolist()),
        tuple(known.ids[old] for old in back.tolist()),
    )


def _continued(
    today: Today, known: Known, by_members: Overlaps, by_foundations: Overlaps
) -> tuple[NDArray[np.bool_], NDArray[np.int64]]:
    """Return which clusters continue a current one in its own accounts, and which known one each continues (-1)."""
    n_known = len(known.ids)
    enough = by_members.where(by_members.half())
    none = np.full(today.members.n_clusters, -1, np.int64)
    continues = taken_up(enough.where(known.current[enough.old]), none, n_known)
    lives_on = continues >= 0
    retired = ~known.current[enough.old] & today.worth[enough.new]
    continues = taken_up(enough.where(retired), continues, n_known)
    continues = taken_up(by_foundations.where(today.worth[by_foundations.new]), continues, n_known)
    return lives_on, continues


def _ids(today: Today, known: Known, continues: NDArray[np.int64], level: str) -> list[str]:
    order = np.argsort(today.members.cluster, kind="stable")
    ends = np.cumsum(today.members.counts)
    taken = set(known.ids)
    ids = []
    for new, old in enumerate(continues.tolist()):
        if old >= 0:
            ids.append(known.ids[old])
        elif not today.worth[new]:
            ids.append("")
        else:
            holding = order[ends[new - 1] if new else 0 : ends[new]]
            ids.append(_founded(sorted(today.accounts[today.members.thing[holding]]), level, taken))
            taken.add(ids[-1])
    return ids


def _founded(accounts: Sequence[str], level: str, taken: Collection[str]) -> str:
    """Return a new id made of the founding members; one that is taken, by other accounts now, is passed over."""
    digest = hashlib.sha256("\0".join(accounts).encode()).hexdigest()
    for attempt in range(1_000_000):
        made = hashlib.sha256(f"{digest}:{attempt}".encode()).hexdigest() if attempt else digest
        if (candidate := f"{PREFIX[level]}-{made[:12]}") not in taken:
            return candidate
    raise AssertionError("a million ids for one set of accounts")


def _merges(
    pairs: Overlaps, ended: NDArray[np.bool_], sizes: NDArray[np.int64], named: NDArray[np.bool_]
) -> list[tuple[int, int, int]]:
    """Return (heir, cluster that ended, accounts) where one cluster has half of what the ended one had."""
    heirs = _best(pairs.where(ended[pairs.old]), of_old=True)
    most = named[heirs.new] & (2 * heirs.shared >= sizes[heirs.old])
    return _rows(heirs.where(most))


def _splits(pairs: Overlaps, apart: NDArray[np.bool_], sizes: NDArray[np.int64]) -> list[tuple[int, int, int]]:
    """Return (cluster, the one it left, accounts) where half of its accounts were in one that is not it."""
    origins = _best(pairs.where(apart[pairs.new]), of_old=False)
    return _rows(origins.where(2 * origins.shared >= sizes[origins.new]))


def _repeats(pairs: Overlaps, apart: NDArray[np.bool_]) -> list[tuple[int, int, int]]:
    """Return (new cluster, the one on whose infrastructure it rests, identifiers)."""
    found = _best(pairs.where(apart[pairs.new]), of_old=False)
    return list(zip(found.new.tolist(), found.old.tolist(), found.things.tolist(), strict=True))


def _best(pairs: Overlaps, *, of_old: bool) -> Overlaps:
    """Return the pair that shares most of each old (or each new) cluster, in the order of these."""
    order = pairs.best_first()
    _, first = np.unique((pairs.old if of_old else pairs.new)[order], return_index=True)
    return pairs.where(order[first])


def _rows(pairs: Overlaps) -> list[tuple[int, int, int]]:
    return list(zip(pairs.new.tolist(), pairs.old.tolist(), pairs.shared.tolist(), strict=True))
