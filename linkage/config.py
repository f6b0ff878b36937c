"""All settings, each with its environment name, default and one line of help."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from linkage.errors import UsageError


def _setting(env: str, default: Any, text: str, *, secret: bool = False) -> Any:
    return field(default=default, metadata={"env": env, "help": text, "secret": secret})


@dataclass(frozen=True, slots=True)
class Settings:
    """What an operator may set; read once, at the edge (command line or ``create_app``)."""

    store: str = _setting("LINKAGE_STORE", "linkage-store", "Folder of the embedded store, or bolt://, neo4j:// URL.")
    neo4j_username: str = _setting("NEO4J_USERNAME", "neo4j", "User name on Neo4j.")
    neo4j_password: str = _setting("NEO4J_PASSWORD", "", "Password on Neo4j.", secret=True)
    neo4j_database: str = _setting("NEO4J_DATABASE", "neo4j", "Database on Neo4j.")
    key: str = _setting(
        "LINKAGE_KEY", "", "Secret under which identifiers are stored as HMAC-SHA-256; empty keeps them.", secret=True
    )
    api_key: str = _setting(
        "LINKAGE_API_KEY", "", "Bearer key the API asks for; needed to listen beyond loopback.", secret=True
    )
    heap: str = _setting(
        "LINKAGE_HEAP", "", "Java heap of the embedded store, such as 1g or 512m; empty takes a quarter of the memory."
    )
    timeout: float = _setting("LINKAGE_TIMEOUT", 30.0, "Seconds a question to the store may take.")
    connect_timeout: float = _setting("LINKAGE_CONNECT_TIMEOUT", 15.0, "Seconds to wait for Neo4j to answer at all.")
    max_rows: int = _setting("LINKAGE_MAX_ROWS", 10_000, "Most rows an ad-hoc query returns.")
    batch_rows: int = _setting("LINKAGE_BATCH_ROWS", 20_000, "Source rows written in one transaction.")
    writers: int = _setting(
        "LINKAGE_WRITERS", 2, "Transactions of a load written at once on Neo4j; the embedded store takes one at a time."
    )
    staging: str = _setting("LINKAGE_STAGING", "", "Folder for temporary files of a load; empty means the system's.")
    cache: str = _setting(
        "LINKAGE_CACHE", "", "Folder for what was read from a server, to be read once; off keeps nothing anywhere."
    )

    @property
    def java_heap(self) -> str:
        """The Java heap of the embedded store: what was set, or a quarter of the memory, from 512m to 4g."""
        memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
        return self.heap or f"{min(max(memory // 4, 512 << 20), 4 << 30) >> 20}m"

    @classmethod
    def from_env(cls, environ: Mapping[str, str] | None = None, **given: Any) -> Settings:
        """Return the settings of the environment, overridden by what was given (``None`` counts as not given).

        Raises
        ------
        UsageError
            A variable does not hold a value of its setting's type.
        """
        environ = os.environ if environ is None else environ
        values: dict[str, Any] = {}
        for f in fields(cls):
            if given.get(f.name) is not None:
                values[f.name] = given[f.name]
            elif environ.get(f.metadata["env"]):
                values[f.name] = _convert(environ[f.metadata["env"]], type(f.default), f.metadata["env"])
        return cls(**values)


def _convert(text: str, kind: type, env: str) -> Any:
    try:
        return kind(text)
    except ValueError:
        raise UsageError(f"{env} is not a {kind.__name__}", f"set {env} to a number, or unset it") from None
