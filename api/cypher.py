"""Cypher of the client's own: it only reads, within the operator's caps."""

from __future__ import annotations

import time
from dataclasses import asdict

from flask import Response

from linkage.api.asked import CypherBody
from linkage.api.reading import reader
from linkage.api.replies import reply
from linkage.api.resource import resource
from linkage.api.schemas import CypherReply
from linkage.engine.answer_graph import answer_graph
from linkage.engine.query import explore

cypher = resource("cypher", "Cypher of your own. It only reads, within caps of rows and time.")


@cypher.post("", responses={200: CypherReply})
def ask_cypher(body: CypherBody) -> Response:
    """Answer a query of the client's own; one that writes is refused."""
    settings, began = reader().settings, time.perf_counter()
    answer = explore(reader().store, settings, body.text, body.params)
    drawn = answer_graph(answer)
    return reply(
        CypherReply.model_validate(
            {
                "columns": list(answer.columns),
                "rows": list(answer.rows),
                "truncated": answer.truncated,
                "max_rows": settings.max_rows,
                "timeout": settings.timeout,
                "seconds": round(time.perf_counter() - began, 3),
                "graph": drawn and asdict(drawn),
            }
        )
    )
