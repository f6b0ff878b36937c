"""The routes of the inbox, the search, what if, the user's own Cypher and quality, over HTTP."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from flask.testing import FlaskClient

from linkage.api import create_app
from linkage.config import Settings
from linkage.ingest.pseudonymise import ref
from linkage.store.base import GraphStore

DEVICE = ref("device", "dev-1")


def get(client: FlaskClient, url: str, status: int = 200) -> Any:
    answer = client.get(url)
    assert answer.status_code == status, answer.get_data(as_text=True)
    return answer.get_json()


def post(client: FlaskClient, url: str, body: dict[str, Any], status: int = 200) -> Any:
    answer = client.post(url, json=body)
    assert answer.status_code == status, answer.get_data(as_text=True)
    return answer.get_json()


def test_the_inbox_pages_to_its_end(client: FlaskClient) -> None:
    """Each case once, in one order, and the total on every page."""
    seen, url = [], "/v1/inbox?limit=1"
    while url:
        page = get(client, url)
        assert page["total"] == 3
        seen += [case["cluster_id"] for case in page["items"]]
        url = f"/v1/inbox?limit=1&cursor={page['next']}" if page["next"] else ""
    assert seen == ["op-000000000001", "op-000000000002", "op-000000000003"]


def test_a_cursor_is_good_for_the_filters_it_came_with(client: FlaskClient) -> None:
    """With others it is refused, not misread."""
    cursor = get(client, "/v1/inbox?limit=1")["next"]
    assert get(client, f"/v1/inbox?limit=1&verdict=watch&cursor={cursor}", 400)["code"] == "usage"


def test_a_time_without_an_offset_is_utc(client: FlaskClient) -> None:
    """Both spellings ask for the same."""
    spelt = [get(client, f"/v1/inbox?since=2026-01-03T03:04:06{offset}") for offset in ("", "Z")]
    assert spelt[0]["items"] == spelt[1]["items"]


def test_a_graph_opens_what_it_is_asked_to(client: FlaskClient) -> None:
    """``open`` may repeat, and what no node is called is passed over."""
    drawn = get(client, "/v1/clusters/op-000000000001/graph?open=a.0&open=nothing")
    assert drawn["total"] == {"accounts": 9, "identifiers": 5}
    assert len(drawn["edges"]) == 9 * 3 + 4 * 2
    assert get(client, "/v1/clusters/op-ffffffffffff/graph", 404)["code"] == "not-found"


def test_a_search_takes_the_text_in_the_body(client: FlaskClient) -> None:
    """A raw identifier in any spelling is found, and never part of a URL."""
    (found,) = post(client, "/v1/search", {"text": "2001:DB8:0::1"})["items"]
    assert (found["type"], found["id"], found["kind"]) == ("identifier", ref("ip", "2001:db8::1"), "ip")
    assert found["accounts"] == 9
    assert "2001" not in str(found)


def test_a_search_finds_what_is_stored_under_a_key(world: GraphStore, world_settings: Settings) -> None:
    """The stored form, which is what an analyst sees under a key, is found whatever the key of the server."""
    keyed = create_app(replace(world_settings, key="another"), world).test_client()
    assert post(keyed, "/v1/search", {"text": "192.0.2.1"})["items"][0]["id"] == ref("ip", "192.0.2.1")


@pytest.mark.parametrize("text", ["'; DROP", "\u202e", "<b>", "%", "\U0001f4a5" * 100, "x" * 4096])
def test_a_search_for_anything_is_answered(client: FlaskClient, text: str) -> None:
    """Hostile texts find nothing, and that is all."""
    assert post(client, "/v1/search", {"text": text})["items"] == []


def test_what_if_changes_nothing(client: FlaskClient) -> None:
    """It is asked by POST for its body's sake: the explanation is the same before and after."""
    before = get(client, "/v1/accounts/a-1/explanation")
    left = post(client, "/v1/accounts/a-1/what-if", {"without": [DEVICE]})
    assert [tie["ref"] for tie in left["lost"]] == [DEVICE]
    assert left["ties"] == left["ties_before"] - 1 == 4
    assert get(client, "/v1/accounts/a-1/explanation") == before


