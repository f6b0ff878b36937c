"""Put what a store holds into arrays whose order depends on nothing but the content."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import polars as pl
from numpy.typing import NDArray

from linkage.model.entity_graph import UNKNOWN, Accounts, Acts, EntityGraph, Uses
from linkage.model.kind import Kinds

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
_TRUE = ("true", "1", "yes")


@dataclass(frozen=True, slots=True)
class Tables:
    """What a store holds, as columns in any order.

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


def arrange(tables: Tables, kinds: Kinds, *, as_of: int | None = None) -> EntityGraph:
    """Return the entity graph of these tables; see ``read_entities`` for ``as_of``."""
    tables = tables if as_of is None else _until(tables, as_of)
    accounts = tables.accounts.sort("ids")
    numbered = accounts.select(accounts="ids").with_row_index("account")
    number_of_label = {kind.label: number for number, kind in enumerate(kinds.values())}
    uses = pl.concat([tables.uses.select(*USE), _derived_uses(tables)])
    uses = uses.filter(pl.col("labels").is_in(list(number_of_label))).with_columns(
        pl.col("labels").replace_strict(number_of_label, return_dtype=pl.Int16).alias("kind")
    )
    identifiers = uses.select("kind", "refs").unique().sort("kind", "refs").with_row_index("identifier")
    edges = uses.join(numbered, on="accounts").join(identifiers, on=["kind", "refs"]).sort("account", "identifier")
    acts = tables.acts.join(numbered, on="accounts")
    fingerprints = acts.select(pl.col("fingerprints").unique().sort()).with_row_index("fingerprint")
    return EntityGraph(
        accounts=_accounts(accounts),
        kinds=tuple(kinds),
        groups=tuple(kind.group for kind in kinds.values()),
        lease_days=np.array([kind.lease_days for kind in kinds.values()], np.float64),
        kind=identifiers["kind"].to_numpy().astype(np.int16),
        refs=identifiers["refs"].to_numpy(),
        uses=_uses(edges),
        acts=_acts(acts.join(fingerprints, on="fingerprints").sort("account", "fingerprint", "at")),
        fingerprints=fingerprints["fingerprints"].to_numpy(),
        derived=np.array([bool(kind.derived_from) for kind in kinds.values()], np.bool_),
    )


def _derived_uses(tables: Tables) -> pl.DataFrame:
    """Return the uses of derived identifiers: an account uses a network when it uses one of its addresses.

    Those that one account alone reaches are left out: they tie nobody to anybody.
    """
    reached = tables.uses.join(tables.derived, on=["labels", "refs"]).select(
        "accounts", "first", "latest", "counts", labels="derived_labels", refs="derived"
    )
    uses = reached.group_by("accounts", "labels", "refs").agg(
        pl.col("first").min(), pl.col("latest").max(), pl.col("counts").sum()
    )
    return uses.filter(pl.len().over("labels", "refs") >= 2).select(*USE)


def _until(tables: Tables, as_of: int) -> Tables:
    return Tables(
        tables.accounts.filter((pl.col("created") < 0) | (pl.col("created") <= as_of)),
        tables.uses.filter(pl.col("first") <= as_of).with_columns(pl.col("latest").clip(upper_bound=as_of)),
        tables.acts.filter(pl.col("at") <= as_of),
        tables.derived,
    )


def _accounts(table: pl.DataFrame) -> Accounts:
    created = table["created"].to_numpy()
    org = table["org"].to_numpy()
    named, code = np.unique(org.astype(str), return_inverse=True)
    return Accounts(
        ids=table["ids"].to_numpy(),
        created_at=np.where(created < 0, UNKNOWN, created),
        banned=_is(table, pl.col("status").str.to_lowercase() == "banned"),
        verified=_is(table, pl.col("verified").str.to_lowercase().is_in(_TRUE)),
        org=np.where(named[code] == "", -1, code).astype(np.int32),
        paid=_is(table, ~pl.col("plan").str.to_lowercase().is_in(["", "free"])),
    )


def _is(table: pl.DataFrame, condition: pl.Expr) -> NDArray[np.bool_]:
    return np.asarray(table.select(condition.alias("is"))["is"].to_numpy(), np.bool_)


def _uses(edges: pl.DataFrame) -> Uses:
    return Uses(
        account=edges["account"].to_numpy().astype(np.int32),
        identifier=edges["identifier"].to_numpy().astype(np.int32),
        first_seen=edges["first"].to_numpy(),
        last_seen=edges["latest"].to_numpy(),
        count=edges["counts"].to_numpy(),
    )


def _acts(acts: pl.DataFrame) -> Acts:
    return Acts(
        account=acts["account"].to_numpy().astype(np.int32),
        fingerprint=acts["fingerprint"].to_numpy().astype(np.int32),
        at=acts["at"].to_numpy(),
        count=acts["counts"].to_numpy(),
    )
