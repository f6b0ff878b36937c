"""Search: whatever somebody has at hand."""

from __future__ import annotations

from dataclasses import asdict

from flask import Response

from linkage.api.asked import SearchBody
from linkage.api.reading import reader
from linkage.api.replies import reply_plain
from linkage.api.resource import resource
from linkage.api.schemas import Findings
from linkage.engine.search import search as find

search = resource("search", "Clusters, accounts and identifiers by whatever is at hand.")


@search.post("", responses={200: Findings})
def search_everything(body: SearchBody) -> Response:
    """Return what a text may mean: an id or its beginning, a raw identifier, its stored form, its reference."""
    found = find(reader().store, reader().settings, body.text, body.limit)
    return reply_plain({"items": [asdict(one) for one in found], "next": None, "query": "list_accounts_by_prefix"})
