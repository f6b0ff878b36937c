"""Every reading route of the API, with requests for what a store holds."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any
from urllib.parse import quote


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked: a path, and the body of a POST."""

    path: str
    body: bytes | None = None


MANY = 50
"""Different things asked for on a route, as far as the store has them."""


def routes(get: Callable[[str], Any]) -> Mapping[str, list[Request]]:
    """Return requests by route, as the reference spells it, from what the store holds.

    Parameters
    ----------
    get
        A path to the JSON body of its answer.

    Notes
    -----
    Left out are the questions under ``/v1/queries`` and Cypher of one's own: each takes what its own query takes.
    """
    clusters = [c["cluster_id"] for c in get(f"/v1/clusters?limit={MANY}")["items"]]
    largest = get("/v1/clusters?sort=size&limit=1")["items"][0]
    members = [[_quoted(m["account_id"]) for m in get(f"/v1/clusters/{c}/members")["items"]] for c in clusters[:10]]
    accounts = [account for some in members for account in some][:MANY]
    refs = [i["ref"] for c in clusters[:10] for i in get(f"/v1/clusters/{c}/identifiers")["items"]][:MANY]
    runs = [run["run_id"] for run in get("/v1/runs")["items"]]
    known = [get(f"/v1/identifiers/{ref}") for ref in refs]
    found = {
        "health/live": ["health/live"],
        "health/ready": ["health/ready"],
        "accounts/{account_id}": [f"accounts/{a}" for a in accounts],
        "accounts/{account_id}/why/{other}": [f"accounts/{a}/why/{b}" for some in members for a, b in pairwise(some)],
        "identifiers/{ref}": [f"identifiers/{ref}" for ref in refs],
        "identifiers/{ref}/accounts": [f"identifiers/{ref}/accounts" for ref in refs],
        "clusters": ["clusters", "clusters?sort=size", "clusters?verdict=flagged&level=operator"],
        "clusters/{cluster_id}": [f"clusters/{c}" for c in clusters],
        f"clusters/{{cluster_id}}/members, of {largest['size']:,}": [f"clusters/{largest['cluster_id']}/members"],
        "inbox": ["inbox", "inbox?verdict=flagged&min_size=10", "inbox?since=2026-06-01&changed=true"],
        f"clusters/{{cluster_id}}/graph, of {largest['size']:,}": [f"clusters/{largest['cluster_id']}/graph"],
        "quality": ["quality"],
        "queries/{name}": ["queries/list_members_of_cluster", "queries/list_hubs?kind=ip"],
        "runs": ["runs"],
        "runs/{run_id}": [f"runs/{run}" for run in runs],
        "queries": ["queries"],
    }
    for part in ("identifiers", "clusters", "explanation"):
        found[f"accounts/{{account_id}}/{part}"] = [f"accounts/{a}/{part}" for a in accounts]
    for part in ("members", "identifiers", "evidence", "campaigns", "graph", "lineage"):
        found[f"clusters/{{cluster_id}}/{part}"] = [f"clusters/{c}/{part}" for c in clusters]
    asked = {name: [Request(f"/v1/{path}") for path in paths[:MANY]] for name, paths in sorted(found.items())}
    asked["identifiers/lookup"] = [
        Request("/v1/identifiers/lookup", json.dumps({"kind": one["kind"], "value": one["value"]}).encode())
        for one in known
    ]
    asked["search"] = [
        Request("/v1/search", json.dumps({"text": text[:8]}).encode()) for text in (*accounts, *clusters)
    ]
    asked["accounts/{account_id}/what-if"] = [
        Request(f"/v1/accounts/{account}/what-if", json.dumps({"without": refs[:1]}).encode()) for account in accounts
    ]
    return {name: requests for name, requests in asked.items() if requests}


def _quoted(account: str) -> str:
    return quote(account, safe="")
