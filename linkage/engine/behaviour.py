"""What the members of published clusters do alike: the request fingerprints they have in common, and the moments."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
from numpy.typing import NDArray

from linkage.engine.choose import Level
from linkage.engine.ordered import looked_up
from linkage.evidence.moments import BIN_MS
from linkage.evidence.signals import FINGERPRINT, MOMENT
from linkage.evidence.weigh import Evidence
from linkage.judge.ties import Ties
from linkage.model.entity_graph import Acts, EntityGraph

MOST_TOOLS = 200
"""Most fingerprints kept of a cluster, those with most members."""


def tools_of(entities: EntityGraph, evidence: Evidence, ties: Ties, level: Level) -> list[str]:
    """Return, for each cluster of a level, its members' common fingerprints as JSON.

    Returns
    -------
    Lists of ``{fingerprint, members, accounts, share, weight}``, those with most members first.
    """
    cluster, signal, members = _shared(evidence, ties, level, FINGERPRINT)
    order = np.lexsort((signal, -members, cluster))
    tools: list[list[dict[str, Any]]] = [[] for _ in level.identity.ids]
    for n, s, count in zip(cluster[order].tolist(), signal[order].tolist(), members[order].tolist(), strict=True):
        if len(tools[n]) < MOST_TOOLS:
            tools[n].append(
                {
                    "fingerprint": str(entities.fingerprints[evidence.signals.source[s]]),
                    "members": count,
                    "accounts": int(evidence.signals.degree[s]),
                    "share": round(float(evidence.share[s]), 6),
                    "weight": round(float(evidence.weight[s]), 6),
                }
            )
    return [json.dumps(each) for each in tools]


def step_columns(entities: EntityGraph, evidence: Evidence, ties: Ties, level: Level) -> dict[str, list[Any]]:
    """Return parallel lists of the moments in which members of each cluster acted in step, ready to be written.

    Signals of timing are twenty minutes long; a moment of the store is ten. One that belongs to several signals counts
    once, by that with most members.
    """
    cluster, signal, members = _shared(evidence, ties, level, MOMENT)
    signals = evidence.signals
    bins = np.concatenate([signals.at[signal] // BIN_MS, signals.at[signal] // BIN_MS + 1])
    key = np.tile(signals.source[signal], 2) * _SPAN + bins
    there = _stored(entities.acts, key)
    key, cluster, signal, members = key[there], *(np.tile(x, 2)[there] for x in (cluster, signal, members))
    order = np.lexsort((signal, -members, cluster, key))
    once = np.ones(len(order), np.bool_)
    once[1:] = (np.diff(key[order]) != 0) | (np.diff(cluster[order]) != 0)
    kept = order[once]
    fingerprints = entities.fingerprints[key[kept] // _SPAN] if len(kept) else np.zeros(0, object)
    seconds = key[kept] % _SPAN * (BIN_MS // 1000)
    return {
        "clusters": [level.identity.ids[c] for c in cluster[kept].tolist()],
        "moments": [f"{f}@{s}" for f, s in zip(fingerprints.tolist(), seconds.tolist(), strict=True)],
        "members": members[kept].tolist(),
        "accounts": signals.degree[signal[kept]].tolist(),
        "weights": np.round(evidence.weight[signal[kept]], 6).tolist(),
        "shares": np.round(evidence.share[signal[kept]], 6).tolist(),
    }


_SPAN = 1 << 26
"""More bins than any time has."""


def _stored(acts: Acts, key: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Tell in which of these moments anybody acted, each given as fingerprint times ``_SPAN`` plus bin."""
    wanted, inverse = np.unique(key, return_inverse=True)
    asked = np.isin(acts.fingerprint, wanted // _SPAN)
    acted = acts.fingerprint[asked].astype(np.int64) * _SPAN + acts.at[asked] // BIN_MS
    place, there = looked_up(wanted, acted)
    found = np.zeros(len(wanted), np.bool_)
    found[place[there]] = True
    return found[inverse]


def _shared(
    evidence: Evidence, ties: Ties, level: Level, kind: str
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Return (cluster, signal, members) for signals of a kind that two members at least share."""
    inside = (level.of_account[ties.account] >= 0) & evidence.signals.of_kind(kind)[ties.signal]
    n = max(len(level.identity.ids), 1)
    key, members = np.unique(ties.signal[inside] * n + level.of_account[ties.account[inside]], return_counts=True)
    shared = members >= 2
    return key[shared] % n, key[shared] // n, members[shared]
