"""Write what a run found to the graph, in one transaction: a reader sees the run before, or this one whole."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from linkage import queries
from linkage.engine.foundations import foundation_columns
from linkage.engine.read_entities import ACCOUNTS_A_PAGE
from linkage.evidence.weigh import Evidence
from linkage.judge.clusters import Clusters
from linkage.judge.identity import Identity, Known, Lineage, identify
from linkage.judge.score import WATCH
from linkage.judge.words import arguments, summary
from linkage.model.entity_graph import EntityGraph
from linkage.model.kind import Kinds
from linkage.model.query import Query
from linkage.store.base import GraphStore, Transaction

ROWS_A_QUERY = 10_000
WORTH_PUBLISHING = 3
"""Fewer accounts than this are no cluster, unless they continue one."""

Seen = tuple[NDArray[np.int64], NDArray[np.int64]]
"""First and latest use of each account, epoch milliseconds."""


@dataclass(frozen=True, slots=True)
class Findings:
    """What is published: chosen clusters, with ids.

    Parameters
    ----------
    numbers
        int64, shape (n_published,): positions in ``Clusters``.
    identity
        Ids in that order, lineage, and the ids retired.
    """

    numbers: NDArray[np.int64]
    identity: Identity


def read_known(store: GraphStore, level: str = "operator") -> Known:
    """Return the clusters published before at this level, with their members, and the ids given earlier."""
    members: dict[str, list[str]] = {}
    for page in store.pages(queries.load("export_known_members"), {"level": level, "limit": ACCOUNTS_A_PAGE}):
        for cluster, account in zip(page["clusters"], page["accounts"], strict=True):
            members.setdefault(cluster, []).append(account)
    retired = {
        cluster
        for page in store.pages(queries.load("export_retired_clusters"), {"limit": ACCOUNTS_A_PAGE})
        for cluster in page["clusters"]
    }
    return Known(members, retired)


def choose(entities: EntityGraph, clusters: Clusters, known: Known) -> Findings:
    """Return the clusters to publish: the suspicious ones, and all that continue a published one."""
    worth = (clusters.judgement.score >= WATCH) & (clusters.signs.size >= WORTH_PUBLISHING)
    published = {account for accounts in known.members.values() for account in accounts}
    touched = np.array([account in published for account in entities.accounts.ids], bool) if published else None
    candidate = worth.copy()
    if touched is not None:
        candidate[clusters.of_account[touched]] = True
    numbers = np.flatnonzero(candidate)
    members = members_of(clusters, numbers)
    ids = [entities.accounts.ids[m].tolist() for m in members]
    identity = identify(ids, known, worth=worth[numbers].tolist())
    kept = np.array([bool(i) for i in identity.ids], bool)
    return Findings(numbers[kept], Identity(tuple(i for i in identity.ids if i), identity.lineage, identity.retired))


def members_of(clusters: Clusters, numbers: NDArray[np.int64]) -> list[NDArray[np.int64]]:
    """Return the accounts of each of these clusters, in order."""
    order = np.argsort(clusters.of_account, kind="stable")
    ends = np.cumsum(clusters.signs.size)
    return [order[ends[n] - clusters.signs.size[n] : ends[n]] for n in numbers]


def publish(
    store: GraphStore,
    kinds: Kinds,
    entities: EntityGraph,
    evidence: Evidence,
    clusters: Clusters,
    findings: Findings,
    known: Known,
    run: dict[str, Any],
) -> None:
    """Write clusters, members, the identifiers they rest on, lineage and the run.

    Parameters
    ----------
    run
        ``id``, ``started_at``, ``finished_at``, ``as_of`` (epoch milliseconds) and ``properties``.
    """
    seen = _seen(entities)
    rows = _cluster_rows(clusters, findings, seen)
    members = _member_columns(entities, clusters, findings, seen)
    foundations = foundation_columns(entities, evidence, clusters, findings.numbers, findings.identity)
    at = {"run": run["id"], "at": run["finished_at"]}
    renewed = sorted(set(known.members) & set(findings.identity.ids))

    def work(transaction: Transaction) -> None:
        transaction.run(queries.load("create_run"), run)
        transaction.run(queries.load("delete_members"), {"clusters": sorted(known.members)})
        transaction.run(queries.load("delete_foundations"), {"clusters": renewed})
        for start in range(0, len(rows), ROWS_A_QUERY):
            chunk = rows[start : start + ROWS_A_QUERY]
            transaction.run(queries.load("merge_clusters"), {"rows": chunk, "run": run["id"]})
        _run_in_parts(transaction, queries.load("create_members"), members, run["id"])
        for kind, columns in foundations.items():
            _run_in_parts(transaction, queries.load("create_foundations", kinds[kind]), columns, run["id"])
        transaction.run(queries.load("retire_clusters"), {**at, "clusters": list(findings.identity.retired)})
        for relation in ("MERGED_INTO", "SPLIT_FROM", "CONTINUES"):
            steps = [_step(s) for s in findings.identity.lineage if s.relation == relation]
            if steps:
                transaction.run(queries.load(f"create_{relation.lower()}"), {**at, "rows": steps})

    store.execute(work)


def _run_in_parts(transaction: Transaction, query: Query, columns: Mapping[str, Sequence[Any]], run: str) -> None:
    """Run a query that takes parallel lists, so many rows at a time."""
    length = len(next(iter(columns.values())))
    for start in range(0, length, ROWS_A_QUERY):
        part = {name: column[start : start + ROWS_A_QUERY] for name, column in columns.items()}
        transaction.run(query, {**part, "run": run})


def _step(step: Lineage) -> dict[str, Any]:
    return {"source": step.source, "target": step.target, "shared": step.shared}


def _cluster_rows(clusters: Clusters, findings: Findings, seen: Seen) -> list[dict[str, Any]]:
    verdicts, member_verdicts = clusters.judgement.verdict(), clusters.member_verdict()
    first, latest = seen
    rows = []
    for cluster, number, members in zip(
        findings.identity.ids, findings.numbers.tolist(), members_of(clusters, findings.numbers), strict=True
    ):
        favour, against = arguments(clusters, number)
        rows.append(
            {
                "id": cluster,
                "level": "operator",
                "score": round(float(clusters.judgement.score[number]), 6),
                "verdict": str(verdicts[number]),
                "size": len(members),
                "flagged": int((member_verdicts[members] == "flagged").sum()),
                "first_seen": int(first[members].min()),
                "last_seen": int(latest[members].max()),
                "summary": summary(clusters.signs, number, str(verdicts[number])),
                "evidence": json.dumps(favour),
                "against": json.dumps(against),
            }
        )
    return rows


def _member_columns(entities: EntityGraph, clusters: Clusters, findings: Findings, seen: Seen) -> dict[str, list[Any]]:
    members = members_of(clusters, findings.numbers)
    accounts = np.concatenate([np.empty(0, np.int64), *members])
    scores = clusters.judgement.score[clusters.of_account[accounts]]
    strengths = -np.expm1(-clusters.support.weight[accounts])
    first, _ = seen
    return {
        "accounts": entities.accounts.ids[accounts].tolist(),
        "clusters": [i for i, m in zip(findings.identity.ids, members, strict=True) for _ in range(len(m))],
        "scores": np.round(scores * strengths, 6).tolist(),
        "strengths": np.round(strengths, 6).tolist(),
        "verdicts": clusters.member_verdict()[accounts].tolist(),
        "since": first[accounts].tolist(),
        "redundancy": clusters.redundancy[accounts].tolist(),
        "kinds": clusters.support.kinds[accounts].tolist(),
    }


def _seen(entities: EntityGraph) -> Seen:
    """Return the first and the latest use of each account, the account's creation where it has none."""
    created = entities.accounts.created_at
    first, latest = np.full(len(created), np.iinfo(np.int64).max), np.full(len(created), np.iinfo(np.int64).min)
    np.minimum.at(first, entities.uses.account, entities.uses.first_seen)
    np.maximum.at(latest, entities.uses.account, entities.uses.last_seen)
    idle = latest < first
    return np.where(idle, created, first), np.where(idle, created, latest)
