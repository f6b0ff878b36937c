"""The figures of an evaluation, each a small function from a case to plain values."""

from __future__ import annotations

from math import fsum
from typing import Any

import numpy as np
import numpy.typing as npt

from linkage.evaluate.agreement import adjusted_rand, bcubed
from linkage.evaluate.case import Case, Ints
from linkage.evaluate.overlap import Overlap, overlap

Figures = dict[str, Any]
FOUND = 0.8
"""A ring counts as recovered when one cluster reaches this F measure against it."""
HALF = 0.5
"""The same with half measure, for worlds whose truth is itself only reported."""
COVER = 0.9
BINS = 10
SURE = 0.9
"""From this score on a flagged cluster should hardly ever be wrong."""
ROUNDING = 1e-9


def share(part: int | float, whole: int | float, reason: str) -> Figures:
    """Return part, whole and their quotient, or null and the reason where the whole is nothing."""
    if whole:
        return {"value": part / whole, "count": int(part), "of": int(whole)}
    return {"value": None, "count": int(part), "of": 0, "reason": reason}


def flags(case: Case) -> Figures:
    """Return precision and recall of the flagged accounts."""
    in_ring = case.ring >= 0
    hit = int((case.flagged & in_ring).sum())
    return {
        "precision": share(hit, int(case.flagged.sum()), "no account is flagged"),
        "recall": share(hit, int(in_ring.sum()), "the truth has no ring"),
    }


def by_ring_kind(case: Case) -> dict[str, Figures]:
    """Return recall and recovered rings for each kind of ring, in the order of their names."""
    flagged = overlap(case.ring, np.where(case.flagged, case.cluster, -1))
    everyone = overlap(case.ring, case.cluster)
    kinds = np.array(case.ring_kinds, dtype=np.object_)
    best = {"flagged": _best(flagged), "members": _best(everyone)}
    found = {}
    for kind in sorted(set(case.ring_kinds)):
        rings = kinds == kind
        members = (case.ring >= 0) & rings[case.ring]
        found[kind] = {
            "recall": share(int((case.flagged & members).sum()), int(members.sum()), "no account"),
            "recovered": share(int((best["flagged"][rings] >= FOUND).sum()), int(rings.sum()), "no ring"),
            "half_recovered": share(int((best["flagged"][rings] >= HALF).sum()), int(rings.sum()), "no ring"),
            "recovered_by_members": share(int((best["members"][rings] >= FOUND).sum()), int(rings.sum()), "no ring"),
            "half_recovered_by_members": share(
                int((best["members"][rings] >= HALF).sum()), int(rings.sum()), "no ring"
            ),
            "mean_best_f": float(best["flagged"][rings].mean()),
            "mean_best_f_by_members": float(best["members"][rings].mean()),
        }
    return found


def _best(pairs: Overlap) -> npt.NDArray[np.float64]:
    """Return the F measure of the best cluster of each unit, 0 where none touches it."""
    best = np.zeros(len(pairs.unit_size))
    np.maximum.at(best, pairs.unit, pairs.f())
    return best


def honest(case: Case) -> Figures:
    """Return how many innocents are flagged, in all and of each crowd; ``none`` are those of no crowd."""
    innocent = case.ring < 0
    hit = innocent & case.flagged
    total, count = int(innocent.sum()), int(hit.sum())
    per_million = {"value": count / total * 1e6} if total else _none("the truth has no innocent")
    hits, sizes = (np.bincount(case.crowd[chosen] + 1, minlength=len(case.crowds) + 1) for chosen in (hit, innocent))
    named = zip(["none", *case.crowds], hits, sizes, strict=True)
    crowds = {name: share(int(h), int(size), "no account") for name, h, size in named if size}
    return {"flagged": count, "accounts": total, "per_million": per_million, "by_group": crowds}


def agreement(case: Case) -> Figures:
    """Return B-cubed of clusters against rings, of their flagged members and of all.

    Counted are the accounts in a ring or in a cluster. At campaign level a ring with campaigns is cut into them.
    """
    unit = units(case)
    return {
        "flagged": _bcubed(unit, np.where(case.flagged, case.cluster, -1)),
        "members": _bcubed(unit, case.cluster),
    }


def units(case: Case) -> Ints:
    """Return what clusters of the judged level should be: rings, or at campaign level their campaigns where known."""
    if case.level == "operator":
        return case.ring
    return np.where(case.campaign >= 0, int(case.ring.max(initial=-1)) + 1 + case.campaign, case.ring)


def _bcubed(unit: Ints, cluster: Ints) -> Figures:
    both = bcubed(unit, cluster)
    if both is None:
        return {"precision": None, "recall": None, "f": None, "accounts": 0, "reason": "no ring and no cluster"}
    precision, recall = both
    f = 2 * precision * recall / (precision + recall)
    return {"precision": precision, "recall": recall, "f": f, "accounts": int(((unit >= 0) | (cluster >= 0)).sum())}


