"""Read JSON Lines block by block.

Numbers become their digits, ``true`` and ``false`` their names, ``null`` an empty cell; so it is the same whether an
identifier is written as a number or as text. A list or an object where a value belongs is refused.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

import polars as pl
from polars.exceptions import PolarsError

from linkage.errors import InputError
from linkage.ingest.block import LINE, Block, rejects
from linkage.ingest.files import open_bytes, split_file
from linkage.ingest.records import Records, Spans
from linkage.ingest.source import Table

HEAD_ROWS = 1000
"""Rows looked at to learn which keys there are."""

_ODD = re.compile(rb"\\u(?:0000|[dD][89a-fA-F])|[\[\]]|[0-9][eE]|[0-9]\.[0-9]*0[,}\s]|-0")
"""What the fast reader and the careful one would not read alike."""


def jsonl_keys(table: Table) -> list[str]:
    """Return the keys of the first thousand objects, in order of appearance.

    Raises
    ------
    InputError
        The file cannot be read, or is empty.
    """
    keys: dict[str, None] = {}
    with open_bytes(table.path) as stream:
        empty = True
        for _ in range(HEAD_ROWS):
            line = stream.readline(1 << 20)
            empty = empty and not line.strip()
            if isinstance(row := _loads(line), dict):
                keys |= dict.fromkeys(row)
    if empty:
        raise InputError(f"{table.path} is empty", "it needs one JSON object a line")
    return list(keys)


def read_jsonl(table: Table, wanted: Mapping[str, str], *, rest: bool) -> Iterator[Block]:
    """Yield the rows as blocks of text columns.

    Parameters
    ----------
    wanted
        Column of the block -> key in each object.
    rest
        Whether every further key is wanted too; such rows keep their types in a column ``@rest`` of JSON text.
    """

    def split(data: bytes, line: int, last: bool) -> tuple[Records, bytes]:
        del last
        whole = data[: data.rfind(b"\n") + 1]
        records = Spans.of_lines(whole).records(whole, line)
        records.drop_blank()
        records.check_bytes()
        return records, data[len(whole) :]

    for records in split_file(table.path, split):
        yield _carefully(records, wanted, rest=True) if rest else _block(records, wanted)


def _block(records: Records, wanted: Mapping[str, str]) -> Block:
    data = records.good_bytes()
    if _ODD.search(data) or data.count(b"{") != int(records.good().sum()):
        return _carefully(records, wanted, rest=False)
    try:
        parsed = pl.read_ndjson(data, schema=dict.fromkeys(wanted.values(), pl.String))
    except PolarsError:
        return _carefully(records, wanted, rest=False)
    lines, reasons = records.refused()
    frame = parsed.select(pl.col(column).alias(name) for name, column in wanted.items())
    return Block(frame.with_columns(pl.Series(LINE, records.good_lines(), pl.Int64)), rejects(lines, "", reasons))


def _carefully(records: Records, wanted: Mapping[str, str], *, rest: bool) -> Block:
    columns: dict[str, list[str | None]] = {name: [] for name in (*wanted, *(["@rest"] if rest else []))}
    lines: list[int] = []
    for index in range(len(records)):
        if index in records.reasons:
            continue
        row = _loads(records.data[records.starts[index] : records.ends[index]])
        reason = _reason(row, wanted)
        if reason:
            records.reasons[index] = reason
            continue
        lines.append(int(records.lines[index]))
        for name, key in wanted.items():
            columns[name].append(_as_text(row.get(key)))
        if rest:
            taken = set(wanted.values())
            columns["@rest"].append(json.dumps({key: value for key, value in row.items() if key not in taken}))
    frame = pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String))
    refused_lines, reasons = records.refused()
    return Block(frame.with_columns(pl.Series(LINE, lines, pl.Int64)), rejects(refused_lines, "", reasons))


def _loads(line: bytes) -> Any:
    try:
        return json.loads(line, parse_constant=_no_number)
    except (ValueError, RecursionError):
        return None


def _no_number(name: str) -> None:
    raise ValueError(name)


def _reason(row: Any, wanted: Mapping[str, str]) -> str:
    if not isinstance(row, dict):
        return "not a JSON object"
    if any(isinstance(row.get(key), list | dict) for key in wanted.values()):
        return "a list or an object where a value belongs"
    try:
        json.dumps(row, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return "half of a surrogate pair"
    return ""


def _as_text(value: Any) -> str | None:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return None if value is None else str(value)
