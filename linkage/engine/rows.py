"""Published clusters and their members as rows, ready to be written."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from linkage.engine.choose import Findings, Level
from linkage.judge.clusters import Clusters
from linkage.judge.words import arguments, summary
from linkage.model.entity_graph import EntityGraph

Row = dict[str, Any]
Seen = tuple[NDArray[np.int64], NDArray[np.int64]]
"""When each account was first and last seen, epoch milliseconds."""


def first_and_latest(entities: EntityGraph) -> Seen:
    """Return the first and the latest use of each account; where it has none, the same of what it did.

    Who is tied to others has one or the other; of anybody else it is the time of creation, perhaps unknown.
    """
    uses, acts, n = entities.uses, entities.acts, len(entities.accounts)
    first, latest = _extremes(n, uses.account, uses.first_seen, uses.last_seen)
    begun, ended = _extremes(n, acts.account, acts.at, acts.at)
    created, used, acted = entities.accounts.created_at, latest >= first, ended >= begun
    return (
        np.where(used, first, np.where(acted, begun, created)),
        np.where(used, latest, np.where(acted, ended, created)),
    )


def _extremes(n: int, group: NDArray[np.signedinteger], begins: NDArray[np.int64], ends: NDArray[np.int64]) -> Seen:
    """Return the least beginning and the greatest end of each of n groups; of an empty one the end comes first."""
    first, latest = np.full(n, np.iinfo(np.int64).max), np.full(n, np.iinfo(np.int64).min)
    np.minimum.at(first, group, begins)
    np.maximum.at(latest, group, ends)
    return first, latest


def cluster_rows(clusters: Clusters, findings: Findings, tools: Sequence[Sequence[str]], seen: Seen) -> list[Row]:
    """Return the clusters of both levels, operators first; a campaign is judged as its operator is.

    Parameters
    ----------
    tools
        What the members of each cluster have in common in their requests, as JSON, by level.
    """
    operators, campaigns = findings.levels
    verdicts = clusters.judgement.verdict()[operators.numbers].tolist()
    judged = [_judged(clusters, *each) for each in zip(operators.numbers.tolist(), verdicts, strict=True)]
    rows = _rows(clusters, operators, [{"level": "operator", **row} for row in judged], tools[0], seen)
    place = {number: n for n, number in enumerate(operators.numbers.tolist())}
    words = [
        {**judged[n], **_campaign_words(operators.identity.ids[n], size), "level": "campaign"}
        for n, size in zip((place[i] for i in campaigns.numbers.tolist()), campaigns.sizes.tolist(), strict=True)
    ]
    return rows + _rows(clusters, campaigns, words, tools[1], seen)


def part_rows(findings: Findings) -> list[Row]:
    """Return which operator each campaign is part of."""
    operators, campaigns = findings.levels
    id_of = dict(zip(operators.numbers.tolist(), operators.identity.ids, strict=True))
    return [
        {"campaign": campaign, "operator": id_of[number]}
        for campaign, number in zip(campaigns.identity.ids, campaigns.numbers.tolist(), strict=True)
    ]


def member_columns(entities: EntityGraph, clusters: Clusters, findings: Findings, seen: Seen) -> dict[str, list[Any]]:
    """Return the members of both levels as parallel lists; an account is judged once, whatever it is a member of."""
    levels = findings.levels
    accounts = np.concatenate([_members(level) for level in levels])
    first, _ = seen
    return {
        "accounts": entities.accounts.ids[accounts].tolist(),
        "clusters": [level.identity.ids[n] for level in levels for n in level.of_account[_members(level)].tolist()],
        "scores": np.round(clusters.member_score()[accounts], 6).tolist(),
        "strengths": np.round(_strength(clusters)[accounts], 6).tolist(),
        "verdicts": clusters.member_verdict()[accounts].tolist(),
        "since": first[accounts].tolist(),
        "redundancy": clusters.redundancy[accounts].tolist(),
        "kinds": clusters.support.kinds[accounts].tolist(),
        "spared": clusters.member_spared()[accounts].tolist(),
        "companions": clusters.support.registered.companions[accounts].tolist(),
        "within_days": clusters.support.registered.within_days[accounts].tolist(),
    }


def _strength(clusters: Clusters) -> NDArray[np.float64]:
    return np.asarray(-np.expm1(-clusters.support.weight))


def _campaign_words(operator: str, size: int) -> Row:
    """Return what is said of a campaign: summary, evidence, against."""
    sentence = f"{size:,} accounts of cluster {operator} that act alike and in step."
    return {"summary": sentence, "evidence": json.dumps([]), "against": json.dumps([])}


def _judged(clusters: Clusters, number: int, verdict: str) -> Row:
    favour, against = arguments(clusters, number)
    return {
        "score": round(float(clusters.judgement.score[number]), 6),
        "verdict": verdict,
        "summary": summary(clusters.signs, number, verdict, open=bool(clusters.judgement.unknown[number])),
        "evidence": json.dumps(favour),
        "against": json.dumps(against),
    }


def _rows(clusters: Clusters, level: Level, words: list[Row], tools: Sequence[str], seen: Seen) -> list[Row]:
    """Return what is counted in each cluster of a level, with what is said of it."""
    accounts = _members(level)
    cluster = level.of_account[accounts]
    n = len(level.numbers)
    flagged = np.bincount(cluster[clusters.member_verdict()[accounts] == "flagged"], minlength=n)
    begins, ends = seen
    first, latest = _extremes(n, cluster, begins[accounts], ends[accounts])
    reborn = set(level.identity.reborn)
    counted = zip(level.identity.ids, level.sizes, flagged, first, latest, tools, words, strict=True)
    return [
        {
            "id": id,
            "size": int(size),
            "flagged": int(count),
            "first_seen": int(begin),
            "last_seen": int(end),
            "reborn": id in reborn,
            "tools": tool,
            **said,
        }
        for id, size, count, begin, end, tool, said in counted
    ]


def _members(level: Level) -> NDArray[np.int64]:
    """Return the accounts in a cluster of this level, by cluster."""
    accounts = np.flatnonzero(level.of_account >= 0)
    return accounts[np.argsort(level.of_account[accounts], kind="stable")]
