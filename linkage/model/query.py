"""A Cypher query of the library, as data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, LiteralString

Mode = Literal["read", "export", "write", "schema"]


@dataclass(frozen=True, slots=True)
class Param:
    """A declared parameter: name, Cypher type (or ``identifier``, ``account``, ``datetime``), and one line of help."""

    name: str
    type: str
    help: str
    default: str | None = None


@dataclass(frozen=True, slots=True)
class Query:
    """One file of ``cypher/``.

    Parameters
    ----------
    name
        The file's stem; unique in the library.
    mode
        ``read`` (ordered and limited), ``export`` (all rows, by pages), ``write`` or ``schema``.
    doc
        What it answers, one paragraph.
    params
        The parameters, in order; the text uses these and no others.
    returns
        ``(column, help)`` pairs, in order.
    example
        A command line that runs it.
    label
        The label that stands for ``KIND`` in ``text``; empty where the file has no such place.
    text
        The statement. ``LiteralString``: no input ever becomes part of it.
    """

    name: str
    mode: Mode
    doc: str
    params: tuple[Param, ...]
    returns: tuple[tuple[str, str], ...]
    example: str
    label: str
    text: LiteralString
