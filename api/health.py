"""Whether the process lives, and whether it can answer."""

from __future__ import annotations

from flask import Response

from linkage.api.reading import reader
from linkage.api.replies import reply
from linkage.api.resource import KEYED, resource
from linkage.api.schemas import Health
from linkage.errors import StoreError, StoreUnavailable

health = resource("health", "For load balancers and supervisors.", keyed=False)


@health.get("/live", responses={200: Health})
def live() -> Response:
    """Say that the process answers; needs no key and asks nothing of the store."""
    return reply(Health(status="live"))


@health.get("/ready", responses={200: Health}, security=KEYED)
def ready() -> Response:
    """Say that the store answers; 503 when it does not."""
    try:
        reader().rows("get_run", {"run": "", "limit": 1})
        return reply(Health(status="ready", store=reader().store.info().product))
    except StoreError as error:
        raise StoreUnavailable("the store does not answer", error.hint) from error
