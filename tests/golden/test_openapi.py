"""The committed OpenAPI document is the one the code makes, and a client generator can read it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from linkage.api.application import assemble
from linkage.api.documentation import render

COMMITTED = Path(__file__).parents[2] / "docs" / "reference" / "openapi.json"


@pytest.fixture(scope="module")
def document() -> Any:
    return json.loads(COMMITTED.read_text("utf-8"))


def operations(document: Any) -> Iterator[tuple[str, str, Any]]:
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            yield path, method, operation


def references(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        for key, value in node.items():
            if key == "$ref":
                yield value
            yield from references(value)
    if isinstance(node, list):
        for value in node:
            yield from references(value)


def test_the_committed_document_is_the_one_the_code_makes() -> None:
    """A change of the API is seen in review: run ``python -m linkage.api > docs/reference/openapi.json``."""
    assert COMMITTED.read_text("utf-8") == render(assemble())


def test_the_document_is_openapi_3_1_and_complete(document: Any) -> None:
    """Every reference resolves, every operation has its own name and a summary, path parameters are declared."""
    assert document["openapi"].startswith("3.1.")
    names = set(document["components"]["schemas"])
    assert {ref.removeprefix("#/components/schemas/") for ref in references(document)} <= names
    ids = [operation["operationId"] for _, _, operation in operations(document)]
    assert len(ids) == len(set(ids))
    for path, _, operation in operations(document):
        declared = {p["name"] for p in operation.get("parameters", []) if p["in"] == "path"}
        assert declared == set(re.findall(r"{(\w+)}", path)), path
        assert operation["summary"]


def test_every_route_is_in_the_document(document: Any) -> None:
    """No route under ``/v1`` is undocumented, and nothing is documented that is not there."""
    served = {
        (re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule), method.lower())
        for rule in assemble().url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
        if rule.rule.startswith("/v1")
    }
    assert served == {(path, method) for path, method, _ in operations(document)}


def test_every_failure_and_every_answer_has_a_schema(document: Any) -> None:
    """Each operation says what it answers with and that failures are problems; all but liveness need the key."""
    for path, _, operation in operations(document):
        answers = operation["responses"]
        assert "$ref" in answers["200"]["content"]["application/json"]["schema"], path
        assert set(answers) == {"200", "401", "422", "default"}
        for code in set(answers) - {"200"}:
            assert set(answers[code]["content"]) == {"application/problem+json"}
        assert operation.get("security") == (None if path == "/v1/health/live" else [{"bearer": []}])


def test_only_questions_are_posted(document: Any) -> None:
    """The API reads: GET everywhere, and POST only where a raw value or parameters belong into the body."""
    posted = {path for path, method, _ in operations(document) if method != "get"}
    assert posted == {
        "/v1/accounts/{account_id}/what-if",
        "/v1/cypher",
        "/v1/identifiers/lookup",
        "/v1/queries/{name}",
        "/v1/search",
    }
