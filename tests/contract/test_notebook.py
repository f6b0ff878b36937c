"""A cluster's widget draws what the API draws, opens what is opened, and says what went wrong."""

from __future__ import annotations

import sys
from contextlib import closing
from dataclasses import asdict
from pathlib import Path

import pytest

from linkage import notebook, queries
from linkage.config import Settings
from linkage.engine.quotient_graph import QuotientGraphs
from linkage.errors import LinkageError, MissingExtra, NotFound, UsageError
from linkage.store.open import open_store
from tests import small_world


def test_a_widget_draws_a_cluster_of_any_store(any_settings: Settings) -> None:
    """The same graph as everywhere; opening is asked of the store."""
    with closing(open_store(any_settings, create=True)) as store:
        small_world.fill(store)
        (row,) = store.run(queries.load("get_cluster"), {"cluster": "op-a", "limit": 1})
        widget = notebook.show(store, "op-a")
        assert widget.quotient == asdict(QuotientGraphs(store).graph(row))
        widget.opened = ["a.0"]
        assert widget.quotient["size"] == 4
        with pytest.raises(NotFound):
            notebook.show(store, "op-nothing")


def test_what_cannot_be_drawn_is_said_and_what_was_drawn_stays(settings: Settings) -> None:
    """A graph too large to read leaves the one before, with the reason beside it."""
    with closing(open_store(settings, create=True)) as store:
        small_world.fill(store)
        widget = notebook.show(store, "op-a")
        before, draw = widget.quotient, widget._drawn

        def refuse(_: object) -> None:
            raise UsageError("more than can be read", "fold something")

        widget._drawn = refuse
        widget.opened = ["a.1"]
        assert (widget.quotient, widget.problem) == (before, "more than can be read (fold something)")
        widget._drawn = draw
        widget.opened = []
        assert widget.problem == ""


def test_without_anywidget_the_extra_is_named(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """The error says what to install."""
    notebook._widget_class.cache_clear()
    monkeypatch.setitem(sys.modules, "anywidget", None)
    with closing(open_store(settings, create=True)) as store, pytest.raises(MissingExtra, match="anywidget"):
        notebook.show(store, "op-a")
    notebook._widget_class.cache_clear()


def test_without_the_bundle_the_command_is_named(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A checkout is told how to build it."""
    notebook._widget_class.cache_clear()
    monkeypatch.setattr(notebook, "BUNDLE", tmp_path)
    with closing(open_store(settings, create=True)) as store, pytest.raises(LinkageError, match="make explorer"):
        notebook.show(store, "op-a")
    notebook._widget_class.cache_clear()
