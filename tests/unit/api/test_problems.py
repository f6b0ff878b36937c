"""Every failure has one form, the right status, and never repeats what a client sent."""

from __future__ import annotations

import logging
from typing import Any

import pytest
from flask.testing import FlaskClient

from linkage import errors
from linkage.api import create_app
from linkage.api.problems import OWN, STATUS, status_of
from linkage.config import Settings
from linkage.errors import LinkageError
from linkage.store.base import GraphStore

SECRET = "alice@example.com"


def family(kind: type[LinkageError]) -> list[type[LinkageError]]:
    return [kind, *(child for direct in kind.__subclasses__() for child in family(direct))]


def assert_problem(answer: Any, status: int, code: str) -> dict[str, Any]:
    assert answer.status_code == status
    assert answer.mimetype == "application/problem+json"
    body: dict[str, Any] = answer.get_json()
    assert list(body) == ["type", "title", "status", "detail", "code", "hint", "request_id", "errors"]
    assert (body["status"], body["code"], body["type"]) == (status, code, f"/docs/problems#{code}")
    assert body["request_id"] == answer.headers["X-Request-ID"]
    assert body["title"] and body["detail"]
    assert SECRET not in str(body)
    assert answer.headers["Cache-Control"] == "no-store"
    return body


@pytest.mark.parametrize("kind", family(LinkageError), ids=lambda kind: kind.__name__)
def test_every_error_of_the_engine_has_a_status(kind: type[LinkageError]) -> None:
    """Each class of the error tree is answered with a status of its own or of its parent, never with a 2xx."""
    assert 400 <= status_of(kind) < 600


def test_the_table_says_what_clients_rely_on() -> None:
    """The statuses that clients act upon."""
    wanted = {
        errors.UsageError: 400,
        errors.MappingError: 422,
        errors.NotFound: 404,
        errors.StoreUnavailable: 503,
        errors.StoreHeld: 503,
        errors.QueryRefused: 403,
        errors.QueryMistaken: 400,
        errors.QueryTimeout: 504,
        errors.QueryError: 500,
        errors.StoreFull: 507,
    }
    assert {kind: int(status_of(kind)) for kind in wanted} == wanted
    assert not {kind.code for kind in STATUS} & set(OWN)


def test_an_unknown_route_and_a_wrong_method_are_problems(client: FlaskClient) -> None:
    """Nothing answers with a page of HTML; a wrong method says which are right."""
    assert_problem(client.get(f"/v1/{SECRET}"), 404, "no-such-route")
    assert_problem(client.get("/v1/accounts"), 404, "no-such-route")
    assert_problem(client.get("/v1//clusters"), 404, "no-such-route")
    assert_problem(client.get("/v1/clusters/"), 404, "no-such-route")
    answer = client.delete("/v1/clusters")
    assert_problem(answer, 405, "method-not-allowed")
    assert "GET" in answer.headers["Allow"]


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_but_questions_can_be_posted(client: FlaskClient, method: str) -> None:
    """No resource takes a writing method."""
    for url in ("/v1/accounts/a-1", "/v1/clusters", "/v1/clusters/op-000000000001", "/v1/runs/run-1", "/v1/queries"):
        assert getattr(client, method)(url, json={}).status_code == 405


@pytest.mark.parametrize(
    ("body", "kind", "status", "code"),
    [
        (b"{", "application/json", 400, "not-json"),
        (b"", "application/json", 411, "length-required"),
        (b"\xff\xfe", "application/json", 400, "not-json"),
        (b"[" * 50_000, "application/json", 400, "not-json"),
        (b'{"a":' * 10_000, "application/json", 400, "not-json"),
        (b'"{}"', "application/json", 400, "not-json"),
        (b"[]", "application/json", 400, "not-json"),
        (b"null", "application/json", 400, "not-json"),
        (b'{"kind": 1' + b"0" * 5000 + b"}", "application/json", 400, "not-json"),
        (b"{}", "text/plain", 415, "not-marked-json"),
        (b"kind=ip&value=1", "application/x-www-form-urlencoded", 415, "not-marked-json"),
        (b"{}", "application/json", 422, "invalid-request"),
        (b'{"kind": "ip", "value": "\\ud800"}', "application/json", 422, "invalid-request"),
        (b'{"kind": "ip", "value": ""}', "application/json", 422, "invalid-request"),
        (b'{"kind": "ip", "value": ["192.0.2.1"]}', "application/json", 422, "invalid-request"),
        (b'{"kind": "ip", "value": NaN}', "application/json", 422, "invalid-request"),
        (b'{"kind": "ip", "value": "192.0.2.1", "extra": 1}', "application/json", 422, "invalid-request"),
        (b'{"kind": "ip", "value": "' + b"1" * 5000 + b'"}', "application/json", 422, "invalid-request"),
        (b" " * 70_000, "application/json", 413, "body-too-large"),
    ],
)
def test_a_bad_body_is_a_problem(client: FlaskClient, body: bytes, kind: str, status: int, code: str) -> None:
    """Bodies that are broken, nested without end, of another type, too large or not as declared are told apart."""
    answer = client.post("/v1/identifiers/lookup", data=body, content_type=kind)
    assert_problem(answer, status, code)


