"""The identifiers of a cluster, folded by which groups of accounts share them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from linkage.quotient.groups import Group
from linkage.quotient.incidence import Incidence, signatures

MOST_ALONE = 120
"""So few identifiers are shown one by one."""
MOST_HUBS = 12
"""Identifiers shown by themselves for their reach, at most."""
HUB_SHARE = 0.02
"""A hub is used by so much of the cluster."""
HUB_GROUPS = 3
"""A hub is used in so many groups."""
MOST_FOLDS = 100
"""Folds of one and two groups, at most; what is in none of them is folded by kind alone."""
MOST_OPENED = 60
"""Identifiers that an opened fold shows one by one, at most."""
MANY = "many"
"""Stands for the groups of a fold that has more than two."""


@dataclass(frozen=True, slots=True)
class Fold:
    """Identifiers of one kind that are shown as one node.

    Parameters
    ----------
    name
        Names it: ``i.KIND.`` and what tells its groups; of a single identifier ``i.REF``.
    identifiers
        int64: numbers of the identifiers, those with most members first.
    hub
        Whether it is one identifier that much of the cluster uses.
    parent
        The opened fold it came out of; empty for none.
    """

    name: str
    identifiers: NDArray[np.int64]
    hub: bool = False
    parent: str = ""


def folds(
    incidence: Incidence, groups: Sequence[Group], group: NDArray[np.int64], opened: Collection[str]
) -> list[Fold]:
    """Return what shows of the identifiers, each in one fold.

    Parameters
    ----------
    groups, group
        The groups that show, and for each member the number of its group.
    opened
        Names of folds that are open.

    Notes
    -----
    O(uses) and a sort of the identifiers; deterministic.
    """
    members = np.bincount(incidence.identifier, minlength=len(incidence.refs))
    order = np.lexsort((np.arange(len(members)), -members))
    order = order[members[order] > 0]
    if len(order) <= MOST_ALONE:
        return [_alone(incidence, number) for number in order.tolist()]
    reach, signature = _groups_of(incidence, group, len(groups))
    hub = _hubs(order, members, reach, len(incidence.accounts))
    found = [_alone(incidence, number, hub=True) for number in order[hub].tolist()]
    rest = order[~hub]
    found += _folded(incidence, rest, _names(incidence, rest, reach, signature, groups, group), members)
    return [shown for fold in found for shown in _opened(incidence, fold, opened)]


def _alone(incidence: Incidence, number: int, *, hub: bool = False, parent: str = "") -> Fold:
    return Fold(f"i.{incidence.refs[number]}", np.array([number]), hub, parent)


def _groups_of(
    incidence: Incidence, group: NDArray[np.int64], n_groups: int
) -> tuple[NDArray[np.int64], NDArray[np.uint64]]:
    """Return how many groups use each identifier, and a number that tells which."""
    pair = np.unique(incidence.identifier * n_groups + group[incidence.member])
    identifier, used_in = pair // n_groups, pair % n_groups
    n = len(incidence.refs)
    return np.bincount(identifier, minlength=n), signatures(identifier, used_in, n)


def _hubs(
    order: NDArray[np.int64], members: NDArray[np.int64], reach: NDArray[np.int64], size: int
) -> NDArray[np.bool_]:
    """Tell which of the ordered identifiers are hubs."""
    wide = (members[order] >= max(HUB_SHARE * size, 2)) & (reach[order] >= HUB_GROUPS)
    return wide & (np.cumsum(wide) <= MOST_HUBS)


def _names(
    incidence: Incidence,
    rest: NDArray[np.int64],
    reach: NDArray[np.int64],
    signature: NDArray[np.uint64],
    groups: Sequence[Group],
    group: NDArray[np.int64],
) -> list[str]:
    """Return the name of the fold of each identifier: its kind and its groups, or its kind and ``MANY``."""
    first = np.full(len(incidence.refs), len(groups))
    last = np.full(len(incidence.refs), -1)
    np.minimum.at(first, incidence.identifier, group[incidence.member])
    np.maximum.at(last, incidence.identifier, group[incidence.member])
    few = reach[rest] <= 2
    told = {
        int(signature[n]): "+".join(groups[g].path for g in dict.fromkeys((int(first[n]), int(last[n]))))
        for n in rest[few].tolist()
    }
    return [
        f"i.{incidence.kinds[n]}.{told[int(signature[n])] if within else MANY}"
        for n, within in zip(rest.tolist(), few.tolist(), strict=True)
    ]


def _folded(incidence: Incidence, rest: NDArray[np.int64], names: list[str], members: NDArray[np.int64]) -> list[Fold]:
    """Return the identifiers by name; the folds with fewest uses join those of their kind and many groups."""
    uses: dict[str, int] = {}
    for name, used in zip(names, members[rest].tolist(), strict=True):
        uses[name] = uses.get(name, 0) + used
    few = sorted((name for name in uses if not name.endswith(f".{MANY}")), key=lambda name: (-uses[name], name))
    kept = set(few[:MOST_FOLDS])
    gathered: dict[str, list[int]] = {}
    for number, name in zip(rest.tolist(), names, strict=True):
        shown = name if name in kept else f"i.{incidence.kinds[number]}.{MANY}"
        gathered.setdefault(shown, []).append(number)
    return [
        Fold(name, np.array(numbers)) if len(numbers) > 1 else _alone(incidence, numbers[0])
        for name, numbers in sorted(gathered.items())
    ]


def _opened(incidence: Incidence, fold: Fold, opened: Collection[str]) -> list[Fold]:
    """Return the fold, or what shows of it where it is open: its identifiers of most members, and the rest folded."""
    if len(fold.identifiers) == 1 or fold.name not in opened:
        return [fold]
    shown, rest = fold.identifiers[:MOST_OPENED], fold.identifiers[MOST_OPENED:]
    found = [_alone(incidence, number, parent=fold.name) for number in shown.tolist()]
    if len(rest) == 1:
        return [*found, _alone(incidence, int(rest[0]), parent=fold.name)]
    return [*found, Fold(f"{fold.name}.rest", rest, parent=fold.name)] if len(rest) else found
