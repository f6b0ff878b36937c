"""Quality: what each kind of identifier is worth in this store."""

from __future__ import annotations

from dataclasses import asdict

from flask import Response

from linkage.api.reading import reader
from linkage.api.replies import reply_plain
from linkage.api.resource import resource
from linkage.api.schemas import Quality

quality = resource("quality", "What each kind of identifier is worth in this store.")


@quality.get("", responses={200: Quality})
def get_quality() -> Response:
    """Return the report on identifiers; the first after each load reads the store as a detection does."""
    return reply_plain(asdict(reader().quality.report()))
