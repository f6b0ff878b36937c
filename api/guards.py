"""What stands before every route: who asks, under which name they reached us, and whether the body is JSON."""

from __future__ import annotations

import hmac
from ipaddress import ip_address

from flask import Flask, Response, request
from werkzeug.exceptions import BadRequest

from linkage.api.problems import problem
from linkage.api.reading import reader

OPEN_ROUTES = frozenset({"health.live"})
REALM = 'Bearer realm="linkage"'


def install(app: Flask) -> None:
    """Put the guards before every route, the cheapest first."""
    for guard in (check_host, check_key, check_body):
        app.before_request(guard)


def is_loopback(host: str) -> bool:
    """Tell whether a host name or address can only mean this machine."""
    name = host.removeprefix("[").removesuffix("]").lower()
    if name == "localhost" or name.endswith(".localhost"):
        return True
    try:
        return ip_address(name).is_loopback
    except ValueError:
        return False


def check_host() -> Response | None:
    """Without a key, answer only those who reached us by a loopback name.

    A page of a foreign site may point its own name at 127.0.0.1 and read what it gets; that name stands in ``Host``.
    """
    if reader().settings.api_key or is_loopback(_host_name(request.host)):
        return None
    return problem("foreign-host", hint="set LINKAGE_API_KEY to serve under other names")


def check_key() -> Response | None:
    """Where a key is set, answer under ``/v1`` only those who send it."""
    key = reader().settings.api_key
    if not key or not _is_guarded(request.path) or request.endpoint in OPEN_ROUTES:
        return None
    scheme, _, given = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() == "bearer" and hmac.compare_digest(given.strip().encode("latin-1"), key.encode()):
        return None
    answer = problem("unauthorized", hint="send the header Authorization: Bearer KEY")
    answer.headers["WWW-Authenticate"] = REALM
    return answer


def check_body() -> Response | None:
    """Let through only bodies that are one JSON object of a length told beforehand.

    A chunked body over the limit would be cut there in silence and read as if it ended.
    """
    if request.method != "POST" or request.url_rule is None:
        return None
    if request.content_length is None:
        return problem("length-required", hint="send the header Content-Length, not a chunked body")
    if not request.is_json:
        return problem("not-marked-json", hint="send the header Content-Type: application/json")
    return None if isinstance(_content(), dict) else problem("not-json")


def _content() -> object:
    try:
        return request.get_json()
    except (BadRequest, RecursionError):
        return None


def _is_guarded(path: str) -> bool:
    return path == "/v1" or path.startswith("/v1/")


def _host_name(host: str) -> str:
    """Return the host without its port."""
    name, separator, port = host.rpartition(":")
    return name if separator and port.isdecimal() and not host.endswith("]") else host
