"""Commands that write to a store: ``load`` and ``detect``."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import click

from linkage.cli.manners import opened, opened_if_there, print_result
from linkage.cli.options import Moment, json_option, settings_for, store_option
from linkage.errors import InputError


@click.command()
@click.argument("source", metavar="INPUT", type=click.Path(path_type=Path))
@store_option
@click.option(
    "--quarantine", type=click.Path(path_type=Path), metavar="FILE", help="Where to write the rows that were refused."
)
@click.option("--estimate", "only_estimate", is_flag=True, help="Say what it will take, and load nothing.")
@json_option
def load(source: Path, store: str | None, quarantine: Path | None, only_estimate: bool, as_json: bool) -> None:
    """Load a folder of tables, or a mapping file.

    Loading the same rows again changes nothing; a load that was killed is resumed by running it again.
    """
    from linkage.engine import progress, words
    from linkage.engine.estimate import estimate_load
    from linkage.engine.load import load
    from linkage.engine.snapshot import snapshot_folder

    settings = settings_for(store)
    if not source.exists():
        raise InputError(f"{source} is not there", "give a folder of tables, or a mapping file")
    if only_estimate:
        with opened_if_there(settings) as there:
            print_result(estimate_load(source, settings, there), words.of_estimate, as_json)
        return
    with opened(settings, create=True) as graph:
        kept = snapshot_folder(settings)
        report = load(graph, source, settings, quarantine=quarantine, snapshot=kept, progress=progress.choose())
    print_result(report, words.of_load, as_json)


@click.command()
@store_option
@click.option("--seed", type=int, default=0, show_default=True, help="Same input, same seed: same clusters.")
@click.option("--as-of", type=Moment(), metavar="TIME", help="Show what was known then (RFC 3339), until the next run.")
@click.option("--engine", default="default", show_default=True, help="default, gds, python-louvain or networkx.")
@click.option("--hold", is_flag=True, help="Hold on to the weights the latest run learnt.")
@click.option(
    "--labels", metavar="FILE", help="Learn from accounts known to be bad or good: a CSV, or the word banned."
)
@click.option("--estimate", "only_estimate", is_flag=True, help="Say what it will take, and detect nothing.")
@json_option
def detect(
    store: str | None,
    seed: int,
    as_of: int | None,
    engine: str,
    hold: bool,
    labels: str | None,
    only_estimate: bool,
    as_json: bool,
) -> None:
    """Find the clusters and publish them in the store."""
    from linkage.engine import progress, words
    from linkage.engine.detect import detect
    from linkage.engine.estimate import estimate_detect
    from linkage.engine.snapshot import snapshot_folder

    known: Path | Literal["banned"] | None = "banned" if labels == "banned" else Path(labels) if labels else None
    settings = settings_for(store)
    with opened(settings) as graph:
        estimate = estimate_detect(settings, graph)
        if only_estimate:
            print_result(estimate, words.of_estimate, as_json)
            return
        estimate.refuse()
        report = detect(
            graph,
            seed=seed,
            as_of=as_of,
            engine=engine,
            hold=hold,
            labels=known,
            snapshot=snapshot_folder(settings),
            progress=progress.choose(),
        )
    print_result(report, words.of_run, as_json)
