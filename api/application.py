"""The application: resources, guards and error answers put together."""

from __future__ import annotations

import atexit

from flask_openapi3.models.info import Info
from flask_openapi3.openapi import OpenAPI

import linkage
from linkage.api import documentation, guards, headers, page, problems
from linkage.api.accounts import accounts
from linkage.api.clusters import clusters
from linkage.api.cypher import cypher
from linkage.api.health import health
from linkage.api.identifiers import identifiers
from linkage.api.inbox import inbox
from linkage.api.paths import SegmentConverter, SegmentedPaths
from linkage.api.quality import quality
from linkage.api.queries import queries
from linkage.api.reading import Reader
from linkage.api.runs import runs
from linkage.api.schemas import Problem
from linkage.api.search import search
from linkage.config import Settings
from linkage.store.base import GraphStore
from linkage.store.open import open_store

MAX_BODY_BYTES = 64 * 1024
DESCRIPTION = "Find the accounts that are one actor, say why, and spare the innocent. Everything here only reads."


def create_app(settings: Settings | None = None, store: GraphStore | None = None) -> OpenAPI:
    """Make the application, on a store it is given or on the one the settings name.

    Parameters
    ----------
    settings
        Where the store is and which key clients need; from the environment where not given.
    store
        An open store, which stays the caller's to close. Without one the application opens the store of the settings
        and closes it when the process ends.

    Raises
    ------
    LinkageError
        The settings are wrong or the store cannot be opened.
    """
    settings = settings or Settings.from_env()
    if store is None:
        store = open_store(settings)
        atexit.register(store.close)
    app = assemble()
    app.extensions["linkage"] = Reader(store, settings)
    return app


def assemble() -> OpenAPI:
    """Return the application without a store: enough to describe it, not to answer."""
    app = OpenAPI(
        "linkage.api",
        info=Info(title="linkage", version=linkage.__version__, description=DESCRIPTION),
        security_schemes={"bearer": {"type": "http", "scheme": "bearer"}},
        validation_error_model=Problem,
        validation_error_callback=problems.of_validation,
        doc_ui=False,
        static_folder=None,
    )
    app.config["MAX_CONTENT_LENGTH"] = MAX_BODY_BYTES
    app.url_map.merge_slashes = False
    app.url_map.converters["segment"] = SegmentConverter
    for part in (headers, guards, problems, documentation, page):
        part.install(app)
    for resource in (health, inbox, search, clusters, accounts, identifiers, runs, quality, queries, cypher):
        app.register_api(resource)
    app.wsgi_app = SegmentedPaths(app.wsgi_app)  # type: ignore[method-assign]
    return app
