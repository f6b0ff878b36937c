"""The library's questions over HTTP: listed, asked by name, reading only."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from flask.testing import FlaskClient

from linkage import queries
from linkage.api import create_app
from linkage.config import Settings
from linkage.ingest.pseudonymise import ref
from linkage.store.base import GraphStore


def ask(client: FlaskClient, name: str, status: int = 200, **params: Any) -> Any:
    answer = client.post(f"/v1/queries/{name}", json={"params": params})
    assert answer.status_code == status, answer.get_data(as_text=True)
    return answer.get_json()


def test_every_question_of_the_library_is_listed(client: FlaskClient) -> None:
    """The list is the library's own, with what each question takes and returns."""
    items = client.get("/v1/queries").get_json()["items"]
    listed = {item["name"]: item for item in items}
    assert {"list_clusters", "get_account", "list_accounts_of_identifier_by_ref"} <= set(listed)
    assert set(listed) <= set(queries.names("read"))
    clusters = listed["list_clusters"]
    assert clusters["doc"] and clusters["example"].startswith("linkage query")
    assert [p["name"] for p in clusters["params"]][:2] == ["verdict", "level"]
    assert clusters["returns"][0] == {"column": "cluster_id", "help": "the cluster"}


def test_a_question_is_answered_with_the_cypher_that_ran(client: FlaskClient) -> None:
    """An analyst can take the text away and run it by hand."""
    found = ask(client, "list_clusters", verdict="watch", sort="size", since="2026-01-02T03:04:05Z")
    assert [row["cluster_id"] for row in found["rows"]] == ["op-000000000003", "op-000000000002"]
    assert found["columns"] == [column for column, _ in queries.load("list_clusters").returns]
    assert found["cypher"] == queries.load("list_clusters").text
    assert (found["query"], found["truncated"]) == ("list_clusters", False)
    assert found["rows"][0]["first_seen"] == "2026-01-02T03:04:05Z"


def test_a_question_for_each_kind_takes_the_kind(client: FlaskClient) -> None:
    """The kind is a parameter like any other, and shows in the Cypher as its label."""
    found = ask(client, "list_accounts_of_identifier_by_ref", kind="device", ref=ref("device", "dev-1"))
    assert len(found["rows"]) == 4
    assert ":Device" in found["cypher"]
    assert ask(client, "list_accounts_of_identifier_by_ref", 400, ref="0" * 32)["code"] == "usage"
    assert ask(client, "list_accounts_of_identifier_by_ref", 400, kind="shoe", ref="0" * 32)["code"] == "usage"


def test_an_answer_that_was_cut_says_so(client: FlaskClient) -> None:
    """The limit cuts, and truncated tells."""
    assert ask(client, "list_clusters", limit=2)["truncated"] is True
    assert len(ask(client, "list_clusters", limit=2)["rows"]) == 2


@pytest.mark.parametrize(
    "limit", [3, "3", "0003", 10**9, "1_000", "+3", " 3 ", "9" * 21, "00000000000000000000003", "٣"]
)
def test_no_question_returns_more_rows_than_the_operator_allows(
    world: GraphStore, world_settings: Settings, limit: Any
) -> None:
    """A limit over the cap is refused, in whatever digits it is written."""
    client = create_app(replace(world_settings, max_rows=2), world).test_client()
    assert ask(client, "list_clusters", 400, limit=limit)["code"] == "usage"
    assert len(ask(client, "list_clusters", limit=2)["rows"]) == 2
    assert client.get("/v1/queries").get_json()["max_rows"] == 2


def test_the_cap_holds_where_no_limit_is_given(world: GraphStore, world_settings: Settings) -> None:
    """A question's own default limit does not go over the operator's cap."""
    client = create_app(replace(world_settings, max_rows=2), world).test_client()
    found = ask(client, "list_clusters")
    assert (len(found["rows"]), found["truncated"]) == (2, True)


@pytest.mark.parametrize(
    ("params", "status"),
    [
        ({"limit": "x"}, 400),
        ({"limit": -1}, 400),
        ({"limit": 1.5}, 400),
        ({"limit": True}, 400),
        ({"limit": None}, 422),
        ({"limit": {"a": 1}}, 422),
        ({"unknown": 1}, 400),
        ({"since": "yesterday"}, 400),
        ({"verdict": "x' OR 1=1"}, 200),
        ({"sort": "n.x; MATCH (n) DETACH DELETE n"}, 200),
    ],
)
def test_parameters_are_checked_and_never_become_cypher(client: FlaskClient, params: Any, status: int) -> None:
    """A wrong parameter is refused; text that looks like Cypher is a value."""
    answer = client.post("/v1/queries/list_clusters", json={"params": params})
    assert answer.status_code == status
    assert client.get("/v1/accounts/a-1").status_code == 200


@pytest.mark.parametrize(
    "name",
    [
        "merge_accounts",
        "account_id_is_unique",
        "nothing",
        "MATCH (n) RETURN n",
        "x.cypher",
        "..%2Fload%2Fmerge_accounts",
    ],
)
def test_only_reading_questions_have_a_name_here(client: FlaskClient, name: str) -> None:
    """Writes, schema, files and free Cypher cannot be reached."""
    assert ask(client, name, 404)["code"] == "not-found"
