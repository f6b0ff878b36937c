"""The quotient graph of one cluster: groups of accounts, folds of identifiers, and what each edge between them says."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from linkage.errors import UsageError
from linkage.quotient.folds import Fold, folds
from linkage.quotient.groups import Group, Groups
from linkage.quotient.incidence import Incidence
from linkage.quotient.places import places_of_folds, places_of_groups

MOST_NODES = 600
"""Nodes of a graph that can still be read, with some of them opened."""


@dataclass(frozen=True, slots=True)
class Node:
    """A group of accounts or a fold of identifiers, or a single one of either.

    Parameters
    ----------
    id
        Names it in ``open`` and in edges, for as long as the cluster stays as it is.
    type
        ``accounts``, ``account``, ``identifiers`` or ``identifier``.
    kind
        Of the identifiers; null for accounts.
    label
        What to write beside it.
    count
        Accounts or identifiers that it stands for.
    members
        Members of the cluster that it stands for, or that use it.
    accounts
        Accounts that use the identifier at the same time, members or not; of a fold, of the one with most.
    flagged
        Of the members it stands for, those flagged themselves; 0 for identifiers.
    hub
        Whether it is one identifier that much of the cluster uses.
    parent
        The opened node that it came out of; null for none.
    can_open
        Whether opening it shows more.
    account_id, ref
        Of a single account, of a single identifier; else null.
    x, y
        Where to begin to draw it, in [-1, 1].
    """

    id: str
    type: Literal["accounts", "account", "identifiers", "identifier"]
    kind: str | None
    label: str
    count: int
    members: int
    accounts: int | None
    flagged: int
    hub: bool
    parent: str | None
    can_open: bool
    account_id: str | None
    ref: str | None
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Edge:
    """What accounts of one node use of another.

    Parameters
    ----------
    id
        Names it.
    source, target
        Ids of the accounts' node and of the identifiers' node.
    kind
        Of the identifiers: the attribute that makes the edge.
    accounts, identifiers
        Accounts and identifiers of these nodes between which there is a use.
    uses
        Pairs of these.
    label
        The same in words.
    """

    id: str
    source: str
    target: str
    kind: str
    accounts: int
    identifiers: int
    uses: int
    label: str


@dataclass(frozen=True, slots=True)
class Shown:
    """How much there is, or of how much the nodes are single ones."""

    accounts: int
    identifiers: int


@dataclass(frozen=True, slots=True)
class Quotient:
    """One cluster as a graph small enough to look at.

    Parameters
    ----------
    cluster_id
        The cluster.
    size
        Its members.
    uses
        Uses of identifiers it rests on by its members.
    total
        Members, and identifiers that they share.
    shown
        Of these, how many have a node of their own.
    nodes, edges
        The graph.
    query
        The library's Cypher query it comes from.
    """

    cluster_id: str
    size: int
    uses: int
    total: Shown
    shown: Shown
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    query: str

    def __len__(self) -> int:
        return len(self.nodes) + len(self.edges)


def quotient(cluster_id: str, tree: Groups, opened: Collection[str], query: str) -> Quotient:
    """Return the graph of a cluster with the nodes of these ids opened; ids that no node has are passed over.

    Raises
    ------
    UsageError
        More would show than anybody could read.

    Notes
    -----
    O(uses); a group that was not opened before is split first. Deterministic.
    """
    incidence = tree.incidence
    groups = list(tree.leaves(opened))
    group = np.zeros(len(incidence.accounts), np.int64)
    for number, one in enumerate(groups):
        group[one.members] = number
    shown = folds(incidence, groups, group, opened)
    if len(groups) + len(shown) > MOST_NODES:
        raise UsageError(f"more than {MOST_NODES} nodes would show", "fold some of what is open first")
    nodes, edges = _drawn(incidence, groups, group, shown)
    single = Shown(sum(n.type == "account" for n in nodes), sum(n.type == "identifier" for n in nodes))
    used = len(np.unique(incidence.identifier))
    total = Shown(len(incidence.accounts), used)
    return Quotient(cluster_id, total.accounts, len(incidence.member), total, single, nodes, edges, query)


def _drawn(
    incidence: Incidence, groups: Sequence[Group], group: NDArray[np.int64], shown: Sequence[Fold]
) -> tuple[tuple[Node, ...], tuple[Edge, ...]]:
    fold = np.zeros(len(incidence.refs), np.int64)
    for number, one in enumerate(shown):
        fold[one.identifiers] = number
    ends = group[incidence.member] * max(len(shown), 1) + fold[incidence.identifier]
    uses = np.bincount(ends, minlength=len(groups) * len(shown)).reshape(len(groups), len(shown))
    at = places_of_groups([one.path for one in groups])
    beside = places_of_folds(at, uses, [one.name for one in shown])
    using = _distinct(fold[incidence.identifier], incidence.member, len(shown))
    nodes = [_of_group(incidence, one, place) for one, place in zip(groups, at.tolist(), strict=True)]
    nodes += [
        _of_fold(incidence, one, int(members), place)
        for one, members, place in zip(shown, using, beside.tolist(), strict=True)
    ]
    return tuple(nodes), _edges(incidence, groups, shown, ends, uses)


def _of_group(incidence: Incidence, group: Group, place: list[float]) -> Node:
    count = len(group.members)
    alone = str(incidence.accounts[group.members[0]]) if count == 1 else None
    parent = group.path.rpartition(".")[0]
    return Node(
        id=group.path,
        type="accounts" if alone is None else "account",
        kind=None,
        label=alone if alone is not None else f"{count:,} accounts",
        count=count,
        members=count,
        accounts=None,
        flagged=int(incidence.flagged[group.members].sum()),
        hub=False,
        parent=parent if "." in parent else None,
        can_open=alone is None,
        account_id=alone,
        ref=None,
        x=place[0],
        y=place[1],
    )


def _of_fold(incidence: Incidence, fold: Fold, members: int, place: list[float]) -> Node:
    count, first = len(fold.identifiers), int(fold.identifiers[0])
    kind = str(incidence.kinds[first])
    ref = str(incidence.refs[first]) if count == 1 else None
    return Node(
        id=fold.name,
        type="identifiers" if ref is None else "identifier",
        kind=kind,
        label=f"{_words(kind)} {ref[:8]}…" if ref is not None else f"{count:,} × {_words(kind)}",
        count=count,
        members=members,
        accounts=int(incidence.users[fold.identifiers].max()),
        flagged=0,
        hub=fold.hub,
        parent=fold.parent or None,
        can_open=ref is None and not fold.parent,
        account_id=None,
        ref=ref,
        x=place[0],
        y=place[1],
    )


def _edges(
    incidence: Incidence,
    groups: Sequence[Group],
    shown: Sequence[Fold],
    ends: NDArray[np.int64],
    uses: NDArray[np.int64],
) -> tuple[Edge, ...]:
    accounts = _distinct(ends, incidence.member, uses.size)
    identifiers = _distinct(ends, incidence.identifier, uses.size)
    found = []
    for end in np.flatnonzero(uses.ravel()).tolist():
        source, target = groups[end // len(shown)], shown[end % len(shown)]
        kind = str(incidence.kinds[target.identifiers[0]])
        n_accounts, n_identifiers = int(accounts[end]), int(identifiers[end])
        label = f"{n_accounts:,} account{'s' if n_accounts != 1 else ''} by {n_identifiers:,} {_words(kind)}"
        name = f"{source.path}>{target.name}"
        used = int(uses.ravel()[end])
        found.append(Edge(name, source.path, target.name, kind, n_accounts, n_identifiers, used, label))
    return tuple(found)


def _words(kind: str) -> str:
    return kind.replace("_", " ")


def _distinct(row: NDArray[np.int64], column: NDArray[np.int64], n_rows: int) -> NDArray[np.int64]:
    """Return for each row how many different columns it has."""
    width = int(column.max()) + 1 if len(column) else 1
    return np.bincount(np.unique(row * width + column) // width, minlength=n_rows)
