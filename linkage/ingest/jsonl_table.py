"""Read JSON Lines block by block."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

import polars as pl

from linkage.ingest.block import LINE, Block, rejects
from linkage.ingest.files import BLOCK, open_bytes
from linkage.ingest.records import Records, by_newline
from linkage.ingest.source import Table


def read_jsonl(table: Table, wanted: Mapping[str, str]) -> Iterator[Block]:
    """Yield the rows as blocks of text columns; numbers become their digits, ``true`` and ``false`` their names.

    Parameters
    ----------
    wanted
        Column of the block -> key in each object.
    """
    with open_bytes(table.path) as stream:
        line, carry = 1, b""
        while True:
            chunk = stream.read(BLOCK)
            data = carry + chunk
            if not chunk and data and not data.endswith(b"\n"):
                data += b"\n"
            cut = data.rfind(b"\n") + 1
            records, carry = by_newline(data[:cut], line), data[cut:]
            line += len(records.starts)
            records.drop_blank()
            records.check_bytes()
            if len(records.starts):
                yield _block(records, wanted)
            if not chunk:
                return


def _block(records: Records, wanted: Mapping[str, str]) -> Block:
    refused = rejects(records.refused()[0], "", records.refused()[1])
    parsed = pl.read_ndjson(records.good_bytes(), schema=dict.fromkeys(wanted.values(), pl.String))
    frame = parsed.select(pl.col(column).alias(name) for name, column in wanted.items())
    return Block(frame.with_columns(pl.Series(LINE, records.lines[records.good()], pl.Int64)), refused)
