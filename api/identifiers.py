"""Identifiers: one by its reference, the accounts behind it, and the way from a raw value to its reference."""

from __future__ import annotations

from typing import Any

from flask import Response

from linkage.api.asked import Lookup, PageQuery, RefPath
from linkage.api.paging import Cursor
from linkage.api.reading import reader
from linkage.api.replies import page, reply
from linkage.api.resource import resource
from linkage.api.schemas import AccountsOfIdentifier, Identifier
from linkage.engine.key import check_key
from linkage.errors import NotFound
from linkage.ingest.normalise import normalise_one
from linkage.ingest.pseudonymise import pseudonym
from linkage.ingest.pseudonymise import ref as reference
from linkage.model.kind import Kind

identifiers = resource("identifiers", "The values accounts can share, named by their references.")


@identifiers.get("/<segment:ref>", responses={200: Identifier})
def get_identifier(path: RefPath) -> Response:
    """Return one identifier."""
    kind, row = reader().with_ref(path.ref)
    return _identifier(kind, row)


@identifiers.get("/<segment:ref>/accounts", responses={200: AccountsOfIdentifier})
def list_accounts_of_identifier(path: RefPath, query: PageQuery) -> Response:
    """Return the accounts that used the identifier, latest use first."""
    kind, _ = reader().with_ref(path.ref)
    return page(
        AccountsOfIdentifier,
        "list_accounts_of_identifier_by_ref",
        {"ref": path.ref},
        query,
        last=lambda row: Cursor(row["key"], row["account_id"]),
        kind=kind,
    )


@identifiers.post("/lookup", responses={200: Identifier})
def look_up_identifier(body: Lookup) -> Response:
    """Return the identifier a raw value names, with its reference; the value is normalised as a load would."""
    kind = reader().kind_named(body.kind)
    stored = _stored(kind, body.value)
    rows = reader().rows("get_identifier_by_ref", {"ref": reference(kind.name, stored), "limit": 1}, kind)
    if not rows:
        check_key(reader().store, reader().settings.key)
        raise NotFound("no account was seen with this identifier", "check its kind; the value may also be misspelt")
    return _identifier(kind, rows[0])


def _stored(kind: Kind, raw: str) -> str:
    """Return what a load would have stored for the value."""
    return pseudonym(kind.name, normalise_one(kind, raw), reader().settings.key)


def _identifier(kind: Kind, row: dict[str, Any]) -> Response:
    return reply(Identifier.model_validate({**row, "kind": kind.name, "query": "get_identifier_by_ref"}))
