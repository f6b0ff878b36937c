"""The tables a store is read into: names as the store has them, rows in any order."""

from __future__ import annotations

from dataclasses import dataclass, field

import polars as pl

ACCOUNT = {
    "ids": pl.String,
    "created": pl.Int64,
    "status": pl.String,
    "verified": pl.String,
    "plan": pl.String,
    "org": pl.String,
}
USE = {
    "accounts": pl.String,
    "labels": pl.String,
    "refs": pl.String,
    "first": pl.Int64,
    "latest": pl.Int64,
    "counts": pl.Int64,
}
DERIVED = {"derived_labels": pl.String, "derived": pl.String, "labels": pl.String, "refs": pl.String}
ACT = {"accounts": pl.String, "fingerprints": pl.String, "at": pl.Int64, "counts": pl.Int64}


@dataclass(frozen=True, slots=True)
class Tables:
    """What a store holds of some accounts or all, as columns in any order.

    Parameters
    ----------
    accounts
        ``ACCOUNT``, one row an account. An unknown time is below zero, an unknown text empty.
    uses
        ``USE``, one row an account and identifier.
    acts
        ``ACT``, one row an account and moment.
    derived
        ``DERIVED``, one row an identifier and a derived identifier that it implies.
    """

    accounts: pl.DataFrame
    uses: pl.DataFrame
    acts: pl.DataFrame
    derived: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=DERIVED))
