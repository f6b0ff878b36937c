"""The members of a cluster in groups that use the same things, and these in groups again, as deep as one looks."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from linkage.detect.graph import BipartiteGraph
from linkage.detect.leiden import leiden
from linkage.quotient.incidence import Incidence, signatures

ROOT = "a"
"""The group of all members, which is always open."""
MOST_PARTS = 24
"""Groups that a group falls into, at most."""
MOST_SINGLE = 60
"""A group of so few accounts falls into single ones."""
RESOLUTIONS = (1.0, 2.0, 4.0, 8.0, 16.0)
"""Tried in turn until members fall into more than one community. Every use counts alike: weighed by how few share each
identifier, a network of 24,000 accounts fell into 93 communities; by uses alone into 27, which can be taken in."""


@dataclass(frozen=True, slots=True)
class Group:
    """Members that are shown as one node.

    Parameters
    ----------
    path
        Its name: the parent's, a dot, its number among the parts of the parent.
    members
        int64: numbers of the members, ascending.
    """

    path: str
    members: NDArray[np.int64]


@dataclass
class Groups:
    """The tree of groups of one cluster; a group is split when it is first opened, and once."""

    incidence: Incidence
    _parts: dict[str, list[NDArray[np.int64]]] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.incidence)

    def leaves(self, opened: Collection[str]) -> Iterator[Group]:
        """Yield the groups that show when those of these paths are open, in the order of the tree."""
        yield from self._leaves(Group(ROOT, np.arange(len(self.incidence.accounts))), opened)

    def _leaves(self, group: Group, opened: Collection[str]) -> Iterator[Group]:
        if len(group.members) <= 1 or (group.path != ROOT and group.path not in opened):
            if len(group.members):
                yield group
            return
        if group.path not in self._parts:
            self._parts[group.path] = split(self.incidence, group.members)
        for number, members in enumerate(self._parts[group.path]):
            yield from self._leaves(Group(f"{group.path}.{number}", members), opened)


def split(incidence: Incidence, members: NDArray[np.int64]) -> list[NDArray[np.int64]]:
    """Return a group of two members or more in two parts or more, the largest first.

    Few members come one by one. Else those that use exactly the same belong together; where that leaves too many
    parts, those that use much the same do, as communities of the account-identifier graph. Where all use the same,
    nothing tells them apart: the firmest come one by one, and the others stay together.

    Notes
    -----
    O(uses log uses) for each resolution that is tried; deterministic.
    """
    if len(members) <= MOST_SINGLE:
        return [members[n : n + 1] for n in range(len(members))]
    row, column = incidence.uses_of(members)
    alike = np.unique(signatures(row, column, len(members)), return_inverse=True)[1]
    count = int(alike.max()) + 1
    if count == 1:
        return [*(members[n : n + 1] for n in range(MOST_SINGLE - 1)), members[MOST_SINGLE - 1 :]]
    label = alike if count <= MOST_PARTS else _communities(row, column, len(members))
    if not label.any():
        label = alike
    return _parts(members, label)


def _communities(row: NDArray[np.int64], column: NDArray[np.int64], n_members: int) -> NDArray[np.int64]:
    """Return a community for each member, at the coarsest resolution that tells any apart."""
    column = np.unique(column, return_inverse=True)[1]
    graph = BipartiteGraph.from_edges(row, column, np.ones(len(row)), n_members, int(column.max()) + 1)
    for resolution in RESOLUTIONS:
        label = leiden(graph, resolution=resolution, objective="modularity").labels[:n_members]
        if (label != label[0]).any():
            break
    return np.unique(label, return_inverse=True)[1]


def _parts(members: NDArray[np.int64], label: NDArray[np.int64]) -> list[NDArray[np.int64]]:
    """Return the members by label, the largest part first, the smallest ones as one where they are too many."""
    order = np.argsort(label, kind="stable")
    parts = np.split(members[order], np.cumsum(np.bincount(label))[:-1])
    parts.sort(key=lambda part: (-len(part), int(part[0])))
    if len(parts) <= MOST_PARTS:
        return parts
    rest = np.sort(np.concatenate(parts[MOST_PARTS - 1 :]))
    return [*parts[: MOST_PARTS - 1], rest]
