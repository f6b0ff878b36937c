"""The API's own description: OpenAPI, a page to try it, the table of problems. Nothing is fetched from afar."""

from __future__ import annotations

import json
from functools import cache
from html import escape
from importlib.resources import as_file, files
from pathlib import Path
from typing import cast

from flask import Blueprint, Flask, Response, current_app, send_from_directory
from flask_openapi3.openapi import OpenAPI

from linkage.api import problems
from linkage.errors import LinkageError

PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self';"
    " base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>linkage API</title>
<link rel="icon" href="docs/assets/images/swagger.svg">
<link rel="stylesheet" href="docs/assets/css/swagger-ui.css">
</head>
<body>
<div id="page"></div>
<script src="docs/assets/js/swagger-ui-bundle.js"></script>
<script src="docs/start.js"></script>
</body>
</html>
"""
START = """window.onload = function () {
  window.ui = SwaggerUIBundle({
    url: "openapi.json",
    dom_id: "#page",
    deepLinking: true,
    validatorUrl: null,
    presets: [SwaggerUIBundle.presets.apis],
  });
};
"""

documentation = Blueprint("documentation", __name__)


def install(app: Flask) -> None:
    """Add the pages."""
    app.register_blueprint(documentation)


@documentation.get("/openapi.json")
def document() -> Response:
    """Answer with the OpenAPI 3.1 document."""
    return Response(render(cast(OpenAPI, current_app)), mimetype="application/json")


@documentation.get("/docs")
def page() -> Response:
    """Answer with the page to read and try the API."""
    return _html(PAGE)


@documentation.get("/docs/start.js")
def start() -> Response:
    """Answer with the script that starts the page."""
    return Response(START, mimetype="text/javascript")


@documentation.get("/docs/assets/<path:name>")
def asset(name: str) -> Response:
    """Answer with a file of Swagger UI, as it was installed."""
    return send_from_directory(_assets(), name)


@documentation.get("/docs/problems")
def list_problems() -> Response:
    """Answer with the table of problems that ``type`` points to."""
    return _html(_problems())


def render(app: OpenAPI) -> str:
    """Return the OpenAPI document as text, the same bytes for the same code."""
    return json.dumps(app.api_doc, indent=2, sort_keys=True, ensure_ascii=False) + "\n"


def _html(text: str) -> Response:
    answer = Response(text, mimetype="text/html")
    answer.headers["Content-Security-Policy"] = PAGE_POLICY
    return answer


@cache
def _assets() -> Path:
    with as_file(files("flask_openapi3_swagger") / "templates" / "swagger") as folder:
        return folder


@cache
def _problems() -> str:
    rows = "\n".join(
        f'<tr id="{escape(code)}"><td>{escape(code)}</td><td>{status}</td><td>{escape(title)}</td></tr>'
        for code, status, title in sorted(_table())
    )
    head = '<!DOCTYPE html>\n<html lang="en">\n<head><meta charset="utf-8"><title>Problems</title></head>\n<body>\n'
    return f"{head}<table>\n<tr><th>code</th><th>status</th><th>meaning</th></tr>\n{rows}\n</table>\n</body>\n</html>\n"


def _table() -> list[tuple[str, int, str]]:
    engine = [(kind.code, problems.status_of(kind).value, problems.title_of(kind)) for kind in _family(LinkageError)]
    return engine + [(code, status.value, meaning) for code, (status, meaning) in problems.OWN.items()]


def _family(kind: type[LinkageError]) -> list[type[LinkageError]]:
    return [kind, *(child for direct in kind.__subclasses__() for child in _family(direct))]
