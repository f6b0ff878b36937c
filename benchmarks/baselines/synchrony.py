"""Coordination by time alone: who acts with the same request fingerprint in the same ten minutes, again and again."""

from __future__ import annotations

import polars as pl

from benchmarks.baselines.parts import large, parts_of_pairs, said
from linkage.evaluate.case import Said
from linkage.model.entity_graph import EntityGraph

TIMES = 3
MOST_ACTORS = 300
"""A moment of more accounts says nothing; nor could its pairs be built."""


def in_step(entities: EntityGraph) -> Said:
    """Flag components of 10 accounts or more of pairs that met in three moments or more."""
    acts = entities.acts
    moments = pl.DataFrame({"account": acts.account, "fingerprint": acts.fingerprint, "at": acts.at})
    actors = pl.len().over("fingerprint", "at")
    moments = moments.filter(actors.is_between(2, MOST_ACTORS))
    pairs = (
        moments.join(moments, on=["fingerprint", "at"])
        .filter(pl.col("account") < pl.col("account_right"))
        .group_by("account", "account_right")
        .len()
        .filter(pl.col("len") >= TIMES)
    )
    one, other = (pairs[name].to_numpy() for name in ("account", "account_right"))
    cluster = parts_of_pairs(one, other, len(entities.accounts))
    return said(cluster, large(cluster))
