"""Check every cell of a block, and turn what passes into rows ready to be counted."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from linkage.ingest.block import LINE, Block
from linkage.ingest.block import rejects as no_rejects
from linkage.ingest.cells import EMPTY, MOST_BYTES, TOO_LONG, as_text, counts, why_no_id
from linkage.ingest.derive import derive
from linkage.ingest.normalise import normalise
from linkage.ingest.pseudonymise import FINGERPRINT, pseudonyms
from linkage.ingest.read import TAKEN, snake_case
from linkage.ingest.source import Table
from linkage.ingest.times import MISSING, to_ms
from linkage.model.kind import Kind, Kinds

REST = "@rest"
DERIVED = {"parent": pl.String, "id": pl.String, "kind": pl.String, "derived": pl.String}
"""A derived identifier: the kind and id of the identifier that implies it, its own kind and id."""
_PRINT = Kind(FINGERPRINT, "Fingerprint")
_KNOWN = {"value": pl.String, "plain": pl.String, "reason": pl.String}
_FLAGS = {"true": True, "t": True, "yes": True, "y": True, "1": True, "false": False, "f": False, "no": False,
          "n": False, "0": False}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rules:
    """What the rows of a load are held against: the kinds in force and the key (or none)."""

    kinds: Kinds
    key: str


@dataclass(frozen=True, slots=True)
class Clean:
    """What a block came to.

    Parameters
    ----------
    rows
        Of an accounts table: account, created_at (ms or null), properties (JSON text). Else: account, kind, id,
        at (ms), count.
    rejects
        The other rows: line, column, reason.
    derived
        ``DERIVED``: what the identifiers of the rows imply, one row each of them.
    """

    rows: pl.DataFrame
    rejects: pl.DataFrame
    derived: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=DERIVED))

    def __len__(self) -> int:
        return len(self.rows) + len(self.rejects)


def clean(block: Block, table: Table, rules: Rules) -> Clean:
    """Return the rows of a block that are in order, and why the others are not."""
    match table.role:
        case "accounts":
            found = _accounts(block.frame, table)
        case "activity":
            found = _activity(block.frame, table, rules)
        case "observations" if table.cells:
            narrow, without = _unfold(block.frame, table)
            found = _observations(narrow, table, rules)
            found = Clean(found.rows, pl.concat([found.rejects, without]), found.derived)
        case "observations":
            found = _observations(block.frame, table, rules)
    rejects = pl.concat([block.rejects, found.rejects]).sort("line", maintain_order=True)
    return Clean(found.rows, rejects, found.derived)


def _accounts(frame: pl.DataFrame, table: Table) -> Clean:
    account = as_text(frame["account_id"])
    ms, reason = to_ms(frame["created_at"], table.time) if "created_at" in frame.columns else _no_times(len(frame))
    reason = reason.set((reason == MISSING).fill_null(False), None)
    properties = _properties(frame.drop(LINE, "account_id", "created_at", strict=False))
    rows = pl.DataFrame({"account": account, "created_at": ms, "properties": properties})
    checks = {"account_id": why_no_id(account), "created_at": reason}
    if REST in frame.columns:
        checks["properties"] = pl.Series([_why_no_properties(json.loads(t)) for t in frame[REST]], dtype=pl.String)
    return _sift(rows, frame[LINE], table, checks)


def _no_times(height: int) -> tuple[pl.Series, pl.Series]:
    return pl.repeat(None, height, dtype=pl.Int64, eager=True), pl.repeat(None, height, dtype=pl.String, eager=True)


def _properties(frame: pl.DataFrame) -> pl.Series:
    """Return the further columns of each row as JSON text, without the empty ones, names in order."""
    if not frame.width:
        return pl.repeat("{}", frame.height, dtype=pl.String, eager=True)
    if REST in frame.columns:
        return pl.Series([_property_text(_snaked(json.loads(text))) for text in frame[REST]], dtype=pl.String)
    texts = frame.select(
        pl.col(name).cast(pl.String) if frame[name].dtype.is_temporal() or frame[name].dtype.is_decimal() else name
        for name in frame.columns
    ).select(pl.struct(pl.all()).struct.json_encode().alias("text"))
    distinct = texts.unique()
    tidy = [_property_text(json.loads(text)) for text in distinct["text"]]
    known = distinct.with_columns(tidy=pl.Series(tidy, dtype=pl.String))
    return texts.join(known, on="text", how="left", maintain_order="left")["tidy"]


def _snaked(row: dict[str, Any]) -> dict[str, Any]:
    named = {snake_case(key): value for key, value in sorted(row.items())}
    return {name: value for name, value in named.items() if name}


def _why_no_properties(row: dict[str, Any]) -> str | None:
    """Return why the keys of a JSON row cannot be property names: two would be one, or one is taken."""
    names = [name for key in row if (name := snake_case(key))]
    taken = TAKEN | {"account_id", "created_at"}
    twice = next((name for name in sorted(names) if name in taken or names.count(name) > 1), None)
    return None if twice is None else f"a key would become a second {twice!r}"


def _property_text(row: dict[str, Any]) -> str:
    tidy = {name: _tidy(name, value) for name, value in sorted(row.items())}
    return json.dumps({name: value for name, value in tidy.items() if value is not None}, ensure_ascii=False)


def _tidy(name: str, value: Any) -> Any:
    if isinstance(value, str):
        value = value.strip() or None
    if name == "verified" and value is not None:
        return _FLAGS.get(str(value).lower(), value)
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False, sort_keys=True)
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) >= 2**63:
        return str(value)
    return value


def _unfold(frame: pl.DataFrame, table: Table) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return one row for each identifier of a wide table, and the rows that have none as rejects."""
    kept = [name for name in ("account_id", "seen_at", "count", LINE) if name in frame.columns]
    parts, filled = [], pl.repeat(False, len(frame), eager=True)
    for n, cell in enumerate(table.cells):
        value = as_text(frame[f"@{n}"])
        filled |= value.is_not_null()
        part = frame.select(*kept, pl.lit(cell.kind).alias("kind"), value.alias("value"), pl.lit(n).alias("@cell"))
        parts.append(part.filter(value.is_not_null()))
    lines = frame[LINE].filter(~filled).to_list()
    return pl.concat(parts), no_rejects(lines, "", ["no identifier in the row"] * len(lines))


