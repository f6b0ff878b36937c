from __future__ import annotations

from typing import Any

import pytest

from linkage.errors import QueryRefused
from linkage.store.plan import check_plan


def step(operator: str, *children: dict[str, Any], details: str = "") -> dict[str, Any]:
    return {"operatorType": f"{operator}@neo4j", "args": {"Details": details}, "children": list(children)}


READING = """
AllNodesScan NodeByLabelScan NodeUniqueIndexSeek NodeIndexSeekByRange NodeIndexContainsScan MultiNodeIndexSeek
DirectedRelationshipTypeScan UndirectedRelationshipIndexSeek PartitionedNodeByLabelScan NodeByElementIdSeek Expand(All)
Expand(Into) OptionalExpand(All) VarLengthExpand(Pruning,BFS,All) Repeat(Trail) StatefulShortestPath(Into)
ShortestPath Argument Apply SemiApply AntiSemiApply LetSelectOrSemiApply SelectOrAntiSemiApply RollUpApply
CartesianProduct EagerAggregation OrderedAggregation Distinct Eager Filter Limit ExhaustiveLimit NodeHashJoin
ValueHashJoin NodeLeftOuterHashJoin TriadicSelection Optional ProduceResults Projection CacheProperties Skip Sort
PartialSort Top PartialTop Union OrderedUnion Unwind NodeCountFromCountStore RelationshipCountFromCountStore
""".split()  # noqa: SIM905
OTHERS = """
LoadCSV Create Merge SetProperty SetLabels RemoveLabels DeleteNode DetachDelete Foreach TransactionForeach
TransactionApply ShowSettings ShowTransactions TerminateTransactions ShowIndexes CreateConstraint DropIndex
AdministrationCommand CreateUser EagerWrite NodeByLabelScanAndDelete SomethingNew
""".split()  # noqa: SIM905


@pytest.mark.parametrize("operator", READING)
def test_a_plan_of_reading_operators_passes(operator: str) -> None:
    """Operators that read the graph pass, wherever in the plan."""
    check_plan(step("ProduceResults", step("Filter", step(operator)), step(operator)))


@pytest.mark.parametrize("operator", OTHERS)
def test_any_other_operator_is_refused(operator: str) -> None:
    """What is not on the list is refused, known or not, however deep, and named."""
    with pytest.raises(QueryRefused, match=operator):
        check_plan(step("ProduceResults", step("Filter", step("Apply", step("Argument"), step(operator)))))


@pytest.mark.parametrize("details", ["db.labels() :: (label :: STRING)", "db.relationshipTypes() :: ()"])
def test_procedures_that_show_names_pass(details: str) -> None:
    """The few procedures on the list pass."""
    check_plan(step("ProduceResults", step("ProcedureCall", details=details)))


@pytest.mark.parametrize("details", ["", "dbms.listConfig() :: (name)", "gds.graph.export('g')", "db.labelsX()"])
def test_any_other_procedure_is_refused(details: str) -> None:
    """A procedure that is not on the list is refused."""
    with pytest.raises(QueryRefused, match="procedure"):
        check_plan(step("ProduceResults", step("ProcedureCall", details=details)))


@pytest.mark.parametrize("details", ["gds.graph.project($a, s, t) AS g", "a.id =~ $autostring_0"])
def test_gds_and_regular_expressions_are_refused_in_expressions(details: str) -> None:
    """An expression that uses GDS or a regular expression is refused, whatever the text looked like."""
    with pytest.raises(QueryRefused, match="GDS or a regular"):
        check_plan(step("ProduceResults", step("Projection", details=details)))
