"""Choose what is published, at both levels, and under which ids."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from linkage.engine.foundations import Foundations, foundations_of
from linkage.engine.known import Published
from linkage.engine.numbered import numbered
from linkage.evidence.weigh import Evidence
from linkage.judge.clusters import Clusters
from linkage.judge.continuity import Holdings
from linkage.judge.identity import Identity, Known, Today, identify
from linkage.judge.score import WATCH
from linkage.model.entity_graph import EntityGraph
from linkage.model.kind import Kinds

WORTH_PUBLISHING = 3
"""Fewer accounts than this are no cluster, unless they continue one."""


@dataclass(frozen=True, slots=True)
class Level:
    """The clusters of one level that are published.

    Parameters
    ----------
    name
        ``operator`` or ``campaign``.
    numbers
        int64, shape (n_published,): positions in ``Clusters``: whose judgement each has.
    of_account
        int64, shape (n_accounts,): the published cluster of each account, -1 for none.
    foundations
        What each rests on.
    identity
        Ids in that order, lineage, and the ids retired.
    """

    name: str
    numbers: NDArray[np.int64]
    of_account: NDArray[np.int64]
    foundations: Foundations
    identity: Identity

    @property
    def sizes(self) -> NDArray[np.int64]:
        """Accounts of each: int64, shape (n_published,)."""
        return np.bincount(self.of_account[self.of_account >= 0], minlength=len(self.numbers))


@dataclass(frozen=True, slots=True)
class Findings:
    """What a run publishes: operators, and campaigns inside them."""

    operators: Level
    campaigns: Level

    @property
    def levels(self) -> tuple[Level, Level]:
        """Both levels, operators first."""
        return self.operators, self.campaigns


def choose(
    kinds: Kinds,
    entities: EntityGraph,
    evidence: Evidence,
    clusters: Clusters,
    campaign: NDArray[np.int64],
    known: Mapping[str, Published],
    *,
    as_of: int | None = None,
) -> Findings:
    """Return the clusters to publish.

    In the present these are the suspicious ones and all that continue a current one. As of an earlier time they are the
    suspicious ones alone: that they were published later is nothing that was known then. They bear the ids by which the
    actor is known today, and record no lineage: looking back is no step in the life of a cluster.

    Parameters
    ----------
    campaign
        int64, shape (n_accounts,): campaign of each account, -1 for none, numbered from 0; each inside one cluster.
    known
        What was ever published, by level.
    as_of
        Epoch milliseconds UTC of an earlier time; the present where not given.
    """
    chooser = _Chooser(kinds, entities, evidence, clusters, as_of is None)
    operators = chooser.operators(known["operator"])
    return Findings(operators, chooser.campaigns(known["campaign"], campaign, operators))


@dataclass(frozen=True, slots=True)
class _Chooser:
    kinds: Kinds
    entities: EntityGraph
    evidence: Evidence
    clusters: Clusters
    present: bool

    def operators(self, published: Published) -> Level:
        known = numbered(published, self.kinds, self.entities, self.evidence)
        worth = (self.clusters.judgement.score >= WATCH) & (self.clusters.signs.size >= WORTH_PUBLISHING)
        candidate = worth.copy()
        if self.present:
            candidate[self.clusters.of_account[_accounts_of_current(known)]] = True
        numbers = np.flatnonzero(candidate)
        place = np.full(len(candidate), -1, np.int64)
        place[numbers] = np.arange(len(numbers))
        return self._level("operator", known, place[self.clusters.of_account], numbers, worth[numbers])

    def campaigns(self, published: Published, campaign: NDArray[np.int64], operators: Level) -> Level:
        known = numbered(published, self.kinds, self.entities, self.evidence)
        inside = (campaign >= 0) & (operators.of_account >= 0)
        found, first, size = np.unique(campaign[inside], return_index=True, return_counts=True)
        numbers = self.clusters.of_account[np.flatnonzero(inside)[first]]
        kept = (size >= WORTH_PUBLISHING) | self.present
        of_account = np.full(len(campaign), -1, np.int64)
        of_account[inside] = np.where(kept, np.cumsum(kept) - 1, -1)[np.searchsorted(found, campaign[inside])]
        return self._level("campaign", known, of_account, numbers[kept], size[kept] >= WORTH_PUBLISHING)

    def _level(
        self,
        name: str,
        known: Known,
        of_account: NDArray[np.int64],
        numbers: NDArray[np.int64],
        worth: NDArray[np.bool_],
    ) -> Level:
        """Return the candidates that get an id."""
        foundations = foundations_of(of_account, len(numbers), self.evidence, self.clusters.ties)
        accounts = np.flatnonzero(of_account >= 0)
        members = Holdings.evenly(len(numbers), of_account[accounts], accounts)
        today = Today(self.entities.accounts.ids, members, foundations.holdings(self.evidence), worth)
        identity = identify(today, known, level=name)
        kept = np.array([bool(i) for i in identity.ids], np.bool_)
        place = np.append(np.where(kept, np.cumsum(kept) - 1, -1), -1)
        lineage, reborn = (identity.lineage, identity.reborn) if self.present else ((), ())
        ids = tuple(i for i in identity.ids if i)
        return Level(
            name,
            numbers[kept],
            place[of_account],
            foundations.only(kept),
            replace(identity, ids=ids, lineage=lineage, reborn=reborn),
        )


def _accounts_of_current(known: Known) -> NDArray[np.int64]:
    """Return the accounts, among those of today, that are in a current cluster."""
    inside = known.current[known.members.cluster] & (known.members.thing >= 0)
    return known.members.thing[inside]
