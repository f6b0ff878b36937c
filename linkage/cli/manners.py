"""How every command ends: exit codes, errors in two lines or one JSON object, signals, broken pipes."""

from __future__ import annotations

import json
import os
import signal
import sys
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

import click

from linkage.errors import FULL, LinkageError, StoreFull, UsageError

if TYPE_CHECKING:
    from linkage.config import Settings
    from linkage.store.base import GraphStore

Invocation = Callable[[Sequence[str]], int]

DEBUG = "LINKAGE_DEBUG"
EXIT_INTERRUPTED = 128 + signal.SIGINT
EXIT_TERMINATED = 128 + signal.SIGTERM


class Terminated(BaseException):
    """SIGTERM arrived: unwind, close the store, leave."""


def run(command: Invocation, arguments: Sequence[str]) -> int:
    """Run ``command`` on the arguments and return its exit code; no failure gets past as a traceback.

    With ``LINKAGE_DEBUG`` set, failures are raised as they are.
    """
    as_json = "--json" in arguments
    try:
        code = command(arguments)
        sys.stdout.flush()
        return code
    except (KeyboardInterrupt, click.Abort):
        return _ended("stopped", EXIT_INTERRUPTED)
    except Terminated:
        return _ended("stopped by SIGTERM", EXIT_TERMINATED)
    except BrokenPipeError:
        _silence_stdout()
        return 1
    except Exception as error:
        if os.environ.get(DEBUG):
            raise
        return _report(as_linkage_error(error), as_json)


def as_linkage_error(error: Exception) -> LinkageError:
    """Return any failure as one of ours; the text of a foreign exception may hold values, so it is left out."""
    if isinstance(error, LinkageError):
        return error
    if isinstance(error, click.UsageError):
        return UsageError(error.format_message(), _help_hint(error))
    if isinstance(error, OSError):
        kind = StoreFull if error.errno in FULL else LinkageError
        return kind(f"{error.filename or 'file'}: {error.strerror or type(error).__name__}")
    place = traceback.extract_tb(error.__traceback__)[-1]
    return LinkageError(
        f"unexpected {type(error).__name__} in {Path(place.filename).name}:{place.lineno}",
        f"this is a defect: run the command again with {DEBUG}=1 and report what it prints",
    )


class Report(Protocol):
    """What a use case returns."""

    def as_dict(self) -> Mapping[str, Any]:
        """Return it JSON-ready."""
        ...


class SpokenReport(Report, Protocol):
    """A report that knows its own words."""

    def as_text(self) -> str:
        """Return it in words."""
        ...


def print_report(report: SpokenReport, as_json: bool) -> None:
    """Print the result of a command, as the user asked for it."""
    print_result(report, type(report).as_text, as_json)


R = TypeVar("R", bound=Report)


def print_result(report: R, words: Callable[[R], str], as_json: bool) -> None:
    """Print the result of a command, in JSON or in these words."""
    if as_json:
        print_json(report.as_dict())
    else:
        click.echo(words(report))


def print_json(value: Any) -> None:
    """Print one JSON object, the only thing on stdout."""
    click.echo(json.dumps(value, ensure_ascii=False, allow_nan=False))


def say(text: str) -> None:
    """Tell a person something that is not the result."""
    click.echo(text, err=True)


@contextmanager
def opened(settings: Settings, *, create: bool = False) -> Iterator[GraphStore]:
    """Open the store of the settings and close it on every way out, signals included."""
    from linkage.store.open import open_store

    catch_signals()
    store = open_store(settings, create=create)
    try:
        catch_signals()
        yield store
    finally:
        _hold_signals()
        store.close()


@contextmanager
def opened_if_there(settings: Settings) -> Iterator[GraphStore | None]:
    """Open the store of the settings as ``opened`` does; None where the folder of an embedded one is not there yet."""
    if "://" not in settings.store and not Path(settings.store).exists():
        yield None
        return
    with opened(settings) as store:
        yield store


def catch_signals() -> None:
    """Turn SIGTERM and SIGHUP into an ordinary unwinding; a starting JVM takes them away, so ask again after it."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGTERM, _terminate)
    signal.signal(signal.SIGHUP, _terminate)


def _terminate(number: int, frame: FrameType | None) -> None:
    raise Terminated


def _hold_signals() -> None:
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)


def _help_hint(error: click.UsageError) -> str:
    path = error.ctx.command_path if error.ctx else "linkage"
    return f"see: {path} --help"


def _report(error: LinkageError, as_json: bool) -> int:
    if as_json:
        print_json({"error": {"code": error.code, "cause": error.cause, "hint": error.hint}})
    say(f"error: {error.cause}")
    if error.hint:
        say(f"hint: {error.hint}")
    return error.exit_code


def _ended(text: str, code: int) -> int:
    try:
        say(text)
    except BrokenPipeError:
        _silence_stdout()
    return code


def _silence_stdout() -> None:
    """Let the interpreter flush at exit without a second complaint."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
