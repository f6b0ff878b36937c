"""The inbox: what to look into first, and why."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from flask import Response

from linkage.api.asked import InboxQuery
from linkage.api.paging import Cursor, begin, cut, scope
from linkage.api.reading import reader
from linkage.api.replies import reply_plain
from linkage.api.resource import resource
from linkage.api.schemas import Cases
from linkage.engine.inbox import MEMBERS
from linkage.engine.render import aware

inbox = resource("inbox", "Current operators in the order in which to look into them, each with the reason.")


@inbox.get("", responses={200: Cases})
def list_cases(query: InboxQuery) -> Response:
    """Return the cases: flagged before watched before clear, then by how many accounts are at stake."""
    asked: dict[str, Any] = query.model_dump(exclude={"limit", "cursor"})
    within = scope("inbox", asked)
    since = query.since and aware(query.since)
    found = reader().inbox.page({**asked, "since": since, **begin(within, query.limit, query.cursor)})
    shown, following = cut(within, query.limit, found.cases, lambda case: Cursor(case.key, case.cluster_id))
    return reply_plain(
        {
            "items": [asdict(case) for case in shown],
            "next": following,
            "query": MEMBERS,
            "now": found.now,
            "total": found.total,
            "verdicts": found.verdicts,
        }
    )
