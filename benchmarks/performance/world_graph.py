"""The account-identifier graph of a simulated world, weighted as every peer gets it, and the truth about its accounts.

``python -m benchmarks.performance.world_graph WORLD OUT`` writes it as ``graph.npz`` and ``truth.npz``.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from linkage.detect.graph import BipartiteGraph
from linkage.simulate.world import truth_path

STRENGTH = {"ip": 0.3}
"""What sharing an identifier of a kind is worth, typed in as a notebook would; 1 for kinds not named."""
_IDENTIFIER = ["kind", "value"]


@dataclass(frozen=True, slots=True)
class Known:
    """What the peers are not told.

    Parameters
    ----------
    strength
        float64, shape (n_identifiers,): w of each identifier; an edge weighs 2 w / degree.
    ring
        int64, shape (n_accounts,): ring of each account, -1 for none.
    """

    strength: NDArray[np.float64]
    ring: NDArray[np.int64]


def world_graph(world: Path) -> tuple[BipartiteGraph, Known]:
    """Return the graph of the identifiers that two accounts or more used; accounts are in order of their ids.

    Notes
    -----
    About 10 s and 3 GB for a million accounts with ten million observations.
    """
    truth = pl.read_csv(truth_path(world), schema_overrides={"ring_id": pl.String}).sort("account_id")
    accounts = truth.select("account_id").with_row_index("account")
    uses = pl.scan_parquet(world / "observations.parquet").select("account_id", *_IDENTIFIER).unique()
    shared = uses.with_columns(degree=pl.len().over(_IDENTIFIER)).filter(pl.col("degree") > 1).collect()
    edges = shared.join(accounts, on="account_id")
    identifiers = shared.select(*_IDENTIFIER, "degree").unique().sort(_IDENTIFIER).with_row_index("identifier")
    strength = identifiers["kind"].replace_strict(STRENGTH, default=1.0, return_dtype=pl.Float64).to_numpy()
    edges = edges.join(identifiers, on=_IDENTIFIER)
    identifier = edges["identifier"].to_numpy()
    graph = BipartiteGraph.from_edges(
        edges["account"].to_numpy(),
        identifier,
        2 * strength[identifier] / edges["degree"].to_numpy(),
        len(accounts),
        len(identifiers),
    )
    return graph, Known(strength, _numbers(truth["ring_id"]))


def _numbers(names: pl.Series) -> NDArray[np.int64]:
    """Return a number for each name in byte order, -1 where there is none."""
    return names.rank("dense").cast(pl.Int64).fill_null(0).to_numpy() - 1


def write_graph(folder: Path, graph: BipartiteGraph, known: Known) -> None:
    """Write both, each to a file of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    np.savez(
        folder / "graph.npz",
        indptr=graph.indptr,
        indices=graph.indices,
        weights=graph.weights,
        n_accounts=graph.n_accounts,
    )
    np.savez(folder / "truth.npz", strength=known.strength, ring=known.ring)


def read_graph(folder: Path) -> BipartiteGraph:
    """Return the graph that ``write_graph`` wrote."""
    with np.load(folder / "graph.npz") as arrays:
        return BipartiteGraph(arrays["indptr"], arrays["indices"], arrays["weights"], int(arrays["n_accounts"]))


def read_known(folder: Path) -> Known:
    """Return what ``write_graph`` wrote beside the graph."""
    with np.load(folder / "truth.npz") as arrays:
        return Known(arrays["strength"], arrays["ring"])


if __name__ == "__main__":
    write_graph(Path(sys.argv[2]), *world_graph(Path(sys.argv[1])))