def _observations(frame: pl.DataFrame, table: Table, rules: Rules) -> Clean:
    account = as_text(frame["account_id"])
    kind = as_text(frame["kind"]) if "kind" in frame.columns else pl.Series([table.kind]).new_from_index(0, len(frame))
    ms, when = to_ms(frame["seen_at"], table.time)
    number, how_many = counts(frame["count"] if "count" in frame.columns else None, len(frame))
    ids, why, derived = _identifiers(kind, as_text(frame["value"]), rules)
    rows = pl.DataFrame({"account": account, "kind": kind, "id": ids, "at": ms, "count": number})
    what = _why_no_kind(kind, rules.kinds)
    checks = {"account_id": why_no_id(account), "kind": what, "value": why, "seen_at": when, "count": how_many}
    found = _sift(rows, frame[LINE], table, checks, frame["@cell"] if table.cells else None)
    if len(found.rejects):
        derived = derived.join(found.rows.select(parent="kind", id="id").unique(), on=["parent", "id"], how="semi")
    return Clean(found.rows, found.rejects, derived)


def _why_no_kind(kind: pl.Series, kinds: Kinds) -> pl.Series:
    """Return why each cell names no kind that is observed, null where it does; shape (n,)."""
    derived = {one.name: f"derived from {one.derived_from}, not observed" for one in kinds.values() if one.derived_from}
    name = pl.col("kind")
    reason = (
        pl.when(name.is_null())
        .then(pl.lit("empty"))
        .when(~name.is_in(list(kinds)))
        .then(pl.lit("unknown kind"))
        .otherwise(name.replace_strict(derived, default=None, return_dtype=pl.String))
    )
    return pl.DataFrame({"kind": kind}).select(reason.alias("reason")).to_series()


def _activity(frame: pl.DataFrame, table: Table, rules: Rules) -> Clean:
    account = as_text(frame["account_id"])
    ms, when = to_ms(frame["at"], table.time)
    number, how_many = counts(frame["count"] if "count" in frame.columns else None, len(frame))
    prints = as_text(frame["fingerprint"])
    found = _joined(prints, _distinct(prints, _PRINT, rules.key))
    kind = pl.Series([FINGERPRINT], dtype=pl.String).new_from_index(0, len(frame))
    rows = pl.DataFrame({"account": account, "kind": kind, "id": found["id"], "at": ms, "count": number})
    checks = {"account_id": why_no_id(account), "at": when, "fingerprint": found["reason"], "count": how_many}
    return _sift(rows, frame[LINE], table, checks)


