"""Commands that only read a store: ``export``, ``explain``, ``why``, ``quality`` and ``query``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from linkage.cli.manners import opened, print_report, say
from linkage.cli.options import Command, Pair, json_option, settings_for, store_option
from linkage.store.base import Answer

if TYPE_CHECKING:
    from linkage.engine.query import Question
    from linkage.engine.render import Format


@click.group()
def export() -> None:
    """Write published clusters to a file."""


def _output(command: Command) -> Command:
    return click.option(
        "--output", required=True, type=click.Path(path_type=Path), metavar="F.csv", help="The CSV file to write."
    )(command)


@export.command("members")
@store_option
@_output
def export_members(store: str | None, output: Path) -> None:
    """Write account_id, cluster_id, level, score, verdict of each account in a cluster."""
    from linkage.engine.export import export_members

    with opened(settings_for(store)) as graph:
        rows = export_members(graph, output)
    say(f"wrote {rows:,} rows to {output}")


@export.command("clusters")
@store_option
@_output
def export_clusters(store: str | None, output: Path) -> None:
    """Write one line for each current cluster."""
    from linkage.engine.export import export_clusters

    with opened(settings_for(store)) as graph:
        rows = export_clusters(graph, output)
    say(f"wrote {rows:,} rows to {output}")


@click.command()
@click.argument("account")
@store_option
@json_option
def explain(account: str, store: str | None, as_json: bool) -> None:
    """Say why ACCOUNT is in its cluster, or in none.

    Which identifiers tie it, shared with how many, when, what each contributes, and what speaks against.
    """
    from linkage.engine.explain import explain

    with opened(settings_for(store)) as graph:
        explanation = explain(graph, account)
    print_report(explanation, as_json)


@click.command()
@click.argument("account", metavar="A")
@click.argument("other", metavar="B")
@store_option
@json_option
def why(account: str, other: str, store: str | None, as_json: bool) -> None:
    """Say what ties account A to account B.

    The most certain path over identifiers that accounts share, its weakest step, and whether another avoids it.
    """
    from linkage.engine.why import why

    with opened(settings_for(store)) as graph:
        found = why(graph, account, other)
    print_report(found, as_json)


@click.command()
@store_option
@json_option
@click.option(
    "--picture", type=click.Path(path_type=Path), metavar="FILE.svg", help="Where to draw certainty by number of users."
)
def quality(store: str | None, as_json: bool, picture: Path | None) -> None:
    """Say what each kind of identifier is worth in the store.

    How often sharing one says nothing, how often it changes hands, how often independent kinds agree, and what the
    identifiers of many accounts probably are.
    """
    from linkage.engine import draw_quality
    from linkage.engine.quality import quality
    from linkage.engine.snapshot import snapshot_folder

    settings = settings_for(store)
    with opened(settings) as graph:
        report = quality(graph, snapshot_folder(settings))
    if picture is not None:
        picture.write_text(draw_quality.draw(report), "utf-8")
    print_report(report, as_json)


@click.command()
@click.argument("question", metavar="[NAME|FILE|CYPHER]", required=False)
@store_option
@click.option("--param", "params", type=Pair(), multiple=True, help="A parameter; repeat for more.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "csv", "jsonl"]),
    default="table",
    show_default=True,
    help="How to print the rows.",
)
def query(question: str | None, store: str | None, params: tuple[tuple[str, str], ...], form: Format) -> None:
    """Ask a question of the library, or your own Cypher.

    NAME is a question of the library, FILE a file of Cypher, CYPHER the text itself. Without any, the library is
    listed.
    """
    from linkage.engine import query as questions

    if question is None:
        _print_library(questions.library(), form)
        return
    settings = settings_for(store)
    with opened(settings) as graph:
        answer = questions.ask(graph, settings, question, dict(params))
    _print_answer(answer, form)
    if answer.truncated:
        say(f"these are the first {len(answer.rows):,} rows; there are more")


def _print_library(library: Sequence[Question], form: Format) -> None:
    if form == "table":
        for question in library:
            click.echo(f"{question.name}({', '.join(p.name for p in question.params)})")
            click.echo(click.wrap_text(question.doc, width=100, initial_indent="    ", subsequent_indent="    "))
    else:
        described = tuple(question.as_dict() for question in library)
        _print_answer(Answer(tuple(described[0]), described, False), form)


def _print_answer(answer: Answer, form: Format) -> None:
    from linkage.engine import render

    for line in render.lines(answer, form):
        click.echo(line)
