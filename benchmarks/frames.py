"""Write small worlds made of plain rows: an input folder, and the truth beside it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import polars as pl

from linkage.simulate.world import TRUTH_COLUMNS, truth_path

Seconds = float
_TIME = pl.Datetime("ms", "UTC")


@dataclass(slots=True)
class Rows:
    """A world as rows, one list a table.

    Parameters
    ----------
    accounts
        Account id to created_at in epoch seconds (None where unknown) and further columns.
    observations
        Account, kind, value, seen_at in epoch seconds.
    activity
        Account, at in epoch seconds, fingerprint.
    truth
        Account id to ring, ring kind and innocent group, None for none.
    """

    accounts: dict[str, dict[str, Any]] = field(default_factory=dict)
    observations: list[tuple[str, str, str, Seconds]] = field(default_factory=list)
    activity: list[tuple[str, Seconds, str]] = field(default_factory=list)
    truth: dict[str, tuple[str | None, str | None, str | None]] = field(default_factory=dict)

    def see(self, account: str, at: Seconds, identifiers: dict[str, str]) -> None:
        """Note one observation of each identifier: kind = value."""
        self.observations += [(account, kind, value, at) for kind, value in identifiers.items()]

    def act(self, account: str, times: Iterable[Seconds], fingerprint: str) -> None:
        """Note one action at each time."""
        self.activity += [(account, at, fingerprint) for at in times]

    def write(self, out: Path) -> None:
        """Write the folder and its truth."""
        out.mkdir(parents=True)
        named = [{"account_id": name, **row} for name, row in self.accounts.items()]
        accounts = pl.DataFrame(named, infer_schema_length=None)
        if "created_at" in accounts.columns:
            accounts = accounts.with_columns(_times("created_at"))
        accounts.write_parquet(out / "accounts.parquet")
        seen = pl.DataFrame(self.observations, ["account_id", "kind", "value", "seen_at"], orient="row")
        seen.with_columns(_times("seen_at")).write_parquet(out / "observations.parquet")
        if self.activity:
            acts = pl.DataFrame(self.activity, ["account_id", "at", "fingerprint"], orient="row")
            acts.with_columns(_times("at")).write_parquet(out / "activity.parquet")
        rows = [(name, ring, kind, None, group) for name, (ring, kind, group) in self.truth.items()]
        pl.DataFrame(rows, dict.fromkeys(TRUTH_COLUMNS, pl.String), orient="row").write_csv(truth_path(out))


def _times(column: str) -> pl.Expr:
    return (pl.col(column).cast(pl.Float64) * 1000).cast(pl.Int64).cast(_TIME)
