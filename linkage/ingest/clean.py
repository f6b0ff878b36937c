"""Check every cell of a block, and turn what passes into rows ready to be counted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from linkage.ingest.block import LINE, Block, rejects
from linkage.ingest.normalise import normalise
from linkage.ingest.pseudonymise import FINGERPRINT, pseudonyms
from linkage.ingest.source import Table
from linkage.ingest.times import to_ms
from linkage.model.kind import Kind, Kinds

MOST_COUNT = 1_000_000_000


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
    """

    rows: pl.DataFrame
    rejects: pl.DataFrame


@dataclass(frozen=True, slots=True)
class Rules:
    """What the rows of a load are held against: the kinds in force and the key (or none)."""

    kinds: Kinds
    key: str


def clean(block: Block, table: Table, rules: Rules) -> Clean:
    """Return the rows of a block that are in order, and why the others are not."""
    match table.role:
        case "accounts":
            found = _accounts(block.frame)
        case "observations":
            found = _observations(block.frame, table, rules)
        case "activity":
            found = _activity(block.frame, table, rules)
    return Clean(found.rows, pl.concat([block.rejects, found.rejects]))


def _accounts(frame: pl.DataFrame) -> Clean:
    account = _text(frame["account_id"])
    ms, reason = to_ms(frame["created_at"])
    reason = reason.replace("empty", None)
    names = sorted(set(frame.columns) - {LINE, "account_id", "created_at"})
    properties = frame.select(pl.struct(names).struct.json_encode() if names else pl.lit("{}").repeat_by(1).explode())
    rows = pl.DataFrame({"account": account, "created_at": ms, "properties": properties.to_series()})
    return _sift(rows, frame[LINE], {"account_id": _absent(account), "created_at": reason})


def _observations(frame: pl.DataFrame, table: Table, rules: Rules) -> Clean:
    account = _text(frame["account_id"])
    kind = _text(frame["kind"])
    ms, when = to_ms(frame["seen_at"], table.time)
    number, how_many = _count(frame)
    ids, why = _identifiers(kind, _text(frame["value"]), rules)
    unknown = pl.select(pl.when(~kind.is_in(list(rules.kinds))).then(pl.lit("unknown kind"))).to_series()
    rows = pl.DataFrame({"account": account, "kind": kind, "id": ids, "at": ms, "count": number})
    checks = {"account_id": _absent(account), "kind": unknown, "value": why, "seen_at": when, "count": how_many}
    return _sift(rows, frame[LINE], checks)


def _activity(frame: pl.DataFrame, table: Table, rules: Rules) -> Clean:
    account = _text(frame["account_id"])
    ms, when = to_ms(frame["at"], table.time)
    number, how_many = _count(frame)
    fingerprint = _text(frame["fingerprint"])
    found = _distinct(fingerprint, Kind(FINGERPRINT, "Fingerprint"), rules.key)
    kind = pl.Series("kind", [FINGERPRINT], pl.String).new_from_index(0, len(frame))
    rows = pl.DataFrame({"account": account, "kind": kind, "id": found["id"], "at": ms, "count": number})
    checks = {"account_id": _absent(account), "at": when, "fingerprint": found["reason"], "count": how_many}
    return _sift(rows, frame[LINE], checks)


def _text(values: pl.Series) -> pl.Series:
    stripped = values.cast(pl.String).str.strip_chars()
    return stripped.set(stripped == "", None)


def _absent(values: pl.Series) -> pl.Series:
    return pl.select(pl.when(values.is_null()).then(pl.lit("empty"))).to_series()


def _count(frame: pl.DataFrame) -> tuple[pl.Series, pl.Series]:
    if "count" not in frame.columns:
        return pl.repeat(1, len(frame), dtype=pl.Int64, eager=True), pl.repeat(
            None, len(frame), dtype=pl.String, eager=True
        )
    number = _text(frame["count"]).fill_null("1").cast(pl.Int64, strict=False)
    reason = (
        pl.when(number.is_null())
        .then(pl.lit("not a whole number"))
        .when(number < 1)
        .then(pl.lit("less than 1"))
        .when(number > MOST_COUNT)
        .then(pl.lit("more than 1,000,000,000"))
    )
    return number, pl.select(reason).to_series()


def _identifiers(kind: pl.Series, values: pl.Series, rules: Rules) -> tuple[pl.Series, pl.Series]:
    frame = pl.DataFrame({"n": pl.int_range(len(kind), eager=True), "kind": kind, "value": values})
    parts = []
    for name, part in frame.group_by("kind"):
        if name[0] in rules.kinds:
            found = _distinct(part["value"], rules.kinds[str(name[0])], rules.key)
            parts.append(found.with_columns(part["n"]))
    if not parts:
        nothing = pl.repeat(None, len(frame), dtype=pl.String, eager=True)
        return nothing, nothing
    joined = frame.select("n").join(pl.concat(parts), on="n", how="left", maintain_order="left")
    return joined["id"], joined["reason"]


def _distinct(values: pl.Series, kind: Kind, key: str) -> pl.DataFrame:
    distinct = values.drop_nulls().unique()
    stored, reasons = normalise(kind, distinct)
    kept = iter(pseudonyms(kind.name, [value for value in stored if value is not None], key))
    ids = [None if value is None else next(kept) for value in stored]
    known = pl.DataFrame(
        {"value": distinct, "id": ids, "reason": reasons},
        schema={"value": pl.String, "id": pl.String, "reason": pl.String},
    )
    joined = pl.DataFrame({"value": values}).join(known, on="value", how="left", maintain_order="left")
    return joined.select(
        "id", pl.when(pl.col("value").is_null()).then(pl.lit("empty")).otherwise("reason").alias("reason")
    )


def _sift(rows: pl.DataFrame, lines: pl.Series, checks: Mapping[str, pl.Series]) -> Clean:
    reason = pl.select(pl.coalesce(list(checks.values()))).to_series()
    good = reason.is_null()
    if good.all():
        return Clean(rows, rejects())
    column = pl.select(
        pl.coalesce([pl.when(why.is_not_null()).then(pl.lit(name)) for name, why in checks.items()])
    ).to_series()
    bad = pl.DataFrame({"line": lines, "column": column, "reason": reason}).filter(~good)
    return Clean(rows.filter(good), bad)
