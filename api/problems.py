"""Every failure as one form, RFC 9457, from one table."""

from __future__ import annotations

import logging
import re
import traceback
from http import HTTPStatus
from typing import Any, Final

from flask import Flask, Response, g
from pydantic import BaseModel, ValidationError
from werkzeug.exceptions import HTTPException

from linkage import errors
from linkage.api.schemas import Fault, Problem
from linkage.errors import LinkageError

PROBLEM_JSON: Final = "application/problem+json"
RETRY_SECONDS: Final = 5
LOG: Final = logging.getLogger("linkage.api")

STATUS: Final[dict[type[LinkageError], HTTPStatus]] = {
    LinkageError: HTTPStatus.INTERNAL_SERVER_ERROR,
    errors.UsageError: HTTPStatus.BAD_REQUEST,
    errors.MissingExtra: HTTPStatus.NOT_IMPLEMENTED,
    errors.InputError: HTTPStatus.UNPROCESSABLE_ENTITY,
    errors.NotFound: HTTPStatus.NOT_FOUND,
    errors.StoreError: HTTPStatus.INTERNAL_SERVER_ERROR,
    errors.StoreUnavailable: HTTPStatus.SERVICE_UNAVAILABLE,
    errors.StoreHeld: HTTPStatus.SERVICE_UNAVAILABLE,
    errors.StoreRefused: HTTPStatus.SERVICE_UNAVAILABLE,
    errors.StoreFull: HTTPStatus.INSUFFICIENT_STORAGE,
    errors.QueryRefused: HTTPStatus.FORBIDDEN,
    errors.QueryMistaken: HTTPStatus.BAD_REQUEST,
    errors.QueryTimeout: HTTPStatus.GATEWAY_TIMEOUT,
}
"""What each failure is over HTTP; a class without a line is what its parent is."""

OWN: Final[dict[str, tuple[HTTPStatus, str]]] = {
    "bad-request": (HTTPStatus.BAD_REQUEST, "the request cannot be read"),
    "not-json": (HTTPStatus.BAD_REQUEST, "the body is not one JSON object"),
    "unauthorized": (HTTPStatus.UNAUTHORIZED, "the API key is missing or wrong"),
    "no-such-route": (HTTPStatus.NOT_FOUND, "there is no such route"),
    "method-not-allowed": (HTTPStatus.METHOD_NOT_ALLOWED, "the route does not take this method; nothing here writes"),
    "length-required": (HTTPStatus.LENGTH_REQUIRED, "the body comes without its length"),
    "body-too-large": (HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "the body is too large"),
    "not-marked-json": (HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "the body is not marked as JSON"),
    "foreign-host": (HTTPStatus.MISDIRECTED_REQUEST, "no API key is set, so only loopback names are answered"),
    "invalid-request": (HTTPStatus.UNPROCESSABLE_ENTITY, "the request is not as declared"),
    "internal-error": (HTTPStatus.INTERNAL_SERVER_ERROR, "something unforeseen failed"),
}
"""The failures of the web layer itself: code, status, and what it means."""

_CODES = {status: code for code, (status, _) in reversed(OWN.items())}
_FIELD = re.compile(r"[A-Za-z_][A-Za-z0-9_-]{0,63}")
_HINTS = {"ref": "POST /v1/identifiers/lookup turns a raw identifier into its reference"}


def _answer(description: str) -> dict[str, Any]:
    schema = {"$ref": "#/components/schemas/Problem"}
    return {"description": description, "content": {PROBLEM_JSON: {"schema": schema}}}


ANSWERS: Final[dict[str | int | HTTPStatus, type[BaseModel] | dict[Any, Any] | None]] = {
    **{status.value: _answer(status.phrase) for status in (HTTPStatus.UNAUTHORIZED, HTTPStatus.UNPROCESSABLE_ENTITY)},
    "default": _answer("Any other failure; its code says which"),
}
"""The failures any route may answer with."""


def install(app: Flask) -> None:
    """Make the application answer every failure as a problem."""
    app.register_error_handler(LinkageError, of_error)
    app.register_error_handler(HTTPException, of_http)
    app.register_error_handler(Exception, of_surprise)


def problem(code: str, *, hint: str = "", faults: tuple[Fault, ...] = ()) -> Response:
    """Return a failure of the web layer as an answer."""
    status, meaning = OWN[code]
    return _answered(status, code, status.phrase, meaning, hint, faults)


def status_of(kind: type[LinkageError]) -> HTTPStatus:
    """Return the status of an error class: its own, or that of its nearest parent in the table."""
    return next(STATUS[parent] for parent in kind.__mro__ if parent in STATUS)


def title_of(kind: type[LinkageError]) -> str:
    """Return the one sentence that describes an error class."""
    return (kind.__doc__ or "").partition("\n")[0].rstrip(".")


def of_error(error: LinkageError) -> Response:
    """Answer a failure of the engine."""
    status = status_of(type(error))
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        LOG.error("request %s failed: %s: %s", g.get("request_id"), error.code, error.cause)
    answer = _answered(status, error.code, title_of(type(error)), error.cause, error.hint)
    if error.retryable:
        answer.headers["Retry-After"] = str(RETRY_SECONDS)
    return answer


def of_http(error: HTTPException) -> Response:
    """Answer a failure of the web layer: no such route, wrong method, body too large or not JSON."""
    if isinstance(error.response, Response):
        return error.response
    status = HTTPStatus(error.code or HTTPStatus.INTERNAL_SERVER_ERROR)
    answer = problem(
        _CODES.get(status, "bad-request" if status < HTTPStatus.INTERNAL_SERVER_ERROR else "internal-error")
    )
    for name, value in error.get_headers():
        if name in ("Allow", "WWW-Authenticate", "Retry-After"):
            answer.headers[name] = value
    return answer


def of_validation(error: ValidationError) -> Response:
    """Answer a request whose fields are not as declared, naming the fields and never their values."""
    faults = tuple(_fault(found) for found in error.errors(include_url=False, include_context=False))
    hint = next((_HINTS[fault.field] for fault in faults if fault.field in _HINTS), "GET /openapi.json declares them")
    return problem("invalid-request", hint=hint, faults=faults)


def of_surprise(error: Exception) -> Response:
    """Answer what nobody foresaw. The log says where it happened, and not with which values."""
    frames = traceback.extract_tb(error.__traceback__)
    places = " < ".join(f"{frame.name} {frame.filename}:{frame.lineno}" for frame in reversed(frames[-8:]))
    LOG.error("request %s failed: %s at %s", g.get("request_id"), type(error).__qualname__, places)
    return problem("internal-error", hint="give the request id to whoever runs this service; its log has more")


def _answered(
    status: HTTPStatus, code: str, title: str, detail: str, hint: str, faults: tuple[Fault, ...] = ()
) -> Response:
    body = Problem(
        type=f"/docs/problems#{code}",
        title=title,
        status=status,
        detail=detail,
        code=code,
        hint=hint,
        request_id=g.get("request_id", ""),
        errors=list(faults),
    )
    return Response(body.model_dump_json(), status, mimetype=PROBLEM_JSON)


def _fault(found: Any) -> Fault:
    """Return one refused field; a made-up name may be a raw value and is shown only if it reads as a name."""
    names = [str(part) for part in found["loc"]]
    known = all(_FIELD.fullmatch(name) or name.isdecimal() for name in names)
    return Fault(field=".".join(names) if known else "?", code=found["type"], message=found["msg"])
