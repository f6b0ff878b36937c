"""Find a cluster, an account or an identifier by whatever somebody has at hand."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from typing import Literal

from linkage import queries
from linkage.config import Settings
from linkage.engine.kinds import read_kinds
from linkage.errors import LinkageError
from linkage.ingest.normalise import normalise_one
from linkage.ingest.pseudonymise import pseudonym
from linkage.ingest.pseudonymise import ref as reference
from linkage.model.kind import Kind
from linkage.store.base import GraphStore


@dataclass(frozen=True, slots=True)
class Found:
    """Something a search came to.

    Parameters
    ----------
    type
        What it is.
    id
        Of a cluster or an account; of an identifier, its reference.
    kind
        Of an identifier; else null.
    label
        What to show.
    accounts
        Members of the cluster, or accounts that used the identifier; null for an account.
    verdict
        Of the cluster; else null.
    """

    type: Literal["cluster", "account", "identifier"]
    id: str
    kind: str | None
    label: str
    accounts: int | None
    verdict: str | None


def search(store: GraphStore, settings: Settings, text: str, limit: int = 20) -> list[Found]:
    """Return what a text may mean: clusters first, then identifiers, then accounts.

    Parameters
    ----------
    text
        An id or the beginning of one; a raw identifier in any spelling, as stored (under a key: its hash), or its
        reference.
    limit
        Most to return.

    Notes
    -----
    Point reads, one or two for each declared kind, and two range reads of ids.
    """
    text = text.strip()
    if not text:
        return []
    ways = (_clusters(store, text, limit), _identifiers(store, settings, text), _accounts(store, text, limit))
    return list(islice((found for way in ways for found in way), limit))


def _clusters(store: GraphStore, text: str, limit: int) -> Iterator[Found]:
    for row in store.run(queries.load("list_clusters_by_prefix"), {"prefix": text, "limit": limit}):
        label = f"{row['level']} {row['cluster_id']}"
        yield Found("cluster", row["cluster_id"], None, label, row["size"], row["verdict"])


def _accounts(store: GraphStore, text: str, limit: int) -> Iterator[Found]:
    for row in store.run(queries.load("list_accounts_by_prefix"), {"prefix": text, "limit": limit}):
        yield Found("account", row["account_id"], None, row["account_id"], None, None)


def _identifiers(store: GraphStore, settings: Settings, text: str) -> Iterator[Found]:
    for kind in read_kinds(store).values():
        query, seen = queries.load("get_identifier_by_ref", kind), set[str]()
        for ref in _references(kind, text, settings):
            for row in store.run(query, {"ref": ref, "limit": 1}):
                if row["ref"] not in seen:
                    seen.add(row["ref"])
                    label = f"{kind.name} {row['ref'][:8]}…"
                    yield Found("identifier", row["ref"], kind.name, label, row["accounts"], None)


def _references(kind: Kind, text: str, settings: Settings) -> list[str]:
    """Return the references a text may stand for: of its normal form, of the stored value it is, or the text itself."""
    stored = [text]
    with suppress(LinkageError, ValueError):  # no value of this kind may still be a stored one
        stored.append(pseudonym(kind.name, normalise_one(kind, text), settings.key))
    return list(dict.fromkeys([text.lower(), *(reference(kind.name, value) for value in stored)]))
