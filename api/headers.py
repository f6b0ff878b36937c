"""What stands around every answer: its request id, its entity tag, and what a browser may do with it."""

from __future__ import annotations

import logging
import re
import time
from hashlib import sha256
from http import HTTPStatus
from typing import Final
from uuid import uuid4

from flask import Flask, Response, g, request

LOG: Final = logging.getLogger("linkage.api")
REQUEST_ID: Final = "X-Request-ID"
_GOOD_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")

SECURITY: Final = {
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


def install(app: Flask) -> None:
    """Put the headers around every answer."""
    app.before_request(begin)
    app.after_request(finish)


def begin() -> None:
    """Give the request its id: the client's own where it is a decent one."""
    given = request.headers.get(REQUEST_ID, "")
    g.request_id = given if _GOOD_ID.fullmatch(given) else uuid4().hex
    g.began = time.perf_counter()


def finish(answer: Response) -> Response:
    """Complete an answer and log the request: its route, not its path, for a path may hold what no log should."""
    _tag(answer)
    answer.headers[REQUEST_ID] = g.request_id
    for name, value in SECURITY.items():
        answer.headers.setdefault(name, value)
    answer.headers.setdefault("Cache-Control", _caching(answer))
    answer.headers.setdefault("Vary", "Authorization")
    route = request.url_rule.rule if request.url_rule else "(no route)"
    spent = (time.perf_counter() - g.began) * 1000
    LOG.info("%s %s %d %.1f ms %s", request.method, route, answer.status_code, spent, g.request_id)
    return answer


def _tag(answer: Response) -> None:
    """Tag an answer by its content, and shrink it to 304 where the client has it already."""
    if request.method not in ("GET", "HEAD") or answer.status_code != HTTPStatus.OK or answer.is_streamed:
        return
    if not answer.direct_passthrough:
        answer.set_etag(sha256(answer.get_data()).hexdigest()[:32])
        answer.make_conditional(request)


def _caching(answer: Response) -> str:
    """Let a client keep what is tagged, if it asks each time; nothing else may be kept."""
    return "private, no-cache" if "ETag" in answer.headers else "no-store"
