"""Every reading route of the API is timed, with requests that it answers."""

from __future__ import annotations

import re
from typing import Any

import pytest
from flask.testing import FlaskClient

from benchmarks.performance.routes import Request, routes
from linkage.api import create_app
from linkage.config import Settings
from linkage.store.base import GraphStore
from tests.api_world import fill


@pytest.fixture
def client(store: GraphStore, settings: Settings) -> FlaskClient:
    """A client of the application on a small world."""
    fill(store)
    return create_app(settings, store).test_client()


def asked(client: FlaskClient) -> dict[str, list[Request]]:
    """The requests of a benchmark."""

    def get(path: str) -> Any:
        return client.get(path).get_json()

    return dict(routes(get))


def test_no_route_is_left_out(client: FlaskClient) -> None:
    """A route that is added to the API is timed, too, but for questions and Cypher of one's own."""
    rules = [rule for rule in client.application.url_map.iter_rules() if rule.rule.startswith("/v1/")]
    spelt = {re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule).removeprefix("/v1/") for rule in rules}
    assert sorted(spelt - {name.partition(",")[0] for name in asked(client)}) == ["cypher"]


def test_every_request_is_answered(client: FlaskClient) -> None:
    """Nothing is asked that is not there. Why two are linked takes a detection, which this world has not had."""
    requests_of = asked(client)
    assert requests_of.pop("accounts/{account_id}/why/{other}")
    for requests in requests_of.values():
        for request in requests:
            method = "GET" if request.body is None else "POST"
            answer = client.open(request.path, method=method, data=request.body, content_type="application/json")
            assert answer.status_code == 200, (request.path, answer.get_data(as_text=True))
