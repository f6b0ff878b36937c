"""Accounts: one, its identifiers, its clusters, and why it is where it is."""

from __future__ import annotations

from dataclasses import asdict

from flask import Response

from linkage.api.asked import MAX_LIMIT, AccountPairPath, AccountPath, PageQuery, WhatIfBody
from linkage.api.paging import Cursor
from linkage.api.reading import reader
from linkage.api.replies import page, reply, reply_plain, whole
from linkage.api.resource import resource
from linkage.api.schemas import (
    Account,
    AccountExplanation,
    AccountWhatIf,
    AccountWhy,
    ClustersOfAccount,
    IdentifiersOfAccount,
)
from linkage.engine.explain import explain
from linkage.engine.what_if import what_if
from linkage.engine.why import why
from linkage.store.base import Row

accounts = resource("accounts", "The subjects: who they are, what they used, why they are linked.")


@accounts.get("/<segment:account_id>", responses={200: Account})
def get_account(path: AccountPath) -> Response:
    """Return one account."""
    row = _account(path)
    properties = dict(sorted(row["properties"].items()))
    return reply(Account.model_validate({**row, "properties": properties, "query": "get_account"}))


@accounts.get("/<segment:account_id>/identifiers", responses={200: IdentifiersOfAccount})
def list_identifiers_of_account(path: AccountPath, query: PageQuery) -> Response:
    """Return the identifiers the account used, latest use first."""
    _account(path)
    return page(
        IdentifiersOfAccount,
        "list_identifiers_of_account",
        {"account": path.account_id},
        query,
        last=lambda row: Cursor(row["key"], row["ref"]),
    )


@accounts.get("/<segment:account_id>/clusters", responses={200: ClustersOfAccount})
def list_clusters_of_account(path: AccountPath) -> Response:
    """Return the current clusters the account is a member of, operator before campaign."""
    _account(path)
    name = "list_clusters_of_account"
    rows = reader().rows(name, {"account": path.account_id, "limit": MAX_LIMIT})
    return whole(ClustersOfAccount, name, rows)


@accounts.get("/<segment:account_id>/explanation", responses={200: AccountExplanation})
def explain_account(path: AccountPath) -> Response:
    """Say why the account is, or is not, in its cluster."""
    return reply_plain(asdict(explain(reader().store, path.account_id)))


@accounts.get("/<segment:account_id>/why/<segment:other>", responses={200: AccountWhy})
def explain_pair(path: AccountPairPath) -> Response:
    """Say what ties two accounts: the most certain path over identifiers that accounts share."""
    return reply_plain(asdict(why(reader().store, path.account_id, path.other)))


@accounts.post("/<segment:account_id>/what-if", responses={200: AccountWhatIf})
def ask_what_if(path: AccountPath, body: WhatIfBody) -> Response:
    """Say what would tie the account to its cluster if some identifiers were not there; nothing is changed."""
    return reply_plain(asdict(what_if(reader().store, path.account_id, body.without)))


def _account(path: AccountPath) -> Row:
    return reader().one("get_account", {"account": path.account_id}, "account")
