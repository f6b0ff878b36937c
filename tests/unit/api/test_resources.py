"""Every resource answers with what the graph holds, under the names of its Cypher columns."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

import pytest
from flask.testing import FlaskClient

from linkage.api import create_app
from linkage.config import Settings
from linkage.engine.explain import explain
from linkage.engine.key import keep_key
from linkage.ingest.pseudonymise import pseudonym, ref
from linkage.queries import parse
from linkage.store.base import GraphStore


def get(client: FlaskClient, url: str, status: int = 200) -> Any:
    answer = client.get(url)
    assert answer.status_code == status, answer.get_data(as_text=True)
    return answer.get_json()


def test_an_account_comes_with_its_properties_and_what_is_around_it(client: FlaskClient) -> None:
    """An account shows all its input columns, times as RFC 3339, and counts of what it is tied to."""
    assert get(client, "/v1/accounts/a-1") == {
        "account_id": "a-1",
        "created_at": "2026-01-02T03:04:06Z",
        "properties": {
            "id": "a-1",
            "created_at": "2026-01-02T03:04:06Z",
            "status": "active",
            "verified": False,
            "invited_by": "ad",
        },
        "identifiers": 5,
        "moments": 0,
        "clusters": 1,
        "query": "get_account",
    }


def test_an_account_seen_only_in_observations_is_there(client: FlaskClient) -> None:
    """An account without a row of its own is answered with its id and nothing made up."""
    found = get(client, "/v1/accounts/ghost")
    assert (found["created_at"], found["properties"]) == (None, {"id": "ghost"})


@pytest.mark.parametrize(
    ("segment", "account"),
    [
        ("up%2Fdown", "up/down"),
        ("up%2fdown", "up/down"),
        ("%C3%BCn%C3%AF%20%E2%98%83", "ünï ☃"),
        ("100%25", "100%"),
        ("a%252Fb", "a%2Fb"),
    ],
)
def test_an_id_may_hold_any_character(client: FlaskClient, segment: str, account: str) -> None:
    """Slashes, blanks, signs of other scripts and per cent signs in an id arrive as they were written."""
    assert get(client, f"/v1/accounts/{segment}")["account_id"] == account
    assert get(client, f"/v1/accounts/{segment}/identifiers")["items"] == []


def test_the_identifiers_of_an_account_come_latest_use_first(client: FlaskClient) -> None:
    """Each identifier of an account names its kind, its reference, its times and how many share it."""
    items = get(client, "/v1/accounts/a-1/identifiers")["items"]
    assert sorted(item["kind"] for item in items[:2]) == ["device", "device"]
    assert {item["value"] for item in items[2:]} == {"192.0.2.1", "192.0.2.2", "2001:db8::1"}
    device = next(item for item in items if item["value"] == "dev-1")
    assert device == {
        "kind": "device",
        "ref": ref("device", "dev-1"),
        "value": "dev-1",
        "first_seen": "2026-01-02T03:04:05Z",
        "last_seen": "2026-01-03T03:04:05Z",
        "count": 1,
        "accounts": 4,
    }
    assert items[2]["last_seen"] == "2026-01-02T03:04:05.060Z"


def test_the_clusters_of_an_account_come_operator_first(client: FlaskClient) -> None:
    """An account's clusters show both the cluster's judgement and its own."""
    found = get(client, "/v1/accounts/a-1/clusters")
    assert [(c["cluster_id"], c["level"], c["strength"]) for c in found["items"]] == [
        ("op-000000000001", "operator", 0.9),
        ("ca-000000000004", "campaign", 0.8),
    ]
    assert (found["next"], found["query"]) == (None, "list_clusters_of_account")
    assert get(client, "/v1/accounts/ghost/clusters")["items"] == []


def test_the_explanation_of_an_account_is_the_engine_s_own(client: FlaskClient, world: GraphStore) -> None:
    """The API says what ``linkage explain`` says, under the same names, with times as everywhere here."""
    found = get(client, "/v1/accounts/a-1/explanation")
    expected = explain(world, "a-1")
    assert (found["account"], found["cluster"], found["headline"]) == ("a-1", expected.cluster, expected.headline)
    assert list(found) == [field.name for field in fields(expected)]
    seen = [tie["last_seen"] for tie in found["ties"] + found["others"]]
    assert sorted(set(seen)) == ["2026-01-02T03:04:05.060Z", "2026-01-03T03:04:05Z"]


@pytest.mark.parametrize("part", ["", "/identifiers", "/clusters", "/explanation"])
def test_an_unknown_account_is_not_found(client: FlaskClient, part: str) -> None:
    """Every route below an account that is not there answers 404 with a code."""
    assert get(client, f"/v1/accounts/nobody{part}", 404)["code"] == "not-found"


def test_an_identifier_is_found_by_its_reference(client: FlaskClient) -> None:
    """An identifier shows its kind and its use by all accounts together."""
    found = get(client, f"/v1/identifiers/{ref('ip', '192.0.2.1')}")
    assert (found["kind"], found["value"], found["accounts"], found["count"]) == ("ip", "192.0.2.1", 9, 18)


def test_a_raw_identifier_is_looked_up_in_the_body_as_a_load_would_read_it(client: FlaskClient) -> None:
    """Another spelling of a value finds the same identifier as its reference."""
    answer = client.post("/v1/identifiers/lookup", json={"kind": "ip", "value": " 2001:0DB8:0:0::1 "})
    assert answer.get_json()["ref"] == ref("ip", "2001:db8::1")
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_lookup_of_an_unseen_value_is_not_found_and_does_not_repeat_it(client: FlaskClient) -> None:
    """A value nobody used, and one that is none of its kind, are refused without being named."""
    unseen = client.post("/v1/identifiers/lookup", json={"kind": "ip", "value": "198.51.100.77"})
    wrong = client.post("/v1/identifiers/lookup", json={"kind": "ip", "value": "not-an-address"})
    unknown = client.post("/v1/identifiers/lookup", json={"kind": "shoe", "value": "42"})
    assert [a.status_code for a in (unseen, wrong, unknown)] == [404, 422, 404]
    assert "198.51" not in unseen.get_data(as_text=True)
    assert "not-an-address" not in wrong.get_data(as_text=True)


@pytest.fixture
def under_key(filled: GraphStore) -> GraphStore:
    """Return a store whose one card is kept under the key ``k1``."""
    stored = pseudonym("payment", "4111", "k1")
    text = """// name: fill
