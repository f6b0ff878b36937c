"""The rule of Neo4j's notebook on peer-to-peer payment fraud, as its second part describes it.

Two accounts are resolved into one when they share a card or device that at most ten accounts used, and at least two
more cards, devices or addresses. Weakly connected components of such pairs are communities, and one account known as
fraudulent marks its whole community. Its other rule needs transfers between accounts, which these worlds do not have.

Exploring Fraud Detection With Neo4j & Graph Data Science, part 2; neo4j-product-examples/demo-fraud-detection-with-p2p.
"""

from __future__ import annotations

import numpy as np
import polars as pl

from benchmarks.baselines.parts import parts_of_pairs, said, uses_of
from linkage.evaluate.case import Said
from linkage.model.entity_graph import EntityGraph

MOST_USERS = 10
SHARED = 3
"""Identifiers a pair shares: the one that brought it together and two more."""


def notebook_rule(entities: EntityGraph) -> Said:
    """Flag every community of resolved accounts that holds a banned one."""
    everything = _uses(entities, uses_of(entities, ("device", "payment", "ip"), 2, len(entities.accounts)))
    close = _uses(entities, uses_of(entities, ("device", "payment"), 2, MOST_USERS))
    pairs = close.join(close, on="identifier").filter(pl.col("account") < pl.col("account_right"))
    pairs = pairs.select("account", "account_right").unique()
    shared = (
        pairs.join(everything, on="account")
        .join(everything.rename({"account": "account_right"}), on=["account_right", "identifier"])
        .group_by("account", "account_right")
        .len()
        .filter(pl.col("len") >= SHARED)
    )
    one, other = (shared[name].to_numpy() for name in ("account", "account_right"))
    cluster = parts_of_pairs(one, other, len(entities.accounts))
    known = np.bincount(cluster, entities.accounts.banned)[cluster] > 0
    resolved = np.bincount(cluster)[cluster] > 1
    return said(cluster, known & resolved)


def _uses(entities: EntityGraph, kept: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> pl.DataFrame:
    uses = entities.uses
    return pl.DataFrame({"account": uses.account[kept], "identifier": uses.identifier[kept]})