def hydras(case: Case) -> list[Figures]:
    """Return for each hydra, the largest first, into how many clusters it fell and how pure its main one is."""
    pairs = overlap(case.ring, case.cluster)
    numbers = np.flatnonzero(np.array(case.ring_kinds, dtype=np.object_) == "hydra")
    largest_first = numbers[np.argsort(-pairs.unit_size[numbers], kind="stable")]
    return [_pieces(case, pairs, int(ring)) for ring in largest_first]


def _pieces(case: Case, pairs: Overlap, ring: int) -> Figures:
    size = int(pairs.unit_size[ring])
    mine = np.flatnonzero(pairs.unit == ring)
    mine = mine[np.argsort(-pairs.common[mine], kind="stable")]
    covered = np.cumsum(pairs.common[mine])
    enough = np.flatnonzero(covered >= COVER * size)
    figures = {
        "size": size,
        "in_clusters": share(covered[-1] if len(mine) else 0, size, "no member"),
        "pieces": {"value": int(enough[0]) + 1} if len(enough) else _none("less than 90% of a hydra is in clusters"),
        "campaigns": _campaigns(case, ring),
    }
    if not len(mine):
        nothing = _none("no member of a hydra is in a cluster")
        return figures | {"largest": nothing, "purity": nothing, "flagged_purity": nothing}
    common, whole = int(pairs.common[mine[0]]), int(pairs.cluster_size[pairs.cluster[mine[0]]])
    flagged = case.flagged & (case.cluster == pairs.cluster[mine[0]])
    sure = share(int((flagged & (case.ring == ring)).sum()), int(flagged.sum()), "no member of a hydra is flagged")
    return figures | {
        "largest": share(common, size, "no member"),
        "purity": share(common, whole, "no member"),
        "flagged_purity": sure,
    }


def _none(reason: str) -> Figures:
    return {"value": None, "reason": reason}


def _campaigns(case: Case, ring: int) -> Figures:
    """Return how well campaign clusters match the campaigns, over members that are in one."""
    inside = (case.ring == ring) & (case.campaign >= 0)
    judged = inside & (case.campaign_cluster >= 0)
    figures: Figures = {
        "in_clusters": share(int(judged.sum()), int(inside.sum()), "a hydra has no campaigns in the truth")
    }
    if int(judged.sum()) < 2:
        return figures | {"adjusted_rand": _none("fewer than two members of a hydra are in campaign clusters")}
    return figures | {"adjusted_rand": {"value": adjusted_rand(case.campaign[judged], case.campaign_cluster[judged])}}


def scores(case: Case) -> Figures:
    """Return how well scores tell members of rings from innocents, for flagged accounts and for all in clusters."""
    return {
        "flagged": _calibration(case, case.flagged),
        "members": _calibration(case, case.cluster >= 0),
        "sure_clusters": sure_clusters(case),
    }


def sure_clusters(case: Case) -> Figures:
    """Return how many of the flagged clusters that score 0.9 or more are right: one ring has most of their flagged.

    A cluster scores what its flagged members score on average.
    """
    numbers, place, size = np.unique(case.cluster[case.flagged], return_inverse=True, return_counts=True)
    pairs = overlap(case.ring[case.flagged], place)
    most = np.zeros(len(numbers), dtype=np.int64)
    np.maximum.at(most, pairs.cluster, pairs.common)
    mean = np.bincount(place, case.score[case.flagged], len(numbers)) / np.maximum(size, 1)
    sure = mean >= SURE - ROUNDING
    return share(int((sure & (2 * most > size)).sum()), int(sure.sum()), "no flagged cluster scores 0.9")


def _calibration(case: Case, chosen: npt.NDArray[np.bool_]) -> Figures:
    score, true = case.score[chosen], (case.ring >= 0)[chosen].astype(np.float64)
    if not len(score):
        return {"brier": _none("no such account"), "accounts": 0, "reliability": []}
    bins = np.minimum((score * BINS).astype(np.int64), BINS - 1)
    rows = []
    for number in np.unique(bins):
        there = bins == number
        rows.append(
            {
                "from": number / BINS,
                "to": (number + 1) / BINS,
                "accounts": int(there.sum()),
                "mean_score": _mean(score[there]),
                "in_rings": _mean(true[there]),
            }
        )
    return {"brier": {"value": _mean((score - true) ** 2)}, "accounts": len(score), "reliability": rows}


def _mean(values: npt.NDArray[np.float64]) -> float:
    """Return the mean by an exact sum: the same in whatever order the rows came."""
    return fsum(values) / len(values)
