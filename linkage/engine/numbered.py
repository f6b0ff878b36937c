"""Published clusters in the numbers of the present: accounts and leases as they are counted now."""

from __future__ import annotations

import numpy as np
import polars as pl
from numpy.typing import NDArray

from linkage.engine.foundations import spans
from linkage.engine.known import Published
from linkage.evidence.leases import MS_A_DAY
from linkage.evidence.weigh import Evidence
from linkage.judge.continuity import GONE, Holdings
from linkage.judge.identity import Known
from linkage.model.entity_graph import EntityGraph
from linkage.model.kind import Kinds


def numbered(published: Published, kinds: Kinds, entities: EntityGraph, evidence: Evidence) -> Known:
    """Return the published clusters with accounts and leases by number; ``GONE`` for what is not there any more.

    Parameters
    ----------
    published
        What the store holds, of one level.
    kinds
        The declared kinds, for the labels of identifiers.
    entities, evidence
        What is there now.
    """
    accounts = _places(entities.accounts.ids, "accounts")
    members = published.members.join(accounts, on="accounts", how="left", maintain_order="left")
    cluster = members["cluster"].to_numpy()
    return Known(
        published.ids,
        published.current,
        Holdings.evenly(len(published.ids), cluster, _numbers(members)),
        _foundations(published, kinds, entities, evidence),
    )


def _foundations(published: Published, kinds: Kinds, entities: EntityGraph, evidence: Evidence) -> Holdings:
    if not len(published.foundations):
        empty = np.empty(0, np.int64)
        return Holdings(len(published.ids), empty, empty, empty)
    number = {kinds[name].label: k for k, name in enumerate(entities.kinds)}
    kind = pl.col("labels").replace_strict(number, default=-1, return_dtype=pl.Int16).alias("kind")
    old = published.foundations.with_row_index("row").with_columns(kind)
    identifiers = _places(entities.refs, "refs").with_columns(kind=pl.Series(entities.kind))
    old = old.join(identifiers, on=["kind", "refs"], how="left", maintain_order="left").rename({"number": "identifier"})
    lease = _same_lease(old, entities, evidence)
    found = old.join(lease, on="row", how="left", maintain_order="left")
    weight = found["weight"].to_numpy()
    held = weight > 0
    return Holdings(len(published.ids), found["cluster"].to_numpy()[held], _numbers(found)[held], weight[held])


def _same_lease(old: pl.DataFrame, entities: EntityGraph, evidence: Evidence) -> pl.DataFrame:
    """Return ``row`` and ``number``: the lease of today in which the identifier is still in the same hands.

    An address that changed hands since is another identifier, as everywhere: the nearest lease counts, if the silence
    between it and the times remembered is no longer than the kind's lease.
    """
    first, latest = spans(entities, evidence)
    identifier = evidence.signals.source[: evidence.signals.n_leases]
    longest = entities.lease_days[entities.kind[identifier]] * MS_A_DAY
    leases = pl.DataFrame(
        {
            "number": np.arange(len(identifier)),
            "identifier": identifier.astype(np.int64),
            "begins": first,
            "ends": latest,
            "longest": np.where(longest > 0, longest, np.inf),
        }
    )
    silence = pl.max_horizontal(pl.col("begins") - pl.col("latest"), pl.col("first") - pl.col("ends"), pl.lit(0))
    pairs = old.drop_nulls("identifier").join(leases, on="identifier").with_columns(silence.alias("silence"))
    near = pairs.filter(pl.col("silence") <= pl.col("longest")).sort("row", "silence", "number")
    return near.unique("row", keep="first", maintain_order=True).select("row", "number")


def _places(values: NDArray[np.object_], name: str) -> pl.DataFrame:
    """Return each value with its position as ``number``."""
    return pl.DataFrame({name: pl.Series(values.tolist(), dtype=pl.String), "number": np.arange(len(values))})


def _numbers(table: pl.DataFrame) -> NDArray[np.int64]:
    return table["number"].fill_null(GONE).to_numpy()
