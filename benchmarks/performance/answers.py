"""How good an exported answer is: ``python -m benchmarks.performance.answers MEMBERS.csv TRUTH.csv`` prints JSON."""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from benchmarks.performance.rings import matched
from linkage.detect.graph import Partition


def scored(members: Path, truth: Path) -> dict[str, Any]:
    """Return rings found, mean F, the share of named accounts that are in rings, and a digest of the clusters.

    Of an export with levels and verdicts, what counts is the flagged members of operators.
    """
    accounts = pl.read_csv(truth, schema_overrides={"ring_id": pl.String}).sort("account_id")
    named = pl.read_csv(members, schema_overrides={"account_id": pl.String, "cluster_id": pl.String})
    if "level" in named.columns:
        named = named.filter((pl.col("level") == "operator") & (pl.col("verdict") == "flagged"))
    both = accounts.join(named.select("account_id", "cluster_id"), on="account_id", how="left").sort("account_id")
    alone = pl.lit("alone ") + both["account_id"]
    labels = Partition.of(_numbers(both.select(pl.col("cluster_id").fill_null(alone)).to_series())).labels
    ring = _numbers(both["ring_id"])
    found, answered = matched(ring, labels), both["cluster_id"].is_not_null().to_numpy()
    return {
        "rings": found.rings,
        "found": found.found,
        "f1": found.f1,
        "named": int(answered.sum()),
        "precision": float((ring[answered] >= 0).mean()) if answered.any() else 0.0,
        "digest": hashlib.sha256(labels.tobytes()).hexdigest()[:16],
    }


def _numbers(names: pl.Series) -> np.ndarray[Any, np.dtype[np.int64]]:
    return names.rank("dense").cast(pl.Int64).fill_null(0).to_numpy() - 1


if __name__ == "__main__":
    print(json.dumps(scored(Path(sys.argv[1]), Path(sys.argv[2]))))
