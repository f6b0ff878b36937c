"""Who is answered, and what a browser or a cache may do with an answer."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from flask.testing import FlaskClient

from linkage.api import create_app
from linkage.api.guards import is_loopback
from linkage.config import Settings
from linkage.store.base import GraphStore

GUARDED = ["/v1/health/ready", "/v1/clusters", "/v1/accounts/a-1", "/v1/queries", "/v1/nothing", "/v1"]


@pytest.mark.parametrize("url", GUARDED)
@pytest.mark.parametrize(
    "given",
    [
        None,
        "",
        "Bearer",
        "Bearer ",
        "Bearer wrong",
        "Bearer s3cret2",
        "Basic s3cret",
        "s3cret",
        "Bearer S3CRET",
        "Bearer é",
    ],
)
def test_without_the_right_key_nothing_is_told(keyed: FlaskClient, url: str, given: str | None) -> None:
    """Where a key is set, every route but liveness, and even what is no route, asks for it first."""
    answer = keyed.get(url, headers={} if given is None else {"Authorization": given})
    assert (answer.status_code, answer.get_json()["code"]) == (401, "unauthorized")
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")


@pytest.mark.parametrize("given", ["Bearer s3cret", "bearer s3cret", "Bearer   s3cret "])
def test_with_the_key_one_is_answered(keyed: FlaskClient, given: str) -> None:
    """The scheme's case does not matter, the key's does."""
    assert keyed.get("/v1/clusters", headers={"Authorization": given}).status_code == 200
    answer = keyed.post("/v1/queries/list_runs", json={}, headers={"Authorization": given})
    assert answer.status_code == 200


def test_a_key_beyond_ascii_works(world: GraphStore, world_settings: Settings) -> None:
    """A key may hold any characters; clients send them as UTF-8."""
    client = create_app(replace(world_settings, api_key="schlüssel"), world).test_client()
    sent = "Bearer schlüssel".encode().decode("latin-1")
    assert client.get("/v1/clusters", headers={"Authorization": sent}).status_code == 200


def test_liveness_and_the_description_need_no_key(keyed: FlaskClient) -> None:
    """A supervisor sees that the process lives; a reader sees what there is to ask."""
    for url in ("/v1/health/live", "/openapi.json", "/docs", "/docs/problems"):
        assert keyed.get(url).status_code == 200


@pytest.mark.parametrize(
    "host", ["localhost", "localhost:8350", "127.0.0.1:8350", "127.8.8.8", "[::1]:8350", "app.localhost"]
)
def test_without_a_key_loopback_names_are_answered(client: FlaskClient, host: str) -> None:
    """Every way to name this machine works."""
    assert client.get("/v1/health/live", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8350", "192.0.2.1", "localhost.evil.example", "[2001:db8::1]"]
)
def test_without_a_key_foreign_names_are_refused(client: FlaskClient, keyed: FlaskClient, host: str) -> None:
    """A web page that points its own name at loopback reads nothing; with a key any name is fine."""
    answer = client.get("/v1/clusters", headers={"Host": host})
    assert (answer.status_code, answer.get_json()["code"]) == (421, "foreign-host")
    assert keyed.get("/v1/clusters", headers={"Host": host, "Authorization": "Bearer s3cret"}).status_code == 200


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("127.0.0.1", True),
        ("::1", True),
        ("localhost", True),
        ("0.0.0.0", False),
        ("::", False),
        ("", False),
        ("10.0.0.1", False),
    ],
)
def test_loopback_is_told_from_the_rest(host: str, expected: bool) -> None:
    """The any-address is not loopback."""
    assert is_loopback(host) is expected


def test_a_decent_request_id_is_kept_and_others_are_replaced(client: FlaskClient) -> None:
    """A client can follow its request through the log, and cannot write into it."""
    assert (
        client.get("/v1/health/live", headers={"X-Request-ID": "trace-1.a_B"}).headers["X-Request-ID"] == "trace-1.a_B"
    )
    made = set()
    for bad in ("a b", "x" * 65, "é", '"><script>', ""):
        answer = client.get("/v1/health/live", headers={"X-Request-ID": bad})
        assert answer.headers["X-Request-ID"] != bad
        made.add(answer.headers["X-Request-ID"])
    assert len(made) == 5


@pytest.mark.parametrize("url", ["/v1/clusters", "/v1/accounts/a-1", "/openapi.json", "/docs", "/docs/start.js"])
def test_what_a_client_has_is_not_sent_again(client: FlaskClient, url: str) -> None:
    """An answer carries a strong tag of its content; with the same tag it comes back as 304 without a body."""
    first = client.get(url)
    tag = first.headers["ETag"]
    assert tag.startswith('"') and first.headers["Cache-Control"] == "private, no-cache"
    again = client.get(url, headers={"If-None-Match": tag})
    assert (again.status_code, again.get_data(), again.headers["ETag"]) == (304, b"", tag)
    assert client.get(url, headers={"If-None-Match": '"other"'}).status_code == 200
    head = client.head(url)
    assert (head.status_code, head.get_data(), head.headers["ETag"]) == (200, b"", tag)


def test_the_tag_follows_the_content(client: FlaskClient) -> None:
    """Other content has another tag."""
    assert client.get("/v1/clusters").headers["ETag"] != client.get("/v1/clusters?limit=1").headers["ETag"]


@pytest.mark.parametrize("url", ["/v1/clusters", "/v1/nothing", "/docs", "/docs/assets/js/swagger-ui-bundle.js"])
def test_browsers_are_told_to_be_careful(client: FlaskClient, url: str) -> None:
    """No answer may be framed, sniffed or read by another site, and none runs foreign scripts."""
    with client.get(url) as answer:
        headers = answer.headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "Access-Control-Allow-Origin" not in headers


def test_the_page_loads_nothing_from_elsewhere(client: FlaskClient) -> None:
    """Every file the page names is served here, its policy forbids the rest, and its validator badge is off."""
    import re

    page = client.get("/docs").get_data(as_text=True)
    named: list[Any] = re.findall(r'(?:src|href)="([^"]+)"', page)
    assert len(named) == 4
    for name in named:
        assert "://" not in name, name
        with client.get(f"/{name}") as answer:
            assert answer.status_code == 200, name
    start = client.get("/docs/start.js").get_data(as_text=True)
    assert "validatorUrl: null" in start and "://" not in start
    assert (
        "'unsafe-inline'"
        not in client.get("/docs").headers["Content-Security-Policy"].partition("script-src")[2].split(";")[0]
    )
    assert client.get("/docs/assets/../../__init__.py").status_code == 404
    assert client.get("/docs/assets/..%2F..%2F__init__.py").status_code == 404


def test_the_table_of_problems_has_every_code(client: FlaskClient) -> None:
    """What ``type`` points to is on the page."""
    page = client.get("/docs/problems").get_data(as_text=True)
    for code in ("not-found", "usage", "store-unavailable", "query-timeout", "unauthorized", "invalid-request"):
        assert f'id="{code}"' in page