// mode: write
MATCH (a:Account {id: 'a-1'})
CREATE (p:Payment {id: $id, ref: $ref})
CREATE (a)-[:USED {first_seen: datetime({epochMillis: 0}), last_seen: datetime({epochMillis: 0}), count: 1}]->(p)
"""
    values = {"id": stored, "ref": ref("payment", stored)}
    filled.execute(lambda transaction: transaction.run(parse(text), values))
    keep_key(filled, "k1")
    return filled


def test_a_lookup_finds_what_is_stored_under_the_key(under_key: GraphStore, settings: Settings) -> None:
    """With the store's key a raw value is found, and the answer holds its pseudonym and not the value."""
    client = create_app(replace(settings, key="k1"), under_key).test_client()
    answer = client.post("/v1/identifiers/lookup", json={"kind": "payment", "value": "4111"})
    assert answer.get_json()["value"] == pseudonym("payment", "4111", "k1")
    assert "4111" not in answer.get_data(as_text=True).replace(answer.get_json()["value"], "")


@pytest.mark.parametrize("key", ["", "k2"])
def test_a_lookup_under_another_key_says_so(under_key: GraphStore, settings: Settings, key: str) -> None:
    """A service that runs without the store's key does not pretend that the value was never seen."""
    client = create_app(replace(settings, key=key), under_key).test_client()
    answer = client.post("/v1/identifiers/lookup", json={"kind": "payment", "value": "4111"})
    assert (answer.status_code, answer.get_json()["code"]) == (422, "input-refused")
    assert "LINKAGE_KEY" in answer.get_json()["detail"]


def test_the_accounts_of_an_identifier_are_listed(client: FlaskClient) -> None:
    """The accounts behind an identifier come with their own use of it; an unknown reference is not found."""
    found = get(client, f"/v1/identifiers/{ref('device', 'dev-1')}/accounts")
    assert [a["account_id"] for a in found["items"]] == ["a-1", "a-2", "a-3", "a-4"]
    assert found["query"] == "list_accounts_of_identifier_by_ref"
    assert get(client, f"/v1/identifiers/{'0' * 32}/accounts", 404)["code"] == "not-found"


def test_a_raw_identifier_in_the_path_is_refused_with_the_way_to_go(client: FlaskClient) -> None:
    """What is no reference is not looked up and not repeated; the hint names the lookup."""
    problem = get(client, "/v1/identifiers/alice@example.com", 422)
    assert "lookup" in problem["hint"]
    assert "alice" not in str(problem)


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("", ["ca-000000000004", "op-000000000001", "op-000000000002", "op-000000000003"]),
        ("sort=size", ["op-000000000001", "ca-000000000004", "op-000000000003", "op-000000000002"]),
        ("sort=last_seen", ["op-000000000002", "op-000000000003", "ca-000000000004", "op-000000000001"]),
        ("sort=first_seen", ["ca-000000000004", "op-000000000001", "op-000000000002", "op-000000000003"]),
        ("verdict=watch", ["op-000000000002", "op-000000000003"]),
        ("level=campaign", ["ca-000000000004"]),
        ("min_score=0.6", ["ca-000000000004", "op-000000000001"]),
        ("min_size=4&sort=size", ["op-000000000001", "ca-000000000004"]),
        ("since=2026-01-02T03:04:08Z", ["op-000000000002", "op-000000000003"]),
        ("since=2026-01-02T03:04:08", ["op-000000000002", "op-000000000003"]),
        ("since=2026-01-02T05:04:08%2B02:00", ["op-000000000002", "op-000000000003"]),
        ("verdict=watch&level=campaign", []),
    ],
)
def test_clusters_are_narrowed_and_sorted_as_asked(client: FlaskClient, asked: str, expected: list[str]) -> None:
    """Filters hold together, each order is total, and retired clusters are not listed."""
    found = get(client, f"/v1/clusters?{asked}")
    assert [c["cluster_id"] for c in found["items"]] == expected
    assert found["next"] is None


