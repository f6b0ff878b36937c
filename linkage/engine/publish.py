"""Write what a run found to the graph, in one transaction: a reader sees the run before, or this one whole."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import chain
from typing import Any

from linkage import queries
from linkage.engine.behaviour import step_columns, tools_of
from linkage.engine.choose import Findings, Level
from linkage.engine.foundations import foundation_columns
from linkage.engine.known import Published
from linkage.engine.rows import Seen, cluster_rows, first_and_latest, member_columns, part_rows
from linkage.engine.standing import FOUNDATIONS, MEMBERS, ROWS_A_QUERY, STEPS, Renewal, framed, read_standing
from linkage.errors import StoreUnavailable
from linkage.evidence.weigh import Evidence
from linkage.judge.clusters import Clusters
from linkage.judge.identity import Lineage
from linkage.model.entity_graph import EntityGraph
from linkage.model.kind import Kinds
from linkage.store.base import GraphStore, Transaction


def publish(
    store: GraphStore,
    kinds: Kinds,
    entities: EntityGraph,
    evidence: Evidence,
    clusters: Clusters,
    findings: Findings,
    known: Mapping[str, Published],
    run: dict[str, Any],
    *,
    after: str | None,
) -> None:
    """Write clusters, members, the identifiers they rest on, lineage and the run.

    What a cluster had last is remembered when it ends. A run as of an earlier time also sets the clusters of the
    present aside, with what they have: readers see those of that time until the next run, which takes up the present as
    if nobody had looked back.

    Parameters
    ----------
    run
        ``id``, ``started_at``, ``finished_at``, ``as_of`` (epoch milliseconds, or None) and ``properties``.
    after
        The run that had published last when what is known was read; None before the first.

    Raises
    ------
    StoreUnavailable
        Another run has published since: what is known has gone.
    """
    seen = first_and_latest(entities)
    tools = [tools_of(entities, evidence, clusters.ties, level) for level in findings.levels]
    rows, parts = cluster_rows(clusters, findings, tools, seen), part_rows(findings)
    changes = _Changes.between(known, findings, present=run["as_of"] is None)
    members, foundations, steps = _renewals(store, kinds, entities, evidence, clusters, findings, seen, changes.stay)
    at = {"run": run["id"], "at": run["finished_at"]}

    def work(transaction: Transaction) -> None:
        _take_turn(transaction, after)
        transaction.run(queries.load("create_run"), run)
        for name, ids in changes.before():
            transaction.run(queries.load(name), {"clusters": ids})
        for start in range(0, len(rows), ROWS_A_QUERY):
            chunk = rows[start : start + ROWS_A_QUERY]
            transaction.run(queries.load("merge_clusters"), {"rows": chunk, "run": run["id"], "as_of": run["as_of"]})
        transaction.run(queries.load("create_parts"), {"rows": parts, "run": run["id"]})
        members.write(transaction, run["id"])
        steps.write(transaction, run["id"])
        for kind in kinds.values():
            foundations.of_label(kind.label).write(transaction, run["id"], kind)
        transaction.run(queries.load("retire_clusters"), {**at, "clusters": changes.retire})
        transaction.run(queries.load("set_aside_clusters"), {"clusters": changes.set_aside})
        for relation in ("MERGED_INTO", "SPLIT_FROM", "CONTINUES"):
            lineage = [_step(s) for level in findings.levels for s in level.identity.lineage if s.relation == relation]
            if lineage:
                transaction.run(queries.load(f"create_{relation.lower()}"), {**at, "rows": lineage})

    store.execute(work, journaled=True)


def confirm(store: GraphStore, run: dict[str, Any], *, after: str) -> None:
    """Write a run that found every cluster as the run before left it; the rest as for ``publish``."""

    def work(transaction: Transaction) -> None:
        _take_turn(transaction, after)
        transaction.run(queries.load("create_run"), run)
        transaction.run(queries.load("confirm_clusters"), {"run": run["id"]})

    store.execute(work, journaled=True)


def _take_turn(transaction: Transaction, after: str | None) -> None:
    """Have other detections wait, and refuse where one has published since ``after``."""
    if transaction.run(queries.load("lock_latest_run"))[0]["run"] != after:
        raise StoreUnavailable("another detection has published meanwhile; nothing was changed", "detect again")


def _renewals(
    store: GraphStore,
    kinds: Kinds,
    entities: EntityGraph,
    evidence: Evidence,
    clusters: Clusters,
    findings: Findings,
    seen: Seen,
    stay: list[str],
) -> tuple[Renewal, ...]:
    """Return how members, foundations and steps change; ``stay`` are the clusters that hold on to theirs."""
    relations = (MEMBERS, FOUNDATIONS, STEPS)
    with ThreadPoolExecutor(1) as beside:
        standing = beside.map(lambda relation: read_standing(store, relation, stay), relations)
        rests = [(level.foundations, level.identity.ids) for level in findings.levels]
        today = (
            member_columns(entities, clusters, findings, seen),
            foundation_columns(kinds, entities, evidence, rests),
            step_columns(entities, evidence, clusters.ties, findings.operators),
        )
        return tuple(
            Renewal.of(relation, before, framed(relation, columns))
            for relation, before, columns in zip(relations, standing, today, strict=True)
        )


@dataclass(frozen=True, slots=True)
class _Changes:
    """What becomes of the clusters there were, by id.

    Parameters
    ----------
    remember
        What they have is kept as what they had last.
    stay
        They are shown and go on: what they have is compared with what they are to have.
    empty
        What they have is taken from them.
    forget
        What they had last is superseded by what they have now.
    leave
        Campaigns that leave their operator, for the same or another.
    retire
        They are shown no more.
    set_aside
        They are of the present, which is not what is shown.
    """

    remember: list[str]
    stay: list[str]
    empty: list[str]
    forget: list[str]
    leave: list[str]
    retire: list[str]
    set_aside: list[str]

    @classmethod
    def between(cls, known: Mapping[str, Published], findings: Findings, *, present: bool) -> _Changes:
        """Return the changes from what is known to what was found, of both levels."""
        of_levels = [cls._of_level(known[level.name], level, present=present) for level in findings.levels]
        return cls(*(list(chain(*lists)) for lists in zip(*of_levels, strict=True)))

    @staticmethod
    def _of_level(known: Published, level: Level, *, present: bool) -> tuple[list[str], ...]:
        found = known.among(level.identity.ids)
        stay = known.shown & found if present else found & False
        if present:
            remember = known.shown & ~known.remembered & ~found
            forget, retire, aside = known.remembered & found, (known.shown | known.current) & ~found, found & False
        else:
            remember = known.shown & ~known.remembered
            forget, retire, aside = found & False, known.shown & ~found, known.current
        leave = found if level.name == "campaign" else found & False
        return tuple(map(known.names, (remember, stay, known.shown & ~stay, forget, leave, retire, aside)))

    def before(self) -> tuple[tuple[str, list[str]], ...]:
        """Return what is run before the clusters of today are written: queries, in order, and the ids they take."""
        return (
            ("remember_members", self.remember),
            ("remember_foundations", self.remember),
            ("delete_members", self.empty),
            ("delete_foundations", self.empty),
            ("delete_steps", self.empty),
            ("forget_members", self.forget),
            ("forget_foundations", self.forget),
            ("delete_parts", self.leave),
        )


def _step(step: Lineage) -> dict[str, Any]:
    return {"source": step.source, "target": step.target, "shared": step.shared}
