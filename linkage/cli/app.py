"""The ``linkage`` program."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import NoReturn

import click

from linkage import __version__
from linkage.cli import manners, read, serve, worlds, write

COMMANDS = (
    write.load,
    write.detect,
    read.export,
    read.explain,
    read.why,
    read.quality,
    read.query,
    serve.serve,
    worlds.simulate,
    worlds.evaluate,
    worlds.demo,
    serve.doctor,
)


class InOrder(click.Group):
    """A group that lists its commands in the order in which one uses them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order they were added."""
        return list(self.commands)


@click.group(cls=InOrder, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="linkage")
def linkage() -> None:
    """Find the accounts that are one actor, say why, and spare the innocent.

    Exit codes: 0 done, 1 failed, 2 wrong command or settings, 3 input refused. Results go to stdout, everything else
    to stderr.
    """


for _command in COMMANDS:
    linkage.add_command(_command)


def _invoke(arguments: Sequence[str]) -> int:
    return linkage.main(list(arguments), prog_name="linkage", standalone_mode=False) or 0


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the program and leave with its exit code."""
    sys.exit(manners.run(_invoke, sys.argv[1:] if arguments is None else arguments))
