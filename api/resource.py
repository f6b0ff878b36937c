"""What all resources have in common: where they hang, who may ask, and how they fail."""

from __future__ import annotations

from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag

from linkage.api.problems import ANSWERS

KEYED: list[dict[str, list[str]]] = [{"bearer": []}]
"""A route that needs the API key where one is set."""


def resource(name: str, about: str, *, keyed: bool = True) -> APIBlueprint:
    """Return the blueprint of one plural resource under ``/v1``.

    Parameters
    ----------
    name
        The plural, as in the URL.
    about
        What it is, for the API's page.
    keyed
        Whether its routes need the API key where one is set; a route may still ask for it by itself.
    """
    return APIBlueprint(
        name,
        __name__,
        url_prefix=f"/v1/{name}",
        abp_tags=[Tag(name=name, description=about)],
        abp_security=KEYED if keyed else None,
        abp_responses=ANSWERS,
        operation_id_callback=_operation_id,
    )


def _operation_id(*, name: str, path: str, method: str) -> str:
    return name
