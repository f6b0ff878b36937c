"""What of an answer can be drawn: the nodes in it, and the relationships of its paths."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from linkage.store.base import Answer

MOST_NODES = 500
"""Nodes of a drawing that can still be read."""
MOST_EDGES = 2_000


@dataclass(frozen=True, slots=True)
class AnswerNode:
    """A node of the store that an answer holds: a name for edges, its label, and what to write beside it."""

    id: str
    label: str
    caption: str


@dataclass(frozen=True, slots=True)
class AnswerEdge:
    """A relationship of a path that an answer holds, by the names of its nodes."""

    source: str
    target: str
    type: str


@dataclass(frozen=True, slots=True)
class AnswerGraph:
    """The drawing of an answer.

    Parameters
    ----------
    nodes, edges
        Each once.
    truncated
        Whether there were more than are worth drawing.
    """

    nodes: tuple[AnswerNode, ...]
    edges: tuple[AnswerEdge, ...]
    truncated: bool


def answer_graph(answer: Answer) -> AnswerGraph | None:
    """Return the graph in an answer's rows, None where it holds no node.

    A relationship by itself does not tell its ends, in no store: return the path (``p = …``) to see it drawn.
    """
    nodes: dict[str, AnswerNode] = {}
    edges: dict[AnswerEdge, None] = {}
    for row in answer.rows:
        for value in row.values():
            _draw(value, nodes, edges)
    if not nodes:
        return None
    shown = dict(list(nodes.items())[:MOST_NODES])
    kept = [edge for edge in edges if edge.source in shown and edge.target in shown][:MOST_EDGES]
    return AnswerGraph(tuple(shown.values()), tuple(kept), len(shown) < len(nodes) or len(kept) < len(edges))


def _draw(value: Any, nodes: dict[str, AnswerNode], edges: dict[AnswerEdge, None]) -> None:
    if _is_path(value):
        ends = [_node(node) for node in value["nodes"]]
        nodes.update((node.id, node) for node in ends)
        edges.update((edge, None) for edge in _edges(value["relationships"], ends))
    elif _is_node(value):
        node = _node(value)
        nodes[node.id] = node
    elif isinstance(value, list):
        for part in value:
            _draw(part, nodes, edges)
    elif isinstance(value, dict):
        for part in value.values():
            _draw(part, nodes, edges)


def _is_node(value: Any) -> bool:
    return isinstance(value, dict) and set(value) == {"labels", "properties"}


def _is_path(value: Any) -> bool:
    return isinstance(value, dict) and set(value) == {"nodes", "relationships"}


def _node(value: dict[str, Any]) -> AnswerNode:
    """Return the node; where it has no id, what is known of it tells it from others."""
    label = value["labels"][0] if value["labels"] else ""
    properties = value["properties"]
    name = str(properties.get("id", sorted(properties.items(), key=str)))
    return AnswerNode(f"{label} {name}", label, str(properties.get("ref", name))[:80])


def _edges(relationships: list[dict[str, Any]], ends: list[AnswerNode]) -> Iterator[AnswerEdge]:
    for one in relationships:
        yield AnswerEdge(ends[one["start"]].id, ends[one["end"]].id, one["type"])
