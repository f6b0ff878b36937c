"""A cluster in a notebook: its quotient graph as a widget, whose nodes can be opened.

>>> from linkage.notebook import show  # doctest: +SKIP
>>> show(store, "op-1a2b3c4d5e6f")  # doctest: +SKIP
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from linkage import queries
from linkage.engine.quotient_graph import QuotientGraphs
from linkage.errors import LinkageError, MissingExtra, NotFound
from linkage.store.base import GraphStore

if TYPE_CHECKING:
    import anywidget

BUNDLE = files("linkage.api") / "explorer" / "dist"


def show(store: GraphStore, cluster_id: str, *, opened: Sequence[str] = ()) -> anywidget.AnyWidget:
    """Return a widget that draws a cluster as the explorer does, for as long as the store is open.

    Parameters
    ----------
    store
        Where the cluster is published. Opening a node asks it again: keep it open while the widget is used.
    cluster_id
        Such as ``op-1a2b3c4d5e6f``. A retired cluster has no members, so its graph is empty.
    opened
        Ids of nodes that are open at first.

    Returns
    -------
    Its ``quotient`` is the graph as a dictionary (nodes, edges, what is shown of how much), ``opened`` what is open:
    set it to open nodes from the notebook.

    Raises
    ------
    MissingExtra
        anywidget is not installed.
    NotFound
        There is no such cluster.
    LinkageError
        The widget's script was not built, as in a checkout.
    """
    widget = _widget_class()
    rows = store.run(queries.load("get_cluster"), {"cluster": cluster_id, "limit": 1})
    if not rows:
        raise NotFound("there is no such cluster", "ids look like op-1a2b3c4d5e6f; list them with: linkage query")
    graphs = QuotientGraphs(store)

    def drawn(ids: Sequence[str]) -> dict[str, Any]:
        return asdict(graphs.graph(rows[0], ids))

    made: anywidget.AnyWidget = widget(drawn, cluster_id, list(opened))
    return made


@cache
def _widget_class() -> type[Any]:
    """Return the widget's class, made when it is first wanted: anywidget is an extra."""
    try:
        import anywidget  # noqa: PLC0415
        import traitlets  # noqa: PLC0415
    except ImportError:
        raise MissingExtra("anywidget", "notebook") from None

    class ClusterWidget(anywidget.AnyWidget):
        """A quotient graph that asks Python for what is opened."""

        _esm = _built("widget.js")
        _css = _built("widget.css")
        cluster_id = traitlets.Unicode().tag(sync=True)
        quotient = traitlets.Dict().tag(sync=True)
        opened = traitlets.List(traitlets.Unicode()).tag(sync=True)
        problem = traitlets.Unicode().tag(sync=True)

        def __init__(self, drawn: Any, cluster_id: str, opened: list[str]) -> None:
            self._drawn = drawn
            super().__init__(cluster_id=cluster_id, quotient=drawn(opened), opened=opened)
            self.observe(self._redraw, names="opened")

        def _redraw(self, _: object) -> None:
            """Draw what is open now; where that cannot be, say why and keep what was drawn."""
            try:
                self.quotient = self._drawn(self.opened)
                self.problem = ""
            except LinkageError as error:
                self.problem = str(error)

    return ClusterWidget


def _built(name: str) -> str:
    try:
        return (BUNDLE / name).read_text("utf-8")
    except FileNotFoundError:
        raise LinkageError("the widget is not built: this is a checkout", "run: make explorer") from None