def _identifiers(kind: pl.Series, values: pl.Series, rules: Rules) -> tuple[pl.Series, pl.Series, pl.DataFrame]:
    """Return id and reason of each value, and what the distinct ones imply."""
    frame = pl.DataFrame({"n": pl.int_range(len(kind), eager=True), "kind": kind, "value": values})
    parts, derived = [], [pl.DataFrame(schema=DERIVED)]
    for (name,), part in frame.partition_by("kind", as_dict=True).items():
        if name in rules.kinds and not rules.kinds[str(name)].derived_from:
            known = _distinct(part["value"], rules.kinds[str(name)], rules.key)
            parts.append(_joined(part["value"], known).with_columns(part["n"]))
            derived.append(_implied(known, str(name), rules))
    if not parts:
        nothing = pl.repeat(None, len(frame), dtype=pl.String, eager=True)
        return nothing, nothing, derived[0]
    joined = pl.concat(parts)
    if len(joined) < len(frame):
        joined = frame.select("n").join(joined, on="n", how="left")
    joined = joined.sort("n")
    return joined["id"], joined["reason"], pl.concat(derived)


def _distinct(values: pl.Series, kind: Kind, key: str) -> pl.DataFrame:
    """Return value, plain (normalised), id and reason of each distinct value, which is normalised once."""
    distinct = values.drop_nulls().unique()
    long = distinct.str.len_bytes() > MOST_BYTES
    stored, reasons = normalise(kind, distinct.filter(~long))
    known = pl.concat(
        [
            pl.DataFrame({"value": distinct.filter(~long), "plain": stored, "reason": reasons}, schema=_KNOWN),
            pl.DataFrame({"value": distinct.filter(long)}).select(
                "value", plain=pl.lit(None, pl.String), reason=pl.lit(TOO_LONG)
            ),
        ]
    )
    known = known.with_columns(reason=pl.coalesce("reason", why_no_id(known["plain"]).replace(EMPTY, None)))
    good = known["reason"].is_null()
    ids = pseudonyms(kind.name, known["plain"].filter(good), key)
    return known.with_columns(id=known["plain"].scatter(good.arg_true(), ids))


def _implied(known: pl.DataFrame, parent: str, rules: Rules) -> pl.DataFrame:
    """Return ``DERIVED`` for distinct values of one kind."""
    good = known.filter(pl.col("reason").is_null()).unique("id")
    found = [pl.DataFrame(schema=DERIVED)]
    for kind in rules.kinds.derived_from(parent):
        some = good.select("id", derived=derive(kind, good["plain"])).drop_nulls()
        distinct = some.select(pl.col("derived").unique())
        ids = pseudonyms(kind.name, distinct["derived"], rules.key)
        some = some.join(distinct.with_columns(known_as=ids), on="derived")
        found.append(some.select(parent=pl.lit(parent), id="id", kind=pl.lit(kind.name), derived="known_as"))
    return pl.concat(found)


def _joined(values: pl.Series, known: pl.DataFrame) -> pl.DataFrame:
    """Return id and reason of each value."""
    joined = pl.DataFrame({"value": values.cast(pl.String)}).join(known, on="value", how="left", maintain_order="left")
    return joined.select("id", reason=pl.when(pl.col("value").is_null()).then(pl.lit("empty")).otherwise("reason"))


def _sift(
    rows: pl.DataFrame,
    lines: pl.Series,
    table: Table,
    checks: Mapping[str, pl.Series],
    cell: pl.Series | None = None,
) -> Clean:
    """Return the rows that no check refuses; the others with the file's column and the first reason against them."""
    reason = pl.select(pl.coalesce(list(checks.values()))).to_series()
    good = reason.is_null()
    if good.all():
        return Clean(rows, no_rejects())
    frame = pl.DataFrame({"line": lines, "reason": reason} | {f"why {name}": why for name, why in checks.items()})
    column = pl.coalesce(
        pl.when(pl.col(f"why {name}").is_not_null()).then(pl.lit(table.columns.get(name, name))) for name in checks
    )
    bad = frame.with_columns(column=column)
    if cell is not None:
        names = pl.Series([c.column for c in table.cells]).gather(cell)
        bad = bad.with_columns(column=pl.when(pl.col("column") == "value").then(names).otherwise("column"))
    return Clean(rows.filter(good), bad.filter(~good).select("line", "column", "reason"))
