"""What the API answers, under the column names of the Cypher it comes from."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Generic, Literal, TypeVar

from pydantic import BaseModel, BeforeValidator, Field, JsonValue, PlainSerializer, RootModel, WithJsonSchema

from linkage.api.asked import Level, Ref, Verdict
from linkage.engine.answer_graph import AnswerGraph
from linkage.engine.inbox import Case
from linkage.engine.render import plain, rfc3339
from linkage.engine.search import Found
from linkage.engine.what_if import WhatIf
from linkage.evidence.paths import Why
from linkage.evidence.quality import QualityReport
from linkage.judge.explanation import Explanation
from linkage.quotient.graph import Quotient

Item = TypeVar("Item")

Time = Annotated[
    datetime,
    PlainSerializer(rfc3339, return_type=str),
    WithJsonSchema({"type": "string", "format": "date-time"}, mode="serialization"),
]
Json = Annotated[JsonValue, BeforeValidator(plain)]
Share = Annotated[float, Field(description="From 0 to 1.")]
ClusterId = Annotated[str, Field(description="Permanent.", examples=["op-1a2b3c4d5e6f"])]
QueryName = Annotated[str, Field(description="The library's Cypher query this answer comes from.")]


class Account(BaseModel):
    """An account and how much is known around it."""

    account_id: str
    created_at: Time | None = Field(description="Null for an account seen only in observations.")
    properties: dict[str, Json] = Field(description="Everything its input said of it.")
    identifiers: int
    moments: int
    clusters: int = Field(description="How many operators it is a member of; campaigns are inside these.")
    query: QueryName


class IdentifierOfAccount(BaseModel):
    """An identifier one account used."""

    kind: str
    ref: Ref
    value: str = Field(description="As stored: normalised, or a keyed hash.")
    first_seen: Time
    last_seen: Time
    count: int
    accounts: int = Field(description="How many accounts share it.")


class ClusterOfAccount(BaseModel):
    """A cluster one account is a member of, and how firmly."""

    cluster_id: ClusterId
    level: Level
    cluster_score: Share
    cluster_verdict: Verdict
    size: int
    summary: str
    strength: Share
    score: Share
    verdict: Verdict
    since: Time | None
    redundancy: int
    kinds: int
    run: str


class AccountExplanation(RootModel[Explanation]):
    """Why an account is, or is not, in its cluster."""


class AccountWhy(RootModel[Why]):
    """The best path of evidence between two accounts."""


class Identifier(BaseModel):
    """A value that accounts can share."""

    kind: str
    ref: Ref
    value: str = Field(description="As stored: normalised, or a keyed hash.")
    accounts: int
    first_seen: Time | None
    last_seen: Time | None
    count: int
    query: QueryName


class AccountOfIdentifier(BaseModel):
    """An account that used one identifier."""

    account_id: str
    created_at: Time | None
    status: str | None
    first_seen: Time
    last_seen: Time
    count: int


class ClusterSummary(BaseModel):
    """A cluster as lists show it."""

    cluster_id: ClusterId
    level: Level
    score: Share
    verdict: Verdict
    size: int
    flagged: int
    first_seen: Time | None
    last_seen: Time | None
    summary: str
    run: str


class Cluster(ClusterSummary):
    """A cluster, current or retired."""

    created_run: str
    reborn_run: str | None = Field(
        description="The last run in which it was back: after it had ended, or in new accounts."
    )
    retired_at: Time | None = Field(description="Null while it is current.")
    as_of: Time | None = Field(description="The earlier time it is shown as of; null for the present.")
    operator: str | None = Field(description="The operator a campaign is part of.")
    campaigns: list[str] = Field(description="The current campaigns of an operator.")
    query: QueryName


class Campaign(BaseModel):
    """A campaign as its operator shows it."""

    cluster_id: ClusterId
    score: Share
    verdict: Verdict
    size: int
    flagged: int
    first_seen: Time | None
    last_seen: Time | None
    summary: str


class Member(BaseModel):
    """An account in a cluster, and how firmly."""

    account_id: str
    created_at: Time | None
    status: str | None
    strength: Share
    score: Share
    verdict: Verdict
    since: Time | None
    redundancy: int = Field(description="How many independent ties hold it.")
    kinds: int = Field(description="How many independent kinds of evidence support it.")
    run: str


class SharedIdentifier(BaseModel):
    """An identifier that members of a cluster share."""

    kind: str
    ref: Ref
    value: str
    members: int
    accounts: int
    first_seen: Time
    last_seen: Time


class Evidence(BaseModel):
    """What ties a cluster together, and what speaks against it."""

    cluster_id: ClusterId
    evidence: list[dict[str, Json]]
    against: list[dict[str, Json]]
    query: QueryName


class Descent(BaseModel):
    """One step in the life of clusters, read from source to target."""

    relation: Literal["MERGED_INTO", "SPLIT_FROM", "CONTINUES"]
    source_id: ClusterId
    target_id: ClusterId
    run: str
    at: Time
    shared: int = Field(description="Members the two had in common; identifiers for CONTINUES.")


class RunSummary(BaseModel):
    """A run of detection as lists show it."""

    run_id: str
    seed: int
    engine: str
    as_of: Time | None
    started_at: Time | None
    finished_at: Time | None
    version: str
    accounts: int
    identifiers: int
    edges: int
    clusters: int
    flagged: int


class Run(RunSummary):
    """A run of detection with what it had learnt and its settings."""

    calibration: Json
    settings: Json
    query: QueryName


class Question(BaseModel):
    """A query of the library."""

    name: str
    doc: str
    params: list[dict[str, Json]]
    returns: list[dict[str, str]]
    example: str


class Reply(BaseModel):
    """What a query of the library answered, and the Cypher that ran."""

    query: QueryName
    columns: list[str]
    rows: list[dict[str, Json]]
    truncated: bool = Field(description="Whether more rows were there than the limit allows.")
    cypher: str


class Statement(BaseModel):
    """A query of the library with its Cypher; what is no question is a step of a route or a command."""

    name: str
    doc: str
    params: list[dict[str, Json]]
    returns: list[dict[str, str]]
    example: str | None
    cypher: str = Field(description="Where it is written for each kind, for the one that was asked for, or the first.")


class CypherReply(BaseModel):
    """What a query of the client's own answered, and how far it was let."""

    columns: list[str]
    rows: list[dict[str, Json]]
    truncated: bool = Field(description="Whether more rows were there than ``max_rows``.")
    max_rows: int
    timeout: float = Field(description="Seconds after which it would have been stopped.")
    seconds: float = Field(description="What it took.")
    graph: AnswerGraph | None = Field(description="Nodes and paths among the rows; null where there are none.")


