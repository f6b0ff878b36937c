"""Cluster ids that live for ever: clusters found today take the id of the cluster they continue."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

PREFIX = {"operator": "op", "campaign": "ca"}


@dataclass(frozen=True, slots=True)
class Lineage:
    """One step in the life of clusters.

    Parameters
    ----------
    relation
        ``MERGED_INTO`` (a retired cluster, the survivor), ``SPLIT_FROM`` (a new cluster, the one it left) or
        ``CONTINUES`` (a reborn cluster, the retired one it repeats).
    source, target
        Cluster ids.
    shared
        Accounts that took the step.
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
        Merges, splits and rebirths.
    retired
        Ids of yesterday's that nothing continues, in order.
    """

    ids: tuple[str, ...]
    lineage: tuple[Lineage, ...] = ()
    retired: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Known:
    """The clusters that were published before.

    Parameters
    ----------
    members
        Account ids of each current cluster, by cluster id.
    retired
        Ids that were given once and may not be given again.
    """

    members: Mapping[str, Sequence[str]] = field(default_factory=dict)
    retired: Collection[str] = ()


def identify(
    members: Sequence[Sequence[str]], known: Known, *, level: str = "operator", worth: Sequence[bool] | None = None
) -> Identity:
    """Return the ids of these clusters.

    A cluster continues the known cluster it shares most accounts with, if those are half of either; each known id goes
    to one cluster. Ties go to the greater share of both, then to the smaller id. A cluster that continues none gets an
    id made of its founding members, so that the same first run gives the same ids anywhere.

    Parameters
    ----------
    members
        Account ids of each cluster; each account in one.
    known
        What was published before, at the same level.
    level
        ``operator`` or ``campaign``.
    worth
        Whether each cluster is worth an id if it continues none; all are where not given.

    Notes
    -----
    O(accounts): only pairs of clusters that share an account are compared.
    """
    order = sorted(range(len(members)), key=lambda number: min(members[number]))
    found = _identified([members[n] for n in order], known, level, [worth is None or bool(worth[n]) for n in order])
    place = {number: position for position, number in enumerate(order)}
    return Identity(tuple(found.ids[place[n]] for n in range(len(members))), found.lineage, found.retired)


def _identified(members: Sequence[Sequence[str]], known: Known, level: str, worth: Sequence[bool]) -> Identity:
    """Identify clusters that come in the order of their smallest account: what ties in all else is decided by that."""
    old_ids = sorted(known.members)
    overlap = _overlap(members, [known.members[i] for i in old_ids])
    continues = _matched(overlap, [len(m) for m in members], [len(known.members[i]) for i in old_ids])
    taken = set(old_ids) | set(known.retired)
    ids: list[str] = []
    lineage: list[Lineage] = []
    for number, accounts in enumerate(members):
        if number in continues:
            ids.append(old_ids[continues[number]])
        elif not worth[number]:
            ids.append("")
        else:
            made = _founded(accounts, level, taken)
            if made.repeats:
                lineage.append(Lineage("CONTINUES", made.id, made.repeats, len(accounts)))
            taken.add(made.id)
            ids.append(made.id)
    gone = sorted(set(range(len(old_ids))) - set(continues.values()))
    lineage += _steps(overlap, members, ids, old_ids, continues, gone, known)
    return Identity(tuple(ids), tuple(lineage), tuple(old_ids[old] for old in gone))


@dataclass(frozen=True, slots=True)
class _Founded:
    id: str
    repeats: str = ""


def _founded(accounts: Sequence[str], level: str, taken: Collection[str]) -> _Founded:
    """Return a new id made of the founding members; one taken already says which cluster this repeats."""
    digest = hashlib.sha256("\0".join(sorted(accounts)).encode()).hexdigest()
    first = f"{PREFIX[level]}-{digest[:12]}"
    if first not in taken:
        return _Founded(first)
    for attempt in range(1, 1_000_000):
        again = hashlib.sha256(f"{digest}:{attempt}".encode()).hexdigest()
        if (candidate := f"{PREFIX[level]}-{again[:12]}") not in taken:
            return _Founded(candidate, first)
    raise AssertionError("a million ids for one set of accounts")


def _overlap(new: Sequence[Sequence[str]], old: Sequence[Sequence[str]]) -> NDArray[np.int64]:
    """Return rows (shared accounts, new cluster, old cluster) for pairs that share any."""
    home = {account: number for number, accounts in enumerate(old) for account in accounts}
    pairs = [(number, home[a]) for number, accounts in enumerate(new) for a in accounts if a in home]
    if not pairs:
        return np.empty((0, 3), np.int64)
    found, counts = np.unique(np.array(pairs, np.int64), axis=0, return_counts=True)
    return np.column_stack([counts, found])


def _matched(overlap: NDArray[np.int64], new_sizes: Sequence[int], old_sizes: Sequence[int]) -> dict[int, int]:
    """Return which old cluster each new one continues, the largest overlaps first."""

    def rank(row: list[int]) -> tuple[int, float, int, int]:
        shared, new, old = row
        return -shared, -shared / (new_sizes[new] + old_sizes[old] - shared), old, new

    continues: dict[int, int] = {}
    given: set[int] = set()
    for shared, new, old in sorted(overlap.tolist(), key=rank):
        enough = 2 * shared >= min(new_sizes[new], old_sizes[old])
        if enough and new not in continues and old not in given:
            continues[new] = old
            given.add(old)
    return continues


def _steps(
    overlap: NDArray[np.int64],
    members: Sequence[Sequence[str]],
    ids: Sequence[str],
    old_ids: Sequence[str],
    continues: dict[int, int],
    gone: Sequence[int],
    known: Known,
) -> list[Lineage]:
    """Return the merges of clusters that are gone and the splits of clusters that are new."""
    steps = []
    for old in gone:
        shared, heir = max(((int(s), -int(n)) for s, n, o in overlap if o == old), default=(0, 0))
        if 2 * shared >= len(known.members[old_ids[old]]) and ids[-heir]:
            steps.append(Lineage("MERGED_INTO", old_ids[old], ids[-heir], shared))
    for new in (n for n in range(len(members)) if n not in continues and ids[n]):
        shared, origin = max(((int(s), -int(o)) for s, n, o in overlap if n == new), default=(0, 0))
        if 2 * shared >= len(members[new]):
            steps.append(Lineage("SPLIT_FROM", ids[new], old_ids[-origin], shared))
    return steps
