"""Which clusters continue which, by what both hold: accounts that are members, or identifiers they rest on."""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np
import polars as pl
from numpy.typing import NDArray

UNIT = 1_000_000
"""Weights are whole millionths: their sums do not depend on any order."""
EVEN = round(np.log(2) * UNIT)
"""Weight from which two who share so much belong together more likely than not: -ln(1 - share) at a share of half."""


@dataclass(frozen=True, slots=True)
class Holdings:
    """What each of a number of clusters holds; one entry for each thing of a cluster.

    Parameters
    ----------
    n_clusters
        How many clusters there are, those that hold nothing included.
    cluster, thing
        int64, shape (n_holdings,): no pair twice. ``GONE`` stands for a thing that is no longer there: it counts
        towards what a cluster held, and nothing else can hold it.
    weight
        int64, shape (n_holdings,), > 0: how much holding it counts, in any unit.
    """

    n_clusters: int
    cluster: NDArray[np.int64]
    thing: NDArray[np.int64]
    weight: NDArray[np.int64]

    @classmethod
    def evenly(cls, n_clusters: int, cluster: NDArray[np.int64], thing: NDArray[np.int64]) -> Holdings:
        """Return holdings that all count the same."""
        return cls(n_clusters, cluster, thing, np.ones(len(cluster), np.int64))

    @property
    def totals(self) -> NDArray[np.int64]:
        """What each cluster holds, by weight: int64, shape (n_clusters,)."""
        total = np.zeros(self.n_clusters, np.int64)
        np.add.at(total, self.cluster, self.weight)
        return total

    @property
    def counts(self) -> NDArray[np.int64]:
        """How many things each cluster holds: int64, shape (n_clusters,)."""
        return np.bincount(self.cluster, minlength=self.n_clusters)

    def renumbered(self, number: NDArray[np.int64]) -> Holdings:
        """Return the same with cluster c called ``number[c]``."""
        return Holdings(self.n_clusters, number[self.cluster], self.thing, self.weight)


GONE = -1


@dataclass(frozen=True, slots=True)
class Overlaps:
    """The pairs of a new and an old cluster that hold anything in common, ordered by (new, old).

    Parameters
    ----------
    new, old
        int64, shape (n_pairs,).
    things
        int64, shape (n_pairs,): how many things both hold.
    shared
        int64, shape (n_pairs,): their weight, each by the lesser of the two sides'.
    least
        int64, shape (n_pairs,): all that the cluster holds that holds less.
    either
        int64, shape (n_pairs,): all that either holds.
    everything
        bool, shape (n_pairs,): whether neither holds anything else.
    """

    new: NDArray[np.int64]
    old: NDArray[np.int64]
    things: NDArray[np.int64]
    shared: NDArray[np.int64]
    least: NDArray[np.int64]
    either: NDArray[np.int64]
    everything: NDArray[np.bool_]

    def where(self, chosen: NDArray[np.bool_] | NDArray[np.int64]) -> Overlaps:
        """Return some of the pairs, by a mask or by their positions."""
        return Overlaps(*(getattr(self, field.name)[chosen] for field in fields(self)))

    def half(self) -> NDArray[np.bool_]:
        """Return which pairs share at least half of what either of them holds."""
        return 2 * self.shared >= self.least

    def best_first(self) -> NDArray[np.int64]:
        """Return the order of the pairs by what they share, then by its part of both, then by (old, new)."""
        part = self.shared / np.maximum(self.either, 1)
        return np.lexsort((self.new, self.old, -part, -self.shared))


def overlaps(new: Holdings, old: Holdings) -> Overlaps:
    """Return the pairs of clusters that hold anything in common.

    Notes
    -----
    O(n log n) in the holdings and in the pairs that share a thing; nothing else is compared.
    """
    ours = pl.DataFrame({"thing": new.thing, "new": new.cluster, "ours": new.weight}).filter(pl.col("thing") != GONE)
    theirs = pl.DataFrame({"thing": old.thing, "old": old.cluster, "theirs": old.weight})
    both = ours.join(theirs, on="thing").group_by("new", "old")
    pairs = both.agg(things=pl.len().cast(pl.Int64), shared=pl.min_horizontal("ours", "theirs").sum()).sort(
        "new", "old"
    )
    number, other, things, shared = (pairs[name].to_numpy() for name in ("new", "old", "things", "shared"))
    ends = new.totals[number], old.totals[other]
    return Overlaps(
        number,
        other,
        things,
        shared,
        np.minimum(*ends),
        ends[0] + ends[1] - shared,
        (things == new.counts[number]) & (things == old.counts[other]),
    )


def same_infrastructure(pairs: Overlaps) -> NDArray[np.bool_]:
    """Return which pairs, of identifiers that clusters rest on, are one actor's infrastructure.

    Half of what either rests on, by weight; at least two identifiers, or the only one of both; and together enough
    that two who share them belong together more likely than not. One hub therefore never does.
    """
    several = (pairs.things >= 2) | pairs.everything
    return np.asarray(pairs.half() & several & (pairs.shared >= EVEN))


def taken_up(pairs: Overlaps, continues: NDArray[np.int64], n_old: int) -> NDArray[np.int64]:
    """Return which old cluster each new one continues, those in ``continues`` (-1 for none) and the best of the pairs.

    Each cluster, new or old, is in one continuation at most.
    """
    found = continues.copy()
    given = np.zeros(n_old, np.bool_)
    given[found[found >= 0]] = True
    for pair in pairs.best_first():
        new, old = pairs.new[pair], pairs.old[pair]
        if found[new] < 0 and not given[old]:
            found[new], given[old] = old, True
    return found
