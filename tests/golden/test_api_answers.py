"""The API answers the same bytes on every store.

``tests/golden/api/answers.json`` holds the answer to each question on the small world; to renew it after a wanted
change, run this file's tests with ``RENEW_GOLDEN=1`` and read the difference.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from linkage.api import create_app
from linkage.config import Settings
from linkage.ingest.pseudonymise import ref
from linkage.store.base import GraphStore
from tests.api_world import fill

ANSWERS = Path(__file__).parent / "api" / "answers.json"
IP = ref("ip", "192.0.2.1")
QUESTIONS = [
    "/v1/accounts/a-1",
    "/v1/accounts/ghost",
    "/v1/accounts/up%2Fdown",
    "/v1/accounts/nobody",
    "/v1/accounts/a-1/identifiers?limit=3",
    "/v1/accounts/a-1/clusters",
    f"/v1/identifiers/{IP}",
    f"/v1/identifiers/{IP}/accounts?limit=4",
    "/v1/clusters",
    "/v1/clusters?sort=size&limit=2",
    "/v1/clusters?sort=first_seen&limit=2",
    "/v1/clusters?sort=last_seen&limit=2",
    "/v1/clusters?verdict=watch&level=operator&min_score=0.5&min_size=3&since=2026-01-02T03:04:08Z",
    "/v1/clusters/op-000000000001",
    "/v1/clusters/ca-000000000004",
    "/v1/clusters/op-00000000dead",
    "/v1/clusters/op-000000000001/members?limit=5",
    "/v1/clusters/op-000000000001/members?verdict=clear&limit=2",
    "/v1/clusters/op-000000000001/identifiers?limit=3",
    "/v1/clusters/op-000000000001/evidence",
    "/v1/clusters/op-000000000001/campaigns",
    "/v1/clusters/op-000000000001/lineage",
    "/v1/clusters/op-000000000001/graph",
    "/v1/inbox?limit=2",
    "/v1/inbox?verdict=watch&since=2026-01-01T00:00:00Z",
    "/v1/queries/get_run",
    "/v1/runs",
    "/v1/runs/run-1",
]


def walk(client: Any, url: str) -> list[Any]:
    """Return the answer, and those of the pages behind it."""
    answer = client.get(url, headers={"X-Request-ID": "golden"}).get_json()
    following = answer.get("next")
    if following is None:
        return [answer]
    path, _, rest = url.partition("?")
    others = "&".join(part for part in rest.split("&") if not part.startswith("cursor="))
    return [answer, *walk(client, f"{path}?{others}&cursor={following}")]


def test_every_store_gives_the_committed_answers(any_store: GraphStore) -> None:
    """Each question, page by page to the end, has the same answer whatever carries the Cypher."""
    fill(any_store)
    client = create_app(Settings(), any_store).test_client()
    found = {question: walk(client, question) for question in QUESTIONS}
    text = json.dumps(found, indent=1, ensure_ascii=False) + "\n"
    if os.environ.get("RENEW_GOLDEN"):
        ANSWERS.write_text(text, "utf-8")
    assert text == ANSWERS.read_text("utf-8")
