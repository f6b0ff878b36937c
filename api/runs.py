"""Runs of detection: the list and one."""

from __future__ import annotations

import json

from flask import Response

from linkage.api.asked import PageQuery, RunPath
from linkage.api.paging import Cursor
from linkage.api.reading import reader
from linkage.api.replies import page, reply
from linkage.api.resource import resource
from linkage.api.schemas import Run, Runs

runs = resource("runs", "What was computed, when, and under which settings.")


@runs.get("", responses={200: Runs})
def list_runs(query: PageQuery) -> Response:
    """Return the runs, latest first."""
    return page(
        Runs,
        "list_runs",
        {},
        query,
        last=lambda row: Cursor(row["key"], row["run_id"]),
    )


@runs.get("/<segment:run_id>", responses={200: Run})
def get_run(path: RunPath) -> Response:
    """Return one run."""
    row = reader().one("get_run", {"run": path.run_id}, "run")
    parsed = {name: json.loads(row[name] or "null") for name in ("calibration", "settings")}
    return reply(Run.model_validate({**row, **parsed, "query": "get_run"}))
