"""What clients send: paths, query strings and bodies, checked before a route runs."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, JsonValue

MAX_LIMIT = 1000

Level = Literal["operator", "campaign"]
Verdict = Literal["flagged", "watch", "clear"]
Ref = Annotated[str, Field(description="Stands for an identifier in URLs and logs.", pattern="^[0-9a-f]{32}$")]


class Asked(BaseModel):
    """What a client sends: nothing but the declared fields."""

    model_config = ConfigDict(extra="forbid")

    @classmethod
    def model_json_schema(cls, *args: Any, **options: Any) -> dict[str, Any]:
        """Return the schema, made once in each form: the web layer asks for it at every request."""
        return _schema_once(cls, args, tuple(sorted(options.items())))


@cache
def _schema_once(model: type[Asked], args: tuple[Any, ...], options: tuple[tuple[str, Any], ...]) -> dict[str, Any]:
    return super(Asked, model).model_json_schema(*args, **dict(options))


class AccountPath(Asked):
    """Names an account; any characters, percent-encoded."""

    account_id: str = Field(max_length=1024)


class AccountPairPath(AccountPath):
    """Names two accounts; any characters, percent-encoded."""

    other: str = Field(max_length=1024)


class RefPath(Asked):
    """Names an identifier by its reference; a raw value is never part of a URL."""

    ref: Ref


class ClusterPath(Asked):
    """Names a cluster."""

    cluster_id: str = Field(max_length=128)


class RunPath(Asked):
    """Names a run."""

    run_id: str = Field(max_length=128)


class QueryPath(Asked):
    """Names a query of the library."""

    name: str = Field(max_length=128)


class PageQuery(Asked):
    """Which page."""

    limit: int = Field(100, ge=1, le=MAX_LIMIT, description="Most items on the page.")
    cursor: str | None = Field(None, max_length=8192, description="The ``next`` of the page before.")


class ClustersQuery(PageQuery):
    """Which clusters, and in which order (greatest first, then by id)."""

    verdict: Verdict | None = None
    level: Level | None = None
    min_score: float = Field(0, ge=0, le=1)
    min_size: int = Field(0, ge=0, le=2**31)
    since: datetime | None = Field(None, description="Only clusters active then or later; UTC where it has no offset.")
    sort: Literal["score", "size", "first_seen", "last_seen"] = "score"


class MembersQuery(PageQuery):
    """Which members."""

    verdict: Verdict | None = None


class SharedQuery(PageQuery):
    """Which identifiers of a cluster."""

    min_members: int = Field(2, ge=1, le=2**31, description="Only those used by this many members or more.")


class Lookup(Asked):
    """A raw identifier, in the body where no log and no history keeps it."""

    kind: str = Field(max_length=64, examples=["ip"])
    value: str = Field(min_length=1, max_length=4096, examples=["192.0.2.1"])


class QuestionBody(Asked):
    """Parameters of a query, by name."""

    params: dict[str, str | int | float | bool | list[str]] = Field({}, examples=[{"limit": 20}])


class InboxQuery(PageQuery):
    """Which cases."""

    verdict: Verdict | None = None
    kind: str | None = Field(None, max_length=64, description="Only clusters that rest on identifiers of this kind.")
    min_size: int = Field(0, ge=0, le=2**31)
    since: datetime | None = Field(None, description="Tell what changed then or later; UTC where it has no offset.")
    changed: bool = Field(False, description="Only what changed ``since``.")


class GraphQuery(Asked):
    """How much of a cluster's graph is opened."""

    open: list[Annotated[str, Field(max_length=256)]] = Field(
        [], max_length=100, description="Ids of nodes to open; may repeat. Those that no node has are passed over."
    )


class SearchBody(Asked):
    """What to look for, in the body where no log and no history keeps it."""

    text: str = Field(max_length=4096, examples=["192.0.2.1"])
    limit: int = Field(20, ge=1, le=100)


class WhatIfBody(Asked):
    """Identifiers to do without, by their references."""

    without: list[Ref] = Field(max_length=1000)


class CypherBody(Asked):
    """A query of the client's own, and its parameters by name."""

    text: str = Field(min_length=1, max_length=32_768, examples=["MATCH (a:Account) RETURN count(a) AS accounts"])
    params: dict[str, JsonValue] = Field({}, max_length=100)


class StatementQuery(Asked):
    """For which kind a query of the library is shown that is written for each."""

    kind: str | None = Field(None, max_length=64)
