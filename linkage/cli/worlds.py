"""Commands for worlds whose truth is known: ``simulate``, ``evaluate`` and ``demo``."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import click

from linkage.cli.manners import catch_signals, opened, print_report, say
from linkage.cli.options import json_option, settings_for
from linkage.config import Settings

TableFormat = Literal["parquet", "csv"]
Level = Literal["operator", "campaign"]


@click.command()
@click.argument("out", type=click.Path(path_type=Path))
@click.option("--accounts", type=click.IntRange(min=100), required=True, help="How many accounts.")
@click.option("--seed", type=click.IntRange(min=0), default=0, show_default=True, help="Same seed: same bytes.")
@click.option("--hydra", type=click.IntRange(min=0), help="Accounts of the largest network.  [default: by the seed]")
@click.option("--days", type=click.IntRange(min=7), default=180, show_default=True, help="Length of the window.")
@click.option("--difficulty", type=click.FloatRange(0, 1), default=0.5, show_default=True, help="How well rings hide.")
@click.option("--format", "form", type=click.Choice(["parquet", "csv"]), default="parquet", show_default=True)
def simulate(
    out: Path, accounts: int, seed: int, hydra: int | None, days: int, difficulty: float, form: TableFormat
) -> None:
    """Write a world whose truth is known.

    OUT becomes a folder ready to load; OUT.truth.csv says who is who in it.
    """
    from linkage.simulate.world import write_world

    written = write_world(out, accounts, seed, days=days, format=form, difficulty=difficulty, hydra=hydra)
    say(f"{written.accounts:,} accounts, {written.observations:,} observations, {written.activity:,} activity rows")
    say(f"written to {written.folder}, and the truth to {written.truth}")


@click.command()
@click.argument("members", type=click.Path(path_type=Path))
@click.argument("truth", type=click.Path(path_type=Path))
@click.option(
    "--level", type=click.Choice(["operator", "campaign"]), default="operator", show_default=True, help="Of clusters."
)
@json_option
def evaluate(members: Path, truth: Path, level: Level, as_json: bool) -> None:
    """Compare exported members with the truth.

    Rings found, and honest accounts hit, by kind.
    """
    from linkage.evaluate.evaluate import evaluate

    evaluation = evaluate(members, truth, level=level)
    print_report(evaluation, as_json)


@click.command()
@click.option("--accounts", type=click.IntRange(min=100), default=100_000, show_default=True, help="Accounts, about.")
@click.option("--hydra", type=click.IntRange(min=0), default=24_000, show_default=True, help="The largest network.")
@click.option("--seed", type=click.IntRange(min=0), default=0, show_default=True, help="Same seed: same world.")
@click.option(
    "--folder", type=click.Path(path_type=Path), help="Keep input, store and results here.  [default: nothing stays]"
)
@click.option("--serve/--no-serve", default=True, help="Serve the API at the end, or stop there.")
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="Port of the API.  [default: any free one]")
def demo(accounts: int, hydra: int, seed: int, folder: Path | None, serve: bool, port: int) -> None:
    """See the whole way on a simulated world.

    Simulate, load, detect, print the top clusters and an explanation, compare with the truth, serve the API.
    """
    from linkage.engine import demo as tour
    from linkage.engine.progress import choose

    catch_signals()
    with tour.workplace(folder) as place:
        steps = tour.Steps(click.echo)
        world = tour.simulate(place, steps, accounts=accounts, hydra=hydra, seed=seed)
        settings = settings_for(str(place / "store"))
        with opened(settings, create=True) as graph:
            account = tour.investigate(graph, settings, world, steps, choose())
        if serve:
            _serve(settings, port, account)


def _serve(settings: Settings, port: int, account: str | None) -> None:
    from linkage.api.server import serve as serve_api

    def ready(url: str) -> None:
        click.echo(f"\n== The explorer is at {url}   (Ctrl-C ends the demo)\n")
        for path in ("/v1/clusters?limit=3", f"/v1/accounts/{account}/explanation" if account else "/v1/runs"):
            click.echo(f"   curl '{url}{path}'")
        click.echo(f"   {url}/docs lists what else the API answers")

    serve_api(settings, "127.0.0.1", port, ready)
