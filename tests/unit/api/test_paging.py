"""Pages neither repeat nor skip a row, whatever comes and goes; a cursor is good for its own question only."""

from __future__ import annotations

import json
from base64 import urlsafe_b64encode
from typing import Any

import pytest
from flask.testing import FlaskClient

from linkage.api import create_app
from linkage.api.paging import Cursor, decode, encode, scope
from linkage.config import Settings
from linkage.errors import UsageError
from linkage.ingest.pseudonymise import ref
from linkage.queries import parse
from linkage.store.base import GraphStore

LISTS = [
    ("/v1/clusters?sort=score", "cluster_id", 4),
    ("/v1/clusters?sort=size", "cluster_id", 4),
    ("/v1/clusters?sort=first_seen", "cluster_id", 4),
    ("/v1/clusters?sort=last_seen", "cluster_id", 4),
    ("/v1/clusters/op-000000000001/members?verdict=clear", "account_id", 5),
    ("/v1/clusters/op-000000000001/members", "account_id", 9),
    ("/v1/clusters/op-000000000001/identifiers?min_members=1", "ref", 5),
    ("/v1/accounts/a-1/identifiers", "ref", 5),
    (f"/v1/identifiers/{ref('ip', '192.0.2.1')}/accounts", "account_id", 9),
    ("/v1/runs", "run_id", 1),
]


def walk(client: FlaskClient, url: str, limit: int) -> list[dict[str, Any]]:
    """Return the items of all pages."""
    items: list[dict[str, Any]] = []
    cursor = ""
    joint = "&" if "?" in url else "?"
    while True:
        page = client.get(f"{url}{joint}limit={limit}{cursor}").get_json()
        assert len(page["items"]) <= limit
        items += page["items"]
        if page["next"] is None:
            return items
        assert len(page["items"]) == limit
        cursor = f"&cursor={page['next']}"


@pytest.mark.parametrize(("url", "key", "count"), LISTS)
@pytest.mark.parametrize("limit", [1, 2, 3, 1000])
def test_pages_together_are_the_list(client: FlaskClient, url: str, key: str, count: int, limit: int) -> None:
    """Whatever the page size, the pages hold each row once and in the order of one large page."""
    whole = [item[key] for item in walk(client, url, 1000)]
    assert len(whole) == len(set(whole)) == count
    assert [item[key] for item in walk(client, url, limit)] == whole


def test_rows_that_come_and_go_between_pages_disturb_nothing(filled: GraphStore, settings: Settings) -> None:
    """A row that vanishes, the cursor's own among them, and one that arrives in front shift no page."""
    client = create_app(settings, filled).test_client()
    url = "/v1/clusters/op-000000000001/members?limit=3"
    first = client.get(url).get_json()
    change = """// name: change
// mode: write
MATCH (a:Account {id: 'a-3'}) DETACH DELETE a
WITH count(*) AS gone
MATCH (g:Account {id: 'ghost'}), (c:Cluster {id: 'op-000000000001'})
CREATE (g)-[:MEMBER_OF {strength: 0.95, score: 0.7, verdict: 'flagged', since: datetime({epochMillis: 0}),
                        redundancy: 2, kinds: 2, run: 'run-1'}]->(c)
"""
    filled.execute(lambda transaction: transaction.run(parse(change)))
    second = client.get(f"{url}&cursor={first['next']}").get_json()
    assert [m["account_id"] for m in first["items"]] == ["a-1", "a-2", "a-3"]
    assert [m["account_id"] for m in second["items"]] == ["a-4", "a-5", "a-6"]


def packed(content: Any) -> str:
    return urlsafe_b64encode(json.dumps(content).encode()).decode().rstrip("=")


BROKEN = [
    "",
    "x",
    "!!!!",
    "é",
    "A" * 8192,
    packed([]),
    packed(None),
    packed({}),
    packed({"v": 2, "s": "0" * 16, "k": 1, "i": "a"}),
    packed({"v": 1, "s": "0" * 16, "k": 1, "i": "a"}),
    urlsafe_b64encode(b"[" * 5000).decode(),
    urlsafe_b64encode(b"\xff\xfe").decode(),
]


@pytest.mark.parametrize("cursor", BROKEN)
def test_a_broken_cursor_is_a_problem_and_not_a_crash(client: FlaskClient, cursor: str) -> None:
    """What is no cursor of ours is refused with 400 and the way to go on."""
    answer = client.get("/v1/clusters", query_string={"cursor": cursor})
    assert (answer.status_code, answer.get_json()["code"]) == (400, "usage")
    assert "without a cursor" in answer.get_json()["hint"]


@pytest.mark.parametrize(
    ("key", "name"),
    [("1", "a"), (True, "a"), (None, "a"), (float("nan"), "a"), (float("inf"), "a"), (10**300, "a"), (1, 2), (1, None)],
)
def test_a_cursor_with_a_strange_place_is_refused(key: Any, name: Any) -> None:
    """A cursor's key is a number every store can compare with, its id a text."""
    text = packed({"v": 1, "s": scope("q", {}), "k": key, "i": name})
    with pytest.raises(UsageError, match="broken"):
        decode(scope("q", {}), text)


@pytest.mark.parametrize("other", ["/v1/clusters?limit=1&sort=size", "/v1/clusters?limit=1&verdict=watch", "/v1/runs?"])
def test_a_foreign_cursor_is_refused(client: FlaskClient, other: str) -> None:
    """A cursor of another list, order or filter would skip rows in silence; it is refused instead."""
    cursor = client.get("/v1/clusters?limit=1").get_json()["next"]
    answer = client.get(f"{other}&cursor={cursor}")
    assert (answer.status_code, answer.get_json()["code"]) == (400, "usage")


def test_a_page_may_have_another_size_than_the_one_before(client: FlaskClient) -> None:
    """A cursor does not bind the page size."""
    first = client.get("/v1/clusters?limit=1").get_json()
    rest = client.get(f"/v1/clusters?limit=50&cursor={first['next']}").get_json()
    assert len(rest["items"]) == 3


@pytest.mark.parametrize("cursor", [Cursor(0.1 + 0.2, "ünï ☃"), Cursor(2**62, "a/b"), Cursor(-1.5, "")])
def test_a_cursor_comes_back_exactly(cursor: Cursor) -> None:
    """Keys survive to the last bit, ids whatever they hold, in characters a URL takes as they are."""
    text = encode("s", cursor)
    assert decode("s", text) == cursor
    assert text.replace("-", "").replace("_", "").isalnum()


@pytest.mark.parametrize("limit", ["0", "-1", "1001", "1e3", "ten", "9" * 5000, ""])
def test_a_limit_outside_1_to_1000_is_refused(client: FlaskClient, limit: str) -> None:
    """A page size is a whole number from 1 to 1000; the refusal names the field and not the value."""
    answer = client.get("/v1/clusters", query_string={"limit": limit})
    assert answer.status_code == 422
    assert answer.get_json()["errors"][0]["field"] == "limit"