def test_a_cluster_names_its_levels_and_stays_after_it_ended(client: FlaskClient) -> None:
    """An operator names its campaigns, a campaign its operator; a retired cluster is still answered."""
    assert get(client, "/v1/clusters/op-000000000001")["campaigns"] == ["ca-000000000004"]
    assert get(client, "/v1/clusters/ca-000000000004")["operator"] == "op-000000000001"
    gone = get(client, "/v1/clusters/op-00000000dead")
    assert gone["retired_at"] == "2026-01-03T03:04:06Z"
    assert get(client, "/v1/clusters/op-00000000dead/members")["items"] == []


def test_the_members_of_a_cluster_come_firmest_first(client: FlaskClient) -> None:
    """Members are ordered by strength and then by id, and can be narrowed by verdict."""
    members = get(client, "/v1/clusters/op-000000000001/members")["items"]
    assert [m["account_id"] for m in members] == [f"a-{n}" for n in range(1, 10)]
    clear = get(client, "/v1/clusters/op-000000000001/members?verdict=clear")["items"]
    assert [m["account_id"] for m in clear] == [f"a-{n}" for n in range(5, 10)]
    assert members[0] == {
        "account_id": "a-1",
        "created_at": "2026-01-02T03:04:06Z",
        "status": "active",
        "strength": 0.9,
        "score": 0.7,
        "verdict": "flagged",
        "since": "2026-01-02T03:04:05Z",
        "redundancy": 2,
        "kinds": 2,
        "run": "run-1",
    }


def test_the_identifiers_of_a_cluster_come_most_shared_first(client: FlaskClient) -> None:
    """A cluster's identifiers count its members and all accounts, and can be narrowed."""
    items = get(client, "/v1/clusters/ca-000000000004/identifiers")["items"]
    assert [(i["members"], i["accounts"]) for i in items if i["kind"] == "ip"] == [(4, 9)] * 3
    narrowed = get(client, "/v1/clusters/op-000000000001/identifiers?min_members=5")["items"]
    assert {i["kind"] for i in narrowed} == {"ip"}


def test_the_evidence_of_a_cluster_is_json_and_not_text(client: FlaskClient) -> None:
    """Evidence and counter-evidence are lists of objects."""
    found = get(client, "/v1/clusters/op-000000000001/evidence")
    assert found["evidence"][0]["sentence"] == "4 accounts share a device"
    assert (found["against"], found["query"]) == ([], "get_cluster")


def test_the_campaigns_of_an_operator_are_listed(client: FlaskClient) -> None:
    """An operator lists its campaigns with their sizes and verdicts; a campaign has none."""
    found = get(client, "/v1/clusters/op-000000000001/campaigns")
    assert [(c["cluster_id"], c["size"], c["verdict"]) for c in found["items"]] == [("ca-000000000004", 4, "flagged")]
    assert (found["next"], found["query"]) == (None, "list_campaigns_of_operator")
    assert get(client, "/v1/clusters/ca-000000000004/campaigns")["items"] == []


def test_the_lineage_of_a_cluster_is_seen_from_both_ends(client: FlaskClient) -> None:
    """A merger is told by the cluster that ended and by the one that went on."""
    step = {
        "relation": "MERGED_INTO",
        "source_id": "op-00000000dead",
        "target_id": "op-000000000001",
        "run": "run-1",
        "at": "2026-01-03T03:04:06Z",
        "shared": 5,
    }
    for cluster in ("op-00000000dead", "op-000000000001"):
        assert get(client, f"/v1/clusters/{cluster}/lineage")["items"] == [step]
    assert get(client, "/v1/clusters/op-000000000002/lineage")["items"] == []


@pytest.mark.parametrize("part", ["", "/members", "/identifiers", "/evidence", "/campaigns", "/lineage"])
def test_an_unknown_cluster_is_not_found(client: FlaskClient, part: str) -> None:
    """Every route below a cluster that is not there answers 404 with a code."""
    assert get(client, f"/v1/clusters/op-ffffffffffff{part}", 404)["code"] == "not-found"


def test_runs_are_listed_and_shown_with_what_they_had_learnt(client: FlaskClient) -> None:
    """A run shows its calibration and settings as JSON; an unknown one is not found."""
    assert [r["run_id"] for r in get(client, "/v1/runs")["items"]] == ["run-1"]
    run = get(client, "/v1/runs/run-1")
    assert (run["calibration"], run["settings"], run["seed"]) == ({"ip": 0.3}, {"resolution": 1.0}, 7)
    assert get(client, "/v1/runs/run-2", 404)["code"] == "not-found"


def test_live_and_ready(client: FlaskClient) -> None:
    """A service whose store answers is live and ready."""
    assert get(client, "/v1/health/live") == {"status": "live", "store": None}
    assert get(client, "/v1/health/ready")["status"] == "ready"
