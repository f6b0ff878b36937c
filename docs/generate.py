"""Write the reference pages that can be read off the code, or check that they are current.

python docs/generate.py            write them
python docs/generate.py --check    exit 1 and name the pages that are not what the code says
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any, cast

import click

from linkage import errors, queries
from linkage.api import problems
from linkage.api.application import assemble
from linkage.cli.app import linkage
from linkage.config import Settings
from linkage.model.kind import BUILTIN, Kinds
from linkage.model.query import Query

REFERENCE = Path(__file__).parent / "reference"
CYPHER = Path(__file__).parents[1] / "cypher"
NOTE = "<!-- Written by docs/generate.py (make docs) from the code: change it there. -->"


def commands() -> str:
    """Return the page of commands: what each prints for --help."""
    intro = """\
Exit codes: 0 done, 1 failed, 2 the command or the settings are wrong, 3 the input was refused; 130 after
Ctrl-C, 143 after SIGTERM. The result goes to stdout; progress, logs and errors go to stderr. With `--json`
stdout holds exactly one JSON object, for an error `{"error": {"code", "cause", "hint"}}` (see
[errors](errors.md))."""
    return page("Commands", intro, *(_command(path, command) for path, command in walk(linkage, ("linkage",))))


def walk(command: click.Command, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Yield the command and those below it, in the order in which help lists them."""
    yield path, command
    if isinstance(command, click.Group):
        for name in command.list_commands(click.Context(command)):
            yield from walk(command.commands[name], (*path, name))


def _command(path: tuple[str, ...], command: click.Command) -> str:
    context = click.Context(command, info_name=" ".join(path), terminal_width=100, help_option_names=["-h", "--help"])
    return f"## {' '.join(path)}\n\n```text\n{command.get_help(context)}\n```"


def settings() -> str:
    """Return the page of settings: each variable, its default and its meaning."""
    intro = """\
Settings are read from the environment when a command or the API starts. `--store` on the command line goes
before `LINKAGE_STORE`. Secrets are never printed."""
    rows = [
        (f"`{f.metadata['env']}`", f"`{f.default}`" if f.default != "" else "empty", f.metadata["help"])
        for f in fields(Settings)
    ]
    more = """\
## For whoever mends or tests linkage

| variable | meaning |
|---|---|
| `LINKAGE_DEBUG` | Set to 1, an unexpected failure is shown with its traceback, which may hold identifiers. |
| `LINKAGE_TEST_NEO4J_URL` | An empty Neo4j that the tests may use instead of starting their own. |
| `LINKAGE_TEST_CACHE` | Where the tests keep Neo4j's jars between runs. |
| `LINKAGE_REQUIRE_NEO4J` | Set to 1, a missing Neo4j fails its tests instead of skipping them, as CI does. |
| `LINKAGE_TEST_CHROMIUM` | The browser for the explorer's tests; without it, the Chromium on your path. |
| `LINKAGE_REQUIRE_BROWSER` | Set to 1, a missing browser fails its tests instead of skipping them, as CI does. |
| `LINKAGE_TEST_DEMO` | Where the explorer's tests keep the demo's world between runs; made if it is not there. |"""
    return page("Settings", intro, table(("variable", "default", "meaning"), rows), more)


def error_tree() -> str:
    """Return the page of errors: code, exit code, HTTP status, meaning."""
    intro = """\
Every failure has a `code` for programs, a cause and a hint for people. No error text holds an identifier:
errors name places (file, line, column, query, parameter), not values. *Retryable* means that the same thing
may work a little later."""
    rows = [
        (
            f"`{e.code}`",
            f"`{e.__name__}`",
            str(e.exit_code),
            str(problems.status_of(e).value),
            "yes" if e.retryable else "no",
            first_line(e),
        )
        for e in every_error()
    ]
    head = ("code", "class", "exit", "HTTP", "retryable", "meaning")
    own = [(f"`{code}`", str(status.value), meaning) for code, (status, meaning) in problems.OWN.items()]
    more = "## Only over HTTP\n\n" + table(("code", "HTTP", "meaning"), own)
    return page("Errors", intro, table(head, rows), more)


def every_error() -> Iterator[type[errors.LinkageError]]:
    """Yield the tree's classes, each before those below it, as the tree is drawn."""
    stack = [errors.LinkageError]
    while stack:
        kind = stack.pop()
        yield kind
        stack += reversed(kind.__subclasses__())


def library() -> str:
    """Return the page of queries: the questions in full, the rest by name."""
    intro = """\
Ask a question of the library with `linkage query NAME --param name=value`, or over HTTP. Parameters without a
default must be given. Where a question is marked *for each kind*, say which with `--param kind=`. The files
are in `cypher/`, one query each; [write-a-query](../howto/write-a-query.md) says how to add one."""
    everything = [
        (folder.name, load(name))
        for folder in sorted(CYPHER.iterdir())
        if folder.is_dir()
        for name in queries.names(folder.name)
    ]
    questions = [query for _, query in everything if queries.is_question(query.name)]
    others = [(f"`{query.name}`", folder, query.doc) for folder, query in everything if query not in questions]
    rest = "## What linkage itself runs\n\n" + table(("query", "folder", "what it does"), others)
    return page("Queries", intro, *map(_question, questions), rest)


