"""Queries for contract tests, which need statements the library has no use for."""

from __future__ import annotations

from typing import LiteralString

from linkage.model.query import Mode, Query


def query(text: LiteralString, mode: Mode = "read", name: str = "asked_by_a_test") -> Query:
    """Return a query that is in no file."""
    return Query(name, mode, "", (), (), "", "", text)
