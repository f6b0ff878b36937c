"""Published clusters in the numbers of the present: accounts and leases as they are counted now."""

from __future__ import annotations

import numpy as np
import polars as pl
from numpy.typing import NDArray

from linkage.engine.foundations import spans
from linkage.engine.known import Published
from linkage.engine.ordered import looked_up
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
    cluster, members = (published.members[name].to_numpy() for name in ("cluster", "accounts"))
    return Known(
        published.ids,
        published.current,
        Holdings.evenly(len(published.ids), cluster, _places(entities.accounts.ids, members)),
        _foundations(published, kinds, entities, evidence),
    )


def _foundations(published: Published, kinds: Kinds, entities: EntityGraph, evidence: Evidence) -> Holdings:
    if not len(published.foundations):
        empty = np.empty(0, np.int64)
        return Holdings(len(published.ids), empty, empty, empty)
    number = {kinds[name].label: k for k, name in enumerate(entities.kinds)}
    kind = published.foundations["labels"].replace_strict(number, default=GONE, return_dtype=pl.Int16).to_numpy()
    identifier = _identifiers(entities, kind, published.foundations["refs"].to_numpy())
    old = published.foundations.with_row_index("row").with_columns(identifier=pl.Series(identifier))
    lease = _same_lease(old.filter(pl.col("identifier") != GONE), entities, evidence)
    found = old.join(lease, on="row", how="left", maintain_order="left")
    weight, thing = found["weight"].to_numpy(), found["number"].fill_null(GONE).to_numpy()
    held = weight > 0
    return Holdings(len(published.ids), found["cluster"].to_numpy()[held], thing[held], weight[held])


def _same_lease(old: pl.DataFrame, entities: EntityGraph, evidence: Evidence) -> pl.DataFrame:
    """Return ``row`` and ``number``: the lease of today in which the identifier is still in the same hands.

    An address that changed hands since is another identifier, as everywhere: the nearest lease counts, if the silence
    between it and the times remembered is no longer than the kind's lease.
    """
    first, latest = spans(entities, evidence)
    identifier = evidence.signals.source[: evidence.signals.n_leases]
    asked = np.zeros(len(entities.kind), np.bool_)
    asked[old["identifier"].to_numpy()] = True
    lease = np.flatnonzero(asked[identifier])
    longest = entities.lease_days[entities.kind[identifier[lease]]] * MS_A_DAY
    leases = pl.DataFrame(
        {
            "number": lease,
            "identifier": identifier[lease].astype(np.int64),
            "begins": first[lease],
            "ends": latest[lease],
            "longest": np.where(longest > 0, longest, np.inf),
        }
    )
    silence = pl.max_horizontal(pl.col("begins") - pl.col("latest"), pl.col("first") - pl.col("ends"), pl.lit(0))
    pairs = old.join(leases, on="identifier").with_columns(silence.alias("silence"))
    near = pairs.filter(pl.col("silence") <= pl.col("longest")).sort("row", "silence", "number")
    return near.unique("row", keep="first", maintain_order=True).select("row", "number")


def _identifiers(entities: EntityGraph, kind: NDArray[np.int16], refs: NDArray[np.object_]) -> NDArray[np.int64]:
    """Return the position of each identifier, ``GONE`` for those that are not there."""
    found = np.full(len(refs), GONE, np.int64)
    for one in range(len(entities.kinds)):
        first, end = np.searchsorted(entities.kind, [one, one + 1])
        place, of_kind = _places(entities.refs[first:end], refs[kind == one]), np.flatnonzero(kind == one)
        found[of_kind] = np.where(place == GONE, GONE, place + first)
    return found


def _places(ordered: NDArray[np.object_], values: NDArray[np.object_]) -> NDArray[np.int64]:
    """Return the position of each value in an order without repeats, ``GONE`` for those that are not there."""
    place, there = looked_up(ordered, values)
    return np.where(there, place, GONE)