def load(name: str) -> Query:
    """Return the query, for some kind where it is written for each."""
    if queries.is_per_derived_kind(name):
        kinds = Kinds()
        return queries.load(name, kinds["ip_network"], kinds["ip"])
    return queries.load(name, BUILTIN[0] if queries.is_per_kind(name) else None)


def _question(query: Query) -> str:
    each = " *(for each kind)*" if query.label else ""
    params = [
        (f"`{p.name}`", p.type, "required" if p.default is None else f"`{p.default}`", p.help) for p in query.params
    ]
    parts = [
        f"## {query.name}\n\n{query.doc}{each}",
        table(("parameter", "type", "default", "meaning"), params) if params else "",
        table(("column", "meaning"), [(f"`{name}`", text) for name, text in query.returns]),
        f"```console\n$ {query.example}\n```" if query.example else "",
    ]
    return "\n\n".join(filter(None, parts))


def kinds() -> str:
    """Return the page of built-in kinds of identifier."""
    intro = """\
What accounts can share. A mapping file declares more ([add-a-kind](../howto/add-a-kind.md)). *Lease*: days
without use after which a value is taken to have changed hands. *Group*: kinds of one group are not
independent evidence of each other."""
    derived = """\
## Derived kinds

Made at load from the values of a kind above, whose lease and group they have, by the
[rules](../howto/add-a-kind.md#derived-kinds). They are not observed: a row that names one is refused."""
    everything = Kinds()
    in_force = [everything[kind.name] for kind in BUILTIN]
    observed = [
        (f"`{k.name}`", f"`:{k.label}`", k.normaliser, f"{k.lease_days:g} days" if k.lease_days else "none", k.group)
        for k in in_force
        if not k.derived_from
    ]
    computed = [
        (f"`{k.name}`", f"`:{k.label}`", f"`{k.derived_from}`", k.derivation) for k in in_force if k.derived_from
    ]
    return page(
        "Kinds of identifier",
        intro,
        table(("kind", "label", "normaliser", "lease", "group"), observed),
        derived,
        table(("kind", "label", "from", "rule"), computed),
    )


def routes() -> str:
    """Return the page of HTTP routes, from the OpenAPI description the API serves."""
    intro = """\
`linkage serve` answers under `/v1` in JSON and describes itself at `/openapi.json`. It only reads. Lists are
pages: follow `next` until there is none. Errors are RFC 9457 problems (`application/problem+json`) with the
code of [errors](errors.md)."""
    more = table(
        ("page", "what it is"),
        [
            ("`/docs`", "The API to read and try, in a browser; nothing is fetched from elsewhere."),
            ("`/docs/problems`", "The problems that `type` points to."),
            ("`/`", "The explorer, a page for investigators and analysts: it asks nothing but what is on this page."),
            ("`/assets/{name}`, `/{name}.svg`", "The explorer's parts, as they were built."),
            ("`/openapi.json`", "The OpenAPI 3.1 document, which is also [openapi.json](openapi.json)."),
        ],
    )
    return page("HTTP", intro, more, *(_route(*route) for route in every_route(description())))


def description() -> Mapping[str, Any]:
    """Return the OpenAPI description of the API."""
    return cast(Mapping[str, Any], assemble().api_doc)


def every_route(api: Mapping[str, Any]) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    """Yield method, path and operation of every route."""
    for path, operations in api["paths"].items():
        for method, operation in operations.items():
            yield method.upper(), path, operation


def _route(method: str, path: str, operation: Mapping[str, Any]) -> str:
    params = [
        (f"`{p['name']}`", p["in"], "yes" if p.get("required") else "no", p.get("description", ""))
        for p in operation.get("parameters", ())
    ]
    answers = ", ".join(sorted(operation["responses"]))
    parts = [
        f"## {method} {path}\n\n{operation.get('summary', '')}".rstrip(),
        table(("parameter", "in", "required", "meaning"), params) if params else "",
        f"Answers: {answers}.",
    ]
    return "\n\n".join(filter(None, parts))


def page(title: str, *parts: str) -> str:
    """Return a page of Markdown."""
    return "\n\n".join((f"# {title}", NOTE, *parts)) + "\n"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table of Markdown."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


def first_line(thing: object) -> str:
    """Return the promise in a docstring."""
    return (thing.__doc__ or "").partition("\n")[0]


PAGES: dict[str, Callable[[], str]] = {
    "commands.md": commands,
    "settings.md": settings,
    "errors.md": error_tree,
    "queries.md": library,
    "kinds.md": kinds,
    "http.md": routes,
}


def main(arguments: Sequence[str]) -> int:
    """Write the pages, or with --check name those that are not current."""
    written = {REFERENCE / name: make() for name, make in PAGES.items()}
    stale = [path for path, text in written.items() if not path.exists() or path.read_text("utf-8") != text]
    for path in stale:
        print(f"{path.relative_to(REFERENCE.parent.parent)} is not what the code says", file=sys.stderr)
        if "--check" not in arguments:
            path.write_text(written[path], "utf-8")
    return 1 if stale and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
