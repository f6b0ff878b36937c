"""Find the clusters in a store and publish them: read, weigh, partition, judge, identify, write."""

from __future__ import annotations

import hashlib
import json
import secrets
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any, Literal

from linkage import __version__
from linkage.detect.engines import ENGINES, Engine
from linkage.engine.arrange import arrange
from linkage.engine.choose import Findings, choose
from linkage.engine.cluster_list import latest_run
from linkage.engine.find import RESOLUTIONS, Held, find
from linkage.engine.held import read_held, to_json
from linkage.engine.journal import Stamp, stamp
from linkage.engine.kinds import read_kinds
from linkage.engine.known import Published, read_known
from linkage.engine.labels import labels_of, read_labels
from linkage.engine.progress import Progress, Silent
from linkage.engine.publish import confirm, publish
from linkage.engine.read_contents import How, read_contents
from linkage.engine.settled import Settled, digest_of, load_settled, save_settled
from linkage.errors import UsageError
from linkage.judge.clusters import Clusters
from linkage.model.entity_graph import EntityGraph
from linkage.model.kind import Kinds
from linkage.store.base import GraphStore

GDS = "gds"
"""The engine that runs inside Neo4j, where Graph Data Science is installed."""


@dataclass(frozen=True, slots=True)
class RunReport:
    """What a detection read and found.

    Parameters
    ----------
    run
        Id of the run.
    engine, seed
        What found the communities, and from which seed.
    accounts, identifiers, edges
        What the store holds.
    read
        How much of it was read: ``all``, the ``changes`` since it was last read, or ``nothing``.
    clusters
        Operators published, by verdict.
    campaigns
        Campaigns published inside them.
    members
        The operators' accounts, by the accounts' own verdict.
    continued, founded, retired
        Operators that keep their id, got a new one, or ended.
    reborn
        Of those that keep it, operators that are back.
    seconds
        Wall time of each step.
    """

    run: str
    engine: str
    seed: int
    accounts: int
    identifiers: int
    edges: int
    read: How
    clusters: dict[str, int]
    campaigns: int
    members: dict[str, int]
    continued: int
    founded: int
    retired: int
    reborn: int
    seconds: dict[str, float]

    def as_dict(self) -> dict[str, Any]:
        """Return the report in a form that JSON keeps."""
        return asdict(self)


def detect(
    store: GraphStore,
    *,
    seed: int = 0,
    as_of: int | None = None,
    engine: str = "default",
    hold: bool = False,
    labels: Path | Literal["banned"] | None = None,
    snapshot: Path | None = None,
    progress: Progress | None = None,
) -> RunReport:
    """Find clusters in all the store holds, publish them in one transaction, and report.

    Where nothing has changed since the same was last asked, what stands is confirmed.

    Parameters
    ----------
    seed
        Where the engine's shuffles begin; the same input and seed give the same clusters.
    as_of
        Epoch milliseconds UTC: leave out what was not known then.
    engine
        ``default``, ``python-louvain``, ``networkx`` or ``gds``.
    hold
        Hold on to what the latest run learnt of weights and of what is usual, so that unrelated data change no
        cluster; learn it anew where not.
    labels
        What else to learn weights from: a CSV of accounts and labels, or which accounts are ``banned``.
    snapshot
        Folder where what was read is kept for the next run, which reads only what has changed since; none without.
    progress
        Told of each step.

    Raises
    ------
    UsageError
        There is no such engine, the store cannot run it, there is nothing to hold on to, or ``labels`` beside ``hold``.
    InputError
        The labels cannot be read.
    MissingExtra
        The engine's library is not installed.
    StoreUnavailable
        Another detection published meanwhile.
    StoreError
        The store failed; what was published before stands.
    """
    check_engine(engine)
    if hold and labels is not None:
        raise UsageError("what is held on to is not learnt anew from labels", "leave out --hold or --labels")
    told = read_labels(labels) if isinstance(labels, Path) else None
    steps = _Steps(progress or Silent())
    started_at = _now()
    steps.begin("reading")
    asked = {"seed": seed, "engine": engine, "hold": hold, "labels": _digest(labels), "as_of": as_of}
    latest = latest_run(store)
    if snapshot and (settled := load_settled(snapshot, latest, digest_of(stamp(store), asked))):
        return _confirm(store, settled, snapshot, started_at, steps)
    kinds = read_kinds(store)
    entities, how, read = _read(store, kinds, snapshot, as_of)
    held = read_held(store) if hold else None
    known_bad = labels_of(entities.accounts, told) if labels is not None else None
    with ThreadPoolExecutor(1) as beside:
        knowing = beside.submit(read_known, store)  # the store is idle while clusters are found
        found = find(entities, seed=seed, engine=_engine(store, engine), held=held, labels=known_bad, step=steps.begin)
        known = knowing.result()
    evidence, clusters = found.evidence, found.clusters
    findings = choose(kinds, entities, evidence, clusters, clusters.campaign, known, as_of=as_of)
    steps.begin("publishing")
    report = _report(entities, clusters, findings, engine, seed, known, how)
    run = _run(report.run, _properties(report, found.held), started_at, as_of)
    publish(store, kinds, entities, evidence, clusters, findings, known, run, after=latest)
    if snapshot and read and as_of is None:
        asked_of = digest_of(read, asked)
        save_settled(snapshot, Settled(report.run, asked_of, report.as_dict(), run["properties"]))
    return replace(report, seconds=steps.end())


