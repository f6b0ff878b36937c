"""A py2neo ``Graph`` on the configured Neo4j, for notebooks that still use py2neo (its last release is of 2021)."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from linkage.config import Settings
from linkage.engine import schema
from linkage.engine.kinds import read_kinds
from linkage.errors import MissingExtra, StoreUnavailable, UsageError
from linkage.store.open import BOLT_SCHEMES, open_store

if TYPE_CHECKING:
    import py2neo


def py2neo_graph(settings: Settings) -> py2neo.Graph:
    """Return a connected py2neo graph whose database has our constraints.

    py2neo's own ``graph.schema`` speaks a syntax that Neo4j 5 no longer knows, so its bulk merges would find no index;
    the constraints are therefore set here, through the official driver.

    Parameters
    ----------
    settings
        ``store`` names a Neo4j server (``bolt://`` or ``neo4j://``).

    Raises
    ------
    MissingExtra
        py2neo or the official driver is not installed.
    UsageError
        ``settings.store`` is an embedded store.
    StoreError
        The server cannot be reached, or refuses the user.
    """
    if settings.store.partition("://")[0] not in BOLT_SCHEMES:
        raise UsageError("py2neo needs a Neo4j server", "set LINKAGE_STORE to bolt://host:7687")
    try:
        import py2neo  # noqa: PLC0415  an optional extra
    except ImportError:
        raise MissingExtra("py2neo", "py2neo") from None
    with closing(open_store(settings)) as store:
        schema.apply(store, read_kinds(store))
    auth = (settings.neo4j_username, settings.neo4j_password) if settings.neo4j_password else None
    try:
        return py2neo.Graph(settings.store, auth=auth, name=settings.neo4j_database)
    except py2neo.errors.ConnectionUnavailable:
        raise StoreUnavailable("py2neo cannot reach the server", "try again, or use the official driver") from None
