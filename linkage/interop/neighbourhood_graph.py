"""An account's surroundings as a networkx graph."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from linkage import queries
from linkage.errors import NotFound, UsageError
from linkage.interop.drawing import Drawing, Use, batches
from linkage.model.kind import Kind
from linkage.store.base import GraphStore

if TYPE_CHECKING:
    import networkx


def neighbourhood_graph(
    store: GraphStore, account_id: str, *, hops: int = 2, max_degree: int = 20, max_accounts: int = 10_000
) -> networkx.Graph:
    """Return the accounts that one account reaches through identifiers, and what ties them.

    Parameters
    ----------
    store
        Where the account is.
    account_id
        The account to begin from.
    hops
        >= 1. One hop leads from an account through an identifier to the other accounts that used it.
    max_degree
        >= 1. An identifier that more accounts used (a carrier's address) is shown, but leads nowhere.
    max_accounts
        >= 1. Refuse rather than read more accounts than this.

    Returns
    -------
    Nodes ``("account", id)`` with ``kind="account"``, the account's properties and ``hop`` (0 for the account itself);
    nodes ``(kind, id)`` with ``kind``, ``id``, ``ref`` and ``accounts`` (how many used it); edges with ``first_seen``,
    ``last_seen`` (aware, UTC) and ``count``. Identifiers of the outermost accounts are there only where they are shared
    with the others.

    Raises
    ------
    MissingExtra
        networkx is not installed.
    NotFound
        There is no such account.
    UsageError
        A bound is below 1, or more than ``max_accounts`` accounts lie within reach.

    Notes
    -----
    One question to the store for a thousand accounts and one for a thousand identifiers of a kind, each hop.
    """
    if min(hops, max_degree, max_accounts) < 1:
        raise UsageError("hops, max_degree and max_accounts begin at 1", "give 1 or more")
    drawing = Drawing(store, {"account": account_id, "hops": hops, "max_degree": max_degree})
    if not store.run(queries.load("get_account"), {"account": account_id, "limit": 1}):
        raise NotFound("there is no such account", "check the id; ids are compared exactly")
    drawing.add_accounts({account_id: {"hop": 0}})
    seen, uses = {account_id}, list(drawing.uses([account_id]))
    for hop in range(1, hops + 1):
        users = _add_identifiers(store, drawing, uses, max_degree)
        reached = sorted(users - seen)
        seen.update(reached)
        if len(seen) > max_accounts:
            raise UsageError(f"more than {max_accounts} accounts are in reach", "lower hops or max_degree")
        drawing.add_accounts({account: {"hop": hop} for account in reached})
        drawing.add_uses(uses)
        uses = list(drawing.uses(reached))
    drawing.add_uses(uses)
    return drawing.graph


def _add_identifiers(store: GraphStore, drawing: Drawing, uses: Iterable[Use], max_degree: int) -> set[str]:
    """Add the identifiers of these uses that are new, and return the accounts they lead to."""
    new: dict[Kind, dict[str, str]] = {}
    for use in uses:
        if (use.kind.name, use.value) not in drawing.graph:
            new.setdefault(use.kind, {})[use.ref] = use.value
    users: set[str] = set()
    for kind, value_of in new.items():
        query = queries.load("export_users_by_refs", kind)
        for some in batches(sorted(value_of)):
            for page in store.pages(query, {"refs": some, "max_degree": max_degree}):
                for ref, degree, accounts in zip(page["refs"], page["degrees"], page["users"], strict=True):
                    drawing.add_identifier(kind, value_of[ref], ref, degree)
                    users.update(accounts)
    return users
