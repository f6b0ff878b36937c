"""Ids in paths, whatever characters they hold.

WSGI hands the path over with its escapes undone, so that ``/v1/accounts/a%2Fb`` and ``/v1/accounts/a/b`` look alike
(and servers differ in what they leave escaped). The path is therefore taken from the request line, cut at its real
slashes, and the two characters that would be ambiguous are escaped again; the ``segment`` converter undoes that for
each id.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING
from urllib.parse import unquote_to_bytes, urlsplit

from werkzeug.routing import BaseConverter

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment


class SegmentConverter(BaseConverter):
    """One segment of a path, which may stand for any text."""

    regex = "[^/]+"

    def to_python(self, value: str) -> str:
        """Return the text a segment stands for."""
        return value.replace("%2F", "/").replace("%25", "%")

    def to_url(self, value: str) -> str:
        """Return the segment that stands for a text."""
        return super().to_url(value).replace("/", "%2F")


class SegmentedPaths:
    """Give the application below paths whose slashes are only those the client wrote as slashes."""

    def __init__(self, app: WSGIApplication) -> None:
        self._app = app

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Pass the request on."""
        path = _written_path(environ)
        if path is not None:
            segments = (unquote_to_bytes(part).replace(b"%", b"%25").replace(b"/", b"%2F") for part in path.split("/"))
            environ["PATH_INFO"] = b"/".join(segments).decode("latin-1")
        return self._app(environ, start_response)


def _written_path(environ: WSGIEnvironment) -> str | None:
    """Return the path as it stood in the request line, below the mount point; None where the server does not tell."""
    written = environ.get("REQUEST_URI") or environ.get("RAW_URI")
    if not isinstance(written, str):
        return None
    path = written.partition("?")[0] if written.startswith("/") else urlsplit(written).path
    mount = environ.get("SCRIPT_NAME", "")
    return path.removeprefix(mount) if path.startswith(mount) else None