class ClusterGraph(RootModel[Quotient]):
    """A cluster as a graph small enough to look at."""


class AccountWhatIf(RootModel[WhatIf]):
    """What would tie an account if some identifiers were not there."""


class Quality(RootModel[QualityReport]):
    """What each kind of identifier is worth in the store."""


class Page(BaseModel, Generic[Item]):
    """A page of a list."""

    items: list[Item]
    next: str | None = Field(description="The cursor of the page behind this one; null on the last.")
    query: QueryName


class IdentifiersOfAccount(Page[IdentifierOfAccount]):
    """A page of the identifiers one account used."""


class ClustersOfAccount(Page[ClusterOfAccount]):
    """The clusters one account is a member of."""


class AccountsOfIdentifier(Page[AccountOfIdentifier]):
    """A page of the accounts that used one identifier."""


class Clusters(Page[ClusterSummary]):
    """A page of clusters."""


class Cases(Page[Case]):
    """A page of the inbox."""

    now: Time = Field(description="The latest activity in the store.")
    total: int = Field(description="Cases that match, on all pages.")
    verdicts: dict[str, int] = Field(description="Of those, how many have which verdict.")


class Findings(Page[Found]):
    """What a search came to."""


class Members(Page[Member]):
    """A page of the members of one cluster."""


class SharedIdentifiers(Page[SharedIdentifier]):
    """A page of the identifiers that members of one cluster share."""


class Campaigns(Page[Campaign]):
    """The campaigns of one operator."""


class Lineage(Page[Descent]):
    """The life of one cluster."""


class Runs(Page[RunSummary]):
    """A page of runs."""


class Questions(BaseModel):
    """The queries of the library."""

    items: list[Question]
    next: None = Field(None, description="The list is never long: there is one page.")
    max_rows: int = Field(description="Most rows that an answer has; a larger limit is refused.")


class Health(BaseModel):
    """Whether the service works."""

    status: Literal["live", "ready"]
    store: str | None = None


class Fault(BaseModel):
    """One field that was refused. The refused value is never repeated."""

    field: str
    code: str
    message: str


class Problem(BaseModel):
    """A failure, in the form of RFC 9457."""

    type: str = Field(description="Where this kind of problem is described.")
    title: str
    status: int
    detail: str
    code: str = Field(description="For programs; does not change.")
    hint: str = Field("", description="What to do next.")
    request_id: str
    errors: list[Fault] = []