def _read(
    store: GraphStore, kinds: Kinds, snapshot: Path | None, as_of: int | None
) -> tuple[EntityGraph, How, Stamp | None]:
    """Return what the store holds as arrays, how much of it was read, and the state that was read, where known."""
    reading = read_contents(store, kinds, snapshot)
    return arrange(reading.contents, kinds, as_of=as_of), reading.how, reading.stamp


def _confirm(store: GraphStore, settled: Settled, snapshot: Path, started_at: int, steps: _Steps) -> RunReport:
    """Publish a run that finds what the latest one found: nothing has changed, and nothing else is asked."""
    operators = sum(settled.report["clusters"].values())
    since = {"continued": operators, "founded": 0, "retired": 0, "reborn": 0, "read": "nothing"}
    report = RunReport(**{**settled.report, **since, "run": _new_id()})
    steps.begin("publishing")
    run = _run(report.run, settled.properties, started_at, None)
    confirm(store, run, after=settled.run)
    save_settled(snapshot, replace(settled, run=report.run))
    return replace(report, seconds=steps.end())


def check_engine(engine: str) -> None:
    """Refuse an engine that does not exist.

    Raises
    ------
    UsageError
        With the names there are.
    """
    if engine not in (*ENGINES, GDS):
        raise UsageError(f"there is no engine {engine!r}", f"use one of: {', '.join((*ENGINES, GDS))}")


def _engine(store: GraphStore, name: str) -> Engine:
    if name != GDS:
        return ENGINES[name]
    from linkage.store.gds import gds_louvain  # noqa: PLC0415  needs the Neo4j driver, an optional extra

    return partial(gds_louvain, store)


def _report(
    entities: EntityGraph,
    clusters: Clusters,
    findings: Findings,
    engine: str,
    seed: int,
    known: Mapping[str, Published],
    how: How,
) -> RunReport:
    operators = findings.operators
    verdicts = clusters.judgement.verdict()[operators.numbers].tolist()
    members = clusters.member_verdict()[operators.of_account >= 0].tolist()
    founded = len(set(operators.identity.ids) - set(known["operator"].ids))
    return RunReport(
        run=_new_id(),
        engine=engine,
        seed=seed,
        accounts=len(entities.accounts),
        identifiers=len(entities.refs),
        edges=len(entities.uses),
        read=how,
        clusters={verdict: verdicts.count(verdict) for verdict in ("flagged", "watch", "clear")},
        campaigns=len(findings.campaigns.numbers),
        members={verdict: members.count(verdict) for verdict in ("flagged", "watch", "clear")},
        continued=len(operators.numbers) - founded,
        founded=founded,
        retired=len(operators.identity.retired),
        reborn=len(operators.identity.reborn),
        seconds={},
    )


def _new_id() -> str:
    return f"run-{datetime.now(UTC):%Y%m%dT%H%M%S}-{secrets.token_hex(3)}"


def _digest(labels: Path | str | None) -> str | None:
    return hashlib.sha256(labels.read_bytes()).hexdigest() if isinstance(labels, Path) else labels


def _run(id: str, properties: dict[str, Any], started_at: int, as_of: int | None) -> dict[str, Any]:
    """Return the run as it is published."""
    return {
        "id": id,
        "started_at": started_at,
        "finished_at": _now(),
        "as_of": as_of,
        "properties": properties,
    }


def _properties(report: RunReport, held: Held) -> dict[str, Any]:
    return {
        "seed": report.seed,
        "engine": report.engine,
        "version": __version__,
        "accounts": report.accounts,
        "identifiers": report.identifiers,
        "edges": report.edges,
        "clusters": sum(report.clusters.values()),
        "campaigns": report.campaigns,
        "flagged": report.members["flagged"],
        "calibration": to_json(held),
        "settings": json.dumps({"resolutions": RESOLUTIONS}),
    }


def _now() -> int:
    return int(time.time() * 1000)


class _Steps:
    """Names the steps to the progress and keeps how long each took."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._seconds: dict[str, float] = {}
        self._name = ""
        self._since = 0.0

    def begin(self, name: str) -> None:
        self.end()
        self._name, self._since = name, time.monotonic()
        self._progress.step(name)

    def end(self) -> dict[str, float]:
        if self._name:
            self._seconds[self._name] = round(time.monotonic() - self._since, 3)
            self._name = ""
            self._progress.close()
        return self._seconds