def test_what_if_takes_references_only(client: FlaskClient) -> None:
    """A raw value is refused without being repeated."""
    problem = post(client, "/v1/accounts/a-1/what-if", {"without": ["192.0.2.1"]}, 422)
    assert "192.0.2.1" not in str(problem)


def test_own_cypher_tells_its_caps(world: GraphStore, world_settings: Settings) -> None:
    """The answer says how many rows it may have and whether they were cut."""
    client = create_app(replace(world_settings, max_rows=3), world).test_client()
    answer = post(client, "/v1/cypher", {"text": "MATCH (a:Account) RETURN a.id AS id ORDER BY id"})
    assert (len(answer["rows"]), answer["truncated"], answer["max_rows"]) == (3, True, 3)
    assert answer["timeout"] == world_settings.timeout
    assert answer["graph"] is None


def test_own_cypher_may_return_nodes_and_paths(client: FlaskClient) -> None:
    """They arrive as data, times as text, and as a drawing."""
    text = "MATCH p = (a:Account {id: $id})-[:USED]->(d:Device) RETURN p ORDER BY d.id"
    answer = post(client, "/v1/cypher", {"text": text, "params": {"id": "a-1"}})
    path = answer["rows"][0]["p"]
    assert path["relationships"][0]["properties"]["first_seen"] == "2026-01-02T03:04:05Z"
    assert {node["label"] for node in answer["graph"]["nodes"]} == {"Account", "Device"}
    assert len(answer["graph"]["edges"]) == 2


@pytest.mark.parametrize(
    ("text", "status", "code"),
    [
        ("CREATE (:Account {id: 'x'})", 403, "query-refused"),
        ("MATCH (a:Account) SET a.status = 'banned'", 403, "query-refused"),
        ("MATCH (a", 400, "query-mistaken"),
        ("MATCH (a:Account {id: $id}) RETURN a", 400, "usage"),
    ],
)
def test_own_cypher_that_cannot_run_says_why(client: FlaskClient, text: str, status: int, code: str) -> None:
    """Writes, mistakes and missing parameters each have their problem."""
    answer = client.post("/v1/cypher", json={"text": text})
    problem = answer.get_json()
    assert (answer.status_code, problem["code"]) == (status, code), problem
    assert problem["detail"]
    assert problem["hint"]


def test_quality_is_the_report_of_the_command(client: FlaskClient) -> None:
    """One entry for each kind; worked out once."""
    report = get(client, "/v1/quality")
    assert report["accounts"] == 14
    device = next(kind for kind in report["kinds"] if kind["kind"] == "device")
    assert (device["identifiers"], device["shared"]) == (2, 2)
    assert get(client, "/v1/quality") == report


def test_a_query_is_shown_with_its_cypher(client: FlaskClient) -> None:
    """Questions and steps alike; one written for each kind for the kind asked for."""
    step = get(client, "/v1/queries/export_users_of_foundations")
    assert step["example"] is None
    assert step["cypher"].startswith("MATCH (:Cluster {id: $cluster})-[r:RESTS_ON]->(i)")
    hubs = get(client, "/v1/queries/list_hubs?kind=device")
    assert hubs["cypher"].startswith("MATCH (i:Device)")
    assert hubs["params"][0]["name"] == "kind"
    assert get(client, "/v1/queries/create_run", 404)["code"] == "not-found"
    assert get(client, "/v1/queries/list_hubs?kind=nothing", 400)["code"] == "usage"


def test_the_key_is_asked_for_everywhere_but_on_the_page(keyed: FlaskClient) -> None:
    """The page itself holds nothing; every route it asks needs the key."""
    for url in ("/v1/inbox", "/v1/quality", "/v1/queries/get_run", "/v1/clusters/op-000000000001/graph"):
        assert keyed.get(url).status_code == 401
    for url in ("/v1/search", "/v1/cypher", "/v1/accounts/a-1/what-if"):
        assert keyed.post(url, json={"text": "x"}).status_code == 401
    assert keyed.get("/").status_code in (200, 503)