def test_a_refused_field_is_named_and_its_value_is_not(client: FlaskClient) -> None:
    """Errors name declared fields; a name made up by the client could itself be a raw identifier."""
    answer = client.get("/v1/clusters", query_string={"min_score": SECRET, "verdict": SECRET, SECRET: "1"})
    body = assert_problem(answer, 422, "invalid-request")
    assert sorted((fault["field"], fault["code"]) for fault in body["errors"]) == [
        ("?", "extra_forbidden"),
        ("min_score", "float_parsing"),
        ("verdict", "literal_error"),
    ]


def test_a_misspelt_filter_is_refused_and_not_ignored(client: FlaskClient) -> None:
    """A filter that would silently do nothing is told by its name."""
    body = assert_problem(client.get("/v1/clusters?min_scor=0.9"), 422, "invalid-request")
    assert body["errors"][0]["field"] == "min_scor"


class _Broken:
    """A store that fails in the way it is told, as a lost server or a defect would."""

    def __init__(self, failure: Exception) -> None:
        self._failure = failure

    def run(self, *_: Any) -> list[dict[str, Any]]:
        raise self._failure

    def mark(self) -> str:
        raise self._failure


def broken(failure: Exception) -> FlaskClient:
    return create_app(Settings(), _Broken(failure)).test_client()  # type: ignore[arg-type]


def test_a_surprise_tells_nothing_and_is_logged_by_its_place(caplog: pytest.LogCaptureFixture) -> None:
    """What nobody foresaw is answered without a traceback, and logged without the values in its text."""
    with caplog.at_level(logging.INFO, "linkage.api"):
        answer = broken(KeyError(SECRET)).get("/v1/clusters", headers={"X-Request-ID": "r-1"})
    body = assert_problem(answer, 500, "internal-error")
    assert body["request_id"] == "r-1"
    assert "Traceback" not in str(body) and ".py" not in str(body)
    assert "r-1" in caplog.text and "KeyError" in caplog.text and "test_problems.py" in caplog.text
    assert SECRET not in caplog.text


def test_a_store_that_does_not_answer_is_503_and_says_when_to_try_again() -> None:
    """Readiness and every resource say that the store is away; liveness does not depend on it."""
    client = broken(errors.StoreUnavailable("the store is away", "start it"))
    for url in ("/v1/health/ready", "/v1/clusters", "/v1/accounts/a-1"):
        answer = client.get(url)
        assert assert_problem(answer, 503, "store-unavailable")["hint"] == "start it"
        assert answer.headers["Retry-After"]
    assert client.get("/v1/health/live").status_code == 200


def test_any_failure_of_the_store_makes_it_not_ready() -> None:
    """A store that rejects a point read cannot serve, whatever its reason."""
    assert_problem(broken(errors.QueryError("rejected")).get("/v1/health/ready"), 503, "store-unavailable")


def test_a_raw_identifier_is_in_no_log(client: FlaskClient, caplog: pytest.LogCaptureFixture) -> None:
    """Requests are logged by their route, so that what a client wrote into a path or a body is not kept."""
    with caplog.at_level(logging.DEBUG, "linkage"):
        client.get(f"/v1/identifiers/{SECRET}")
        client.get(f"/v1/accounts/{SECRET}?limit={SECRET}")
        client.get(f"/v1/{SECRET}")
        client.post("/v1/identifiers/lookup", json={"kind": "email", "value": SECRET})
    assert "GET /v1/identifiers/<segment:ref> 422" in caplog.text
    assert SECRET not in caplog.text


@pytest.mark.parametrize(
    "text",
    [
        "' OR 1=1 --",
        "x'}) DETACH DELETE n //",
        "$limit",
        "`; DROP",
        "{{7*7}}",
        "../../etc/passwd",
        "\x00",
        "%00",
        "a" * 900,
    ],
)
def test_a_hostile_id_is_an_id_that_is_not_there(client: FlaskClient, world: GraphStore, text: str) -> None:
    """Text that would be code elsewhere is a parameter here: not found, and nothing happens."""
    from urllib.parse import quote

    for url in (f"/v1/accounts/{quote(text, safe='')}", f"/v1/runs/{quote(text[:100], safe='')}"):
        assert_problem(client.get(url), 404, "not-found")
    assert client.post(f"/v1/queries/{quote(text[:100], safe='')}", json={}).status_code == 404
    assert client.get("/v1/accounts/a-1").status_code == 200


def test_bytes_that_are_no_text_are_an_id_that_is_not_there(client: FlaskClient) -> None:
    """Escapes that are not UTF-8 do not break the server."""
    assert_problem(client.get("/v1/accounts/%ff%fe"), 404, "not-found")
