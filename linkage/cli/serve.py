"""Commands that look after an installation: ``serve`` and ``doctor``."""

from __future__ import annotations

import click

from linkage.cli.manners import print_report
from linkage.cli.options import json_option, settings_for, store_option


@click.command()
@store_option
@click.option("--host", default="127.0.0.1", show_default=True, help="Anything but loopback needs LINKAGE_API_KEY.")
@click.option("--port", type=click.IntRange(0, 65535), default=8321, show_default=True, help="0 takes any free port.")
def serve(store: str | None, host: str, port: int) -> None:
    """Serve the HTTP API until Ctrl-C or SIGTERM."""
    from linkage.api.server import serve

    serve(settings_for(store), host, port)


@click.command()
@store_option
@json_option
@click.pass_context
def doctor(ctx: click.Context, store: str | None, as_json: bool) -> None:
    """Look whether everything is in place.

    The store, its version and counts, optional parts, keys; exit code 1 where something is not.
    """
    from linkage.engine.doctor import examine

    report = examine(settings_for(store))
    print_report(report, as_json)
    ctx.exit(report.exit_code)
