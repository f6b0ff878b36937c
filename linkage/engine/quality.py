"""Tell what each kind of identifier is worth in a store: how often it collides, changes hands, is corroborated."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from linkage import queries
from linkage.engine.held import read_held
from linkage.engine.journal import stamp
from linkage.engine.kept import Kept
from linkage.engine.kinds import read_kinds
from linkage.engine.read_entities import read_entities
from linkage.errors import UsageError
from linkage.evidence.corroboration import Calibration
from linkage.evidence.hubs import Hubs, find_hubs
from linkage.evidence.quality import HubClass, KindQuality, QualityReport, Size
from linkage.evidence.signals import BUCKETS, FINGERPRINT, MOMENT
from linkage.evidence.weigh import Evidence, weigh
from linkage.model.entity_graph import EntityGraph
from linkage.store.base import GraphStore

LARGEST = 3
"""References named of each class of hub."""


def quality(store: GraphStore, snapshot: Path | None = None) -> QualityReport:
    """Return what each kind of identifier is worth in this store.

    Parameters
    ----------
    snapshot
        Folder where a detection keeps what it read: only what has changed since is read then. None reads all.

    Raises
    ------
    StoreError
        The store failed.

    Notes
    -----
    Reads what the store holds and weighs it, as a detection does; nothing is written to it.
    """
    return quality_of(read_entities(store, read_kinds(store), snapshot), _latest(store))


class Quality:
    """The report on a store that is being served, kept until something is loaded or detected. Safe in many threads.

    Parameters
    ----------
    snapshot
        As ``quality`` takes it.
    """

    def __init__(self, store: GraphStore, snapshot: Path | None) -> None:
        self._store = store
        self._snapshot = snapshot
        self._kept = Kept[QualityReport](1)

    def report(self) -> QualityReport:
        """Return what ``quality`` does."""
        state, runs = stamp(self._store), self._store.run(queries.load("list_calibrations"), {"limit": 1})
        if not state.mark:
            return quality(self._store, self._snapshot)
        latest = runs[0]["run_id"] if runs else None
        return self._kept.get("quality", (state, latest), lambda: quality(self._store, self._snapshot))


def quality_of(entities: EntityGraph, held: Calibration | None = None) -> QualityReport:
    """Return what each kind of identifier is worth in these arrays, with the weights held on to where they fit."""
    evidence = weigh(entities, held)
    hubs = find_hubs(entities, evidence)
    kinds = tuple(_of_kind(number, entities, evidence, hubs) for number in range(len(evidence.signals.kinds)))
    return QualityReport(len(entities.accounts), "held" if evidence.calibration is held else "learnt", kinds)


def _latest(store: GraphStore) -> Calibration | None:
    try:
        return read_held(store).calibration
    except UsageError:  # no run yet, which is no reason to refuse a report
        return None


def _of_kind(number: int, entities: EntityGraph, evidence: Evidence, hubs: Hubs) -> KindQuality:
    signals = evidence.signals
    mine = signals.kind == number
    shared = mine & (signals.degree >= 2)
    identifiers, leases = _counts(number, entities, evidence)
    count = int(shared.sum())
    return KindQuality(
        kind=signals.kinds[number],
        group=signals.groups[number],
        derived=not signals.observed[number],
        identifiers=identifiers,
        leases=leases,
        shared=count,
        collision_rate=round(float((evidence.weight[shared] == 0).mean()), 4) if count else None,
        churn=round(leases / identifiers, 4) if identifiers else None,
        sizes=_sizes(evidence, shared),
        hubs=_hubs(hubs, hubs.kind == signals.kinds[number], entities.refs[signals.source[hubs.signal]]),
    )


def _counts(number: int, entities: EntityGraph, evidence: Evidence) -> tuple[int, int]:
    """Return the values of a kind and their leases; what accounts do has no leases, so both are the same."""
    signals, acts = evidence.signals, entities.acts
    name = signals.kinds[number]
    if name == FINGERPRINT:
        return (len(entities.fingerprints),) * 2
    if name == MOMENT:
        times, place = np.unique(acts.at, return_inverse=True)
        return (len(np.unique(acts.fingerprint.astype(np.int64) * max(len(times), 1) + place)),) * 2
    return int((entities.kind == number).sum()), int((signals.kind == number).sum())


def _sizes(evidence: Evidence, shared: NDArray[np.bool_]) -> tuple[Size, ...]:
    bucket = evidence.signals.bucket[shared]
    count = np.bincount(bucket, minlength=BUCKETS)
    corroborated = np.bincount(bucket, evidence.corroborated[shared], BUCKETS) / np.maximum(count, 1)
    share = np.bincount(bucket, evidence.share[shared], BUCKETS) / np.maximum(count, 1)
    return tuple(
        Size(2**b, int(count[b]), round(float(corroborated[b]), 4), round(float(share[b]), 4))
        for b in np.flatnonzero(count).tolist()
    )


def _hubs(hubs: Hubs, mine: NDArray[np.bool_], refs: NDArray[np.object_]) -> tuple[HubClass, ...]:
    classes = hubs.classes()
    found = []
    for name in np.unique(classes[mine]).tolist():
        of = np.flatnonzero(mine & (classes == name))
        order = of[np.lexsort((refs[of].astype(np.str_), -hubs.users[of]))]
        largest = tuple(dict.fromkeys(refs[order].tolist()))[:LARGEST]
        found.append(HubClass(name, len(of), int(hubs.users[of].max()), largest))
    return tuple(sorted(found, key=lambda hub: (-hub.hubs, hub.name)))
