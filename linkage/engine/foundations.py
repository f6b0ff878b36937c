"""The identifiers that published clusters rest on, ready to be written."""

from __future__ import annotations

from typing import Any

import numpy as np

from linkage.evidence.weigh import Evidence
from linkage.judge.clusters import Clusters
from linkage.judge.identity import Identity
from linkage.model.entity_graph import EntityGraph


def foundation_columns(
    entities: EntityGraph, evidence: Evidence, clusters: Clusters, numbers: np.ndarray[Any, Any], identity: Identity
) -> dict[str, dict[str, list[Any]]]:
    """Return, by kind, parallel lists of what each published cluster rests on.

    An identifier of several leases counts once, by the lease that ties most members.

    Returns
    -------
    For each kind: ``clusters``, ``refs``, ``members``, ``accounts``, ``weights`` and ``shares``, in order.
    """
    ties = clusters.ties
    n_clusters = len(clusters.signs.size)
    key, members = np.unique(ties.lease * n_clusters + clusters.of_account[ties.account], return_counts=True)
    lease, number = key // n_clusters, key % n_clusters
    place = np.full(n_clusters, -1, np.int64)
    place[numbers] = np.arange(len(numbers))
    identifier = evidence.leases.identifier[lease]
    order = np.lexsort((lease, -members, identifier, place[number]))
    order = order[place[number[order]] >= 0]
    once = np.ones(len(order), np.bool_)
    once[1:] = (np.diff(place[number[order]]) != 0) | (np.diff(identifier[order]) != 0)
    order = order[once]
    kind = entities.kind[identifier[order]]
    return {
        entities.kinds[k]: {
            "clusters": [identity.ids[p] for p in place[number[chosen]]],
            "refs": entities.refs[identifier[chosen]].tolist(),
            "members": members[chosen].tolist(),
            "accounts": evidence.leases.degree[lease[chosen]].tolist(),
            "weights": np.round(evidence.weight[lease[chosen]], 6).tolist(),
            "shares": np.round(evidence.share[lease[chosen]], 6).tolist(),
        }
        for k in np.unique(kind)
        for chosen in [order[kind == k]]
    }
