"""Whether a Neo4j plan only reads the graph: every operator is on a list of operators that do."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from linkage.errors import QueryRefused
from linkage.store.readonly import check_procedure

_READING = re.compile(
    r"""
      (Partitioned)?(Directed|Undirected)\w*(Scan|Seek|SeekByRange|Lookup)
    | (Partitioned)?(AllNodes|NodeByLabel|IntersectionNodeByLabels|UnionNodeByLabels|SubtractionNodeByLabels)Scan
    | (Partitioned)?(Multi)?Node(Unique)?Index(Seek|SeekByRange|Scan|ContainsScan|EndsWithScan)
    | Node(By)?(Id|ElementId)Seek | DynamicLabelNodeLookup | AssertSame(Node|Relationship)
    | (Optional)?Expand(All|Into)? | (Pruning)?(BFSPruning)?VarLengthExpand\w* | VarExpand | ProjectEndpoints
    | (Bidirectional)?Repeat\w* | (Stateful|Legacy)?ShortestPaths? | AllShortestPaths
    | Argument | (Anti|Let|Select|Or|Semi)*Apply | (Anti)?ConditionalApply | Anti | RollUpApply | CartesianProduct
    | (Eager|Ordered)?Aggregation | (Ordered)?Distinct | Eager | EmptyRow | EmptyResult | Filter | (Exhaustive)?Limit
    | (Node|Value)(LeftOuter|RightOuter)?HashJoin | Triadic\w+ | Optional | ProduceResults? | Projection
    | CacheProperties | (Partial)?(Skip|Sort|Top) | Top1WithTies | (Ordered)?Union | (Partitioned)?Unwind
    | (Node|Relationship)CountFromCountStore | NonFuseable | NonPipelined(Streaming)? | NullifyMetadata
    """,
    re.VERBOSE,
)
_NAME = re.compile(r"[\w.]+")


def check_plan(plan: Mapping[str, Any]) -> None:
    """Let a plan pass that only reads the graph.

    Raises
    ------
    QueryRefused
        An operator is not on the list, or a procedure is not, or an expression uses GDS or a regular expression.
    """
    for step in _steps(plan):
        kind = str(step["operatorType"]).partition("@")[0]
        details = str(step.get("args", {}).get("Details", ""))
        operator = re.sub(r"\W.*", "", kind)
        if operator == "ProcedureCall":
            match = _NAME.match(details)
            check_procedure(match[0] if match else "")
        elif not _READING.fullmatch(operator):
            raise QueryRefused(f"the query's plan does more than read the graph ({operator})")
        if "gds." in details or "=~" in details:
            raise QueryRefused("the query's plan uses GDS or a regular expression", "use Cypher's own functions")


def _steps(plan: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    yield plan
    for child in plan.get("children", ()):
        yield from _steps(child)
