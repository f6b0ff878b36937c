"""Options that several commands share, and how their texts become values."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar

import click

from linkage.config import Settings

Command = TypeVar("Command", bound=Callable[..., Any])


class Moment(click.ParamType[int]):
    """A time in RFC 3339, as int64 milliseconds since the epoch."""

    name = "time"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Return the milliseconds; refuse a time without an offset, since guessing one would be wrong twice a year."""
        if isinstance(value, int):
            return value
        try:
            moment = datetime.fromisoformat(value)
        except ValueError:
            moment = None
        if moment is None or moment.tzinfo is None or "T" not in value.upper().replace(" ", "T"):
            self.fail("is not a time such as 2026-01-02T03:04:05Z", param, ctx)
        return round(moment.timestamp() * 1000)


class Pair(click.ParamType[tuple[str, str]]):
    """A parameter of a query, as ``name=value``."""

    name = "name=value"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, str]:
        """Return the name and the value."""
        if isinstance(value, tuple):
            return value
        name, separator, text = value.partition("=")
        if not separator or not name:
            self.fail("is not of the form name=value", param, ctx)
        return name, text


def store_option(command: Command) -> Command:
    """Add ``--store``."""
    return click.option(
        "--store", metavar="S", help="Folder of the embedded store, or bolt://, neo4j:// URL.  [env: LINKAGE_STORE]"
    )(command)


def json_option(command: Command) -> Command:
    """Add ``--json``."""
    return click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead of words.")(command)


def settings_for(store: str | None) -> Settings:
    """Return the settings of the environment, with the store of the command line where one was given."""
    return Settings.from_env(store=store)
