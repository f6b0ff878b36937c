"""The explorer: the page at ``/`` and its files, as they were built. Being the same for everybody they need no key."""

from __future__ import annotations

import gzip
import mimetypes
from functools import cache
from importlib.resources import files
from typing import Final

from flask import Blueprint, Flask, Response, request
from werkzeug.exceptions import NotFound

BUNDLE: Final = files("linkage.api") / "explorer" / "dist"
POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self';"
    " base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'"
)
FOR_EVER: Final = "public, max-age=31536000, immutable"
"""Names of assets hold a hash of what is in them: another content has another name."""
NOT_BUILT: Final = """<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>linkage: the page is not built</title></head>
<body>
<h1>The explorer is not built</h1>
<p>This installation was made from the sources. <code>make explorer</code> builds the page; then reload it.</p>
<p>The API answers without it: see <a href="docs">its page</a>.</p>
</body>
</html>
"""

page = Blueprint("page", __name__)


def install(app: Flask) -> None:
    """Add the page."""
    app.register_blueprint(page)


@page.get("/")
def index() -> Response:
    """Answer with the page, or with how to build it."""
    found = _file("index.html")
    if found is None:
        return Response(NOT_BUILT, 503, mimetype="text/html")
    return _with_policy(_packed(found, "text/html"))


@page.get("/<name>.svg")
def icon(name: str) -> Response:
    """Answer with a picture that stands beside the page."""
    return _found(f"{name}.svg")


@page.get("/assets/<name>")
def asset(name: str) -> Response:
    """Answer with a part of the page."""
    answer = _found(f"assets/{name}")
    answer.headers["Cache-Control"] = FOR_EVER
    return answer


def _found(name: str) -> Response:
    content = _file(name)
    if content is None:
        raise NotFound
    return _with_policy(_packed(content, mimetypes.guess_type(name)[0] or "application/octet-stream"))


def _file(name: str) -> bytes | None:
    """Return a file of the bundle; ``name`` is matched against what is there, so that it leads nowhere else."""
    folder, _, leaf = name.rpartition("/")
    place = BUNDLE / folder if folder else BUNDLE
    if not place.is_dir():
        return None
    return next((one.read_bytes() for one in place.iterdir() if one.is_file() and one.name == leaf), None)


def _packed(content: bytes, mimetype: str) -> Response:
    if not request.accept_encodings["gzip"]:
        return Response(content, mimetype=mimetype, headers={"Vary": "Accept-Encoding"})
    headers = {"Vary": "Accept-Encoding", "Content-Encoding": "gzip"}
    return Response(_gzipped(content), mimetype=mimetype, headers=headers)


@cache
def _gzipped(content: bytes) -> bytes:
    return gzip.compress(content, mtime=0)


def _with_policy(answer: Response) -> Response:
    answer.headers["Content-Security-Policy"] = POLICY
    return answer
