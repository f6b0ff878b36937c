"""Clusters: the list, one, its members, its identifiers, its evidence and its lineage."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from flask import Response

from linkage.api.asked import MAX_LIMIT, ClusterPath, ClustersQuery, GraphQuery, MembersQuery, SharedQuery
from linkage.api.paging import Cursor
from linkage.api.reading import reader
from linkage.api.replies import page, reply, reply_plain, whole
from linkage.api.resource import resource
from linkage.api.schemas import (
    Campaigns,
    Cluster,
    ClusterGraph,
    Clusters,
    Evidence,
    Lineage,
    Members,
    SharedIdentifiers,
)
from linkage.engine.render import aware, epoch_millis
from linkage.store.base import Row

clusters = resource("clusters", "Accounts judged to be one actor, and what the judgement rests on.")


@clusters.get("", responses={200: Clusters})
def list_clusters(query: ClustersQuery) -> Response:
    """Return the current clusters, greatest first by what they are sorted by."""
    asked: dict[str, Any] = query.model_dump(exclude={"limit", "cursor"})
    asked["since"] = query.since and epoch_millis(aware(query.since))
    return page(
        Clusters,
        "list_clusters",
        asked,
        query,
        last=lambda row: Cursor(row["key"], row["cluster_id"]),
        rows=reader().clusters.page,
    )


@clusters.get("/<segment:cluster_id>", responses={200: Cluster})
def get_cluster(path: ClusterPath) -> Response:
    """Return one cluster, current or retired."""
    row = _cluster(path)
    operator = next(iter(row["operators"]), None)
    return reply(Cluster.model_validate({**row, "operator": operator, "query": "get_cluster"}))


@clusters.get("/<segment:cluster_id>/members", responses={200: Members})
def list_members_of_cluster(path: ClusterPath, query: MembersQuery) -> Response:
    """Return the members of the cluster, firmest first; a retired cluster has none."""
    row = _cluster(path)
    return page(
        Members,
        "list_members_of_cluster",
        {"cluster": path.cluster_id, "verdict": query.verdict},
        query,
        last=lambda row: Cursor(row["strength"], row["account_id"]),
        rows=lambda params: reader().rolls.page(row, params),
    )


@clusters.get("/<segment:cluster_id>/identifiers", responses={200: SharedIdentifiers})
def list_identifiers_of_cluster(path: ClusterPath, query: SharedQuery) -> Response:
    """Return the identifiers its members share, most shared first."""
    row = _cluster(path)
    return page(
        SharedIdentifiers,
        "list_identifiers_of_cluster",
        {"cluster": path.cluster_id, "min_members": query.min_members},
        query,
        last=lambda row: Cursor(row["members"], row["ref"]),
        rows=lambda params: reader().shared_identifiers.page(row, params),
    )


@clusters.get("/<segment:cluster_id>/evidence", responses={200: Evidence})
def get_evidence_of_cluster(path: ClusterPath) -> Response:
    """Return what ties the cluster together, and what speaks against it."""
    row = _cluster(path)
    parsed = {side: json.loads(row[side] or "[]") for side in ("evidence", "against")}
    return reply(Evidence.model_validate({"cluster_id": path.cluster_id, **parsed, "query": "get_cluster"}))


@clusters.get("/<segment:cluster_id>/graph", responses={200: ClusterGraph})
def get_graph_of_cluster(path: ClusterPath, query: GraphQuery) -> Response:
    """Return the cluster as a graph small enough to look at: accounts and identifiers folded, edges named."""
    return reply_plain(asdict(reader().graphs.graph(_cluster(path), query.open)))


@clusters.get("/<segment:cluster_id>/campaigns", responses={200: Campaigns})
def list_campaigns_of_operator(path: ClusterPath) -> Response:
    """Return the current campaigns of the operator, largest first; a campaign has none."""
    _cluster(path)
    name = "list_campaigns_of_operator"
    return whole(Campaigns, name, reader().rows(name, {"cluster": path.cluster_id, "limit": MAX_LIMIT}))


@clusters.get("/<segment:cluster_id>/lineage", responses={200: Lineage})
def list_lineage_of_cluster(path: ClusterPath) -> Response:
    """Return what the cluster came from and what became of it, oldest change first."""
    _cluster(path)
    name = "list_lineage_of_cluster"
    return whole(Lineage, name, reader().rows(name, {"cluster": path.cluster_id, "limit": MAX_LIMIT}))


def _cluster(path: ClusterPath) -> Row:
    return reader().one("get_cluster", {"cluster": path.cluster_id}, "cluster")
