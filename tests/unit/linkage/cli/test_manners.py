"""Every command ends politely: the right exit code, two lines or one JSON object, never a traceback."""

from __future__ import annotations

import errno
import json
import os
import resource
import signal
import subprocess
import sys
import textwrap
from collections.abc import Iterator, Sequence
from pathlib import Path

import click
import pytest

from linkage import errors
from linkage.cli import manners


def every_error() -> Iterator[type[errors.LinkageError]]:
    stack = [errors.LinkageError]
    while stack:
        kind = stack.pop()
        yield kind
        stack += kind.__subclasses__()


def made(kind: type[errors.LinkageError]) -> errors.LinkageError:
    return kind("networkx", "networkx") if kind is errors.MissingExtra else kind("it broke", "mend it")


def failing(error: BaseException) -> manners.Invocation:
    def command(arguments: Sequence[str]) -> int:
        raise error

    return command


@pytest.mark.parametrize("kind", list(every_error()))
def test_errors_are_two_lines_and_their_exit_code(
    kind: type[errors.LinkageError], capsys: pytest.CaptureFixture[str]
) -> None:
    """Every error of the tree is printed as a cause and a hint on stderr, nothing on stdout, and sets the exit code."""
    error = made(kind)
    assert manners.run(failing(error), []) == kind.exit_code
    printed = capsys.readouterr()
    assert printed.err == f"error: {error.cause}\nhint: {error.hint}\n"
    assert printed.out == ""


@pytest.mark.parametrize("kind", list(every_error()))
def test_errors_are_one_json_object(kind: type[errors.LinkageError], capsys: pytest.CaptureFixture[str]) -> None:
    """With --json an error is exactly one object on stdout, so that programs need not read words."""
    error = made(kind)
    assert manners.run(failing(error), ["--json"]) == kind.exit_code
    assert json.loads(capsys.readouterr().out) == {
        "error": {"code": kind.code, "cause": error.cause, "hint": error.hint}
    }


def test_a_failure_without_a_hint_prints_none(capsys: pytest.CaptureFixture[str]) -> None:
    """No empty hint line."""
    assert manners.run(failing(errors.NotFound("there is no such account")), []) == 1
    assert capsys.readouterr().err == "error: there is no such account\n"


def test_a_defect_is_no_traceback_and_names_no_value(capsys: pytest.CaptureFixture[str]) -> None:
    """The text of an unexpected exception may hold an identifier: only its type and place are printed."""
    assert manners.run(failing(ValueError("192.0.2.77 is odd")), []) == 1
    printed = capsys.readouterr().err
    assert "192.0.2.77" not in printed
    assert "Traceback" not in printed
    assert printed.startswith("error: unexpected ValueError in test_manners.py:")


def test_a_defect_is_shown_whole_when_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """LINKAGE_DEBUG=1 lets the failure through, for whoever mends it."""
    monkeypatch.setenv(manners.DEBUG, "1")
    with pytest.raises(ValueError, match="odd"):
        manners.run(failing(ValueError("odd")), [])


def test_a_file_that_cannot_be_written_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    """An operating-system error names its file and reason."""
    assert manners.run(failing(PermissionError(errno.EACCES, "Permission denied", "out.csv")), []) == 1
    assert capsys.readouterr().err == "error: out.csv: Permission denied\n"


def test_a_full_disk_is_told_apart(capsys: pytest.CaptureFixture[str]) -> None:
    """A full disk has its own code."""
    assert manners.run(failing(OSError(errno.ENOSPC, "No space left on device", "out.csv")), ["--json"]) == 1
    assert json.loads(capsys.readouterr().out)["error"]["code"] == "store-full"


@pytest.mark.parametrize("error", [KeyboardInterrupt(), click.Abort()])
def test_ctrl_c_is_one_line_and_130(error: BaseException, capsys: pytest.CaptureFixture[str]) -> None:
    """Ctrl-C leaves with 130 and says so in one line."""
    assert manners.run(failing(error), []) == 130
    assert capsys.readouterr().err == "stopped\n"


def test_sigterm_is_143(capsys: pytest.CaptureFixture[str]) -> None:
    """SIGTERM leaves with 143, after the store was closed."""
    assert manners.run(failing(manners.Terminated()), []) == 143
    assert capsys.readouterr().err == "stopped by SIGTERM\n"


def run_program(*arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("LINKAGE_", "NEO4J_"))} | settings
    return subprocess.run(
        [sys.executable, "-m", "linkage", *arguments],
        capture_output=True,
        text=True,
        check=False,
        env=environment,
        timeout=60,
        stdin=subprocess.DEVNULL,
    )


def test_a_closed_pipe_is_quiet() -> None:
    """``linkage … | head`` ends without a complaint when the reader has seen enough."""
    read_end, write_end = os.pipe()
    os.close(read_end)
    result = subprocess.run(
        [sys.executable, "-m", "linkage", "--help"], stdout=write_end, stderr=subprocess.PIPE, check=False, timeout=60
    )
    os.close(write_end)
    assert result.stderr == b""
    assert result.returncode == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ["nonsense"],
        ["load"],
        ["detect", "--as-of", "yesterday"],
        ["detect", "--engine"],
        ["export", "members"],
        ["query", "x", "--param", "novalue"],
        ["simulate", "out", "--accounts", "0"],
        ["serve", "--port", "70000"],
    ],
)
def test_wrong_commands_are_refused_with_2(arguments: list[str]) -> None:
    """A command that cannot be understood is exit code 2, a cause, and where to look."""
    result = run_program(*arguments)
    assert result.returncode == 2, result.stderr
    assert result.stdout == ""
    assert [line.partition(":")[0] for line in result.stderr.splitlines()] == ["error", "hint"]


@pytest.mark.parametrize("command", [["detect"], ["explain", "a1"], ["query", "x"]])
def test_a_store_that_is_not_there_is_said(command: list[str], tmp_path: Path) -> None:
    """A wrong --store does not make an empty store in silence."""
    result = run_program(*command, LINKAGE_STORE=str(tmp_path / "nowhere"))
    assert result.returncode == 2, result.stderr
    assert "nowhere" in result.stderr
    assert not (tmp_path / "nowhere").exists()


def test_an_input_that_is_not_there_is_refused_with_3(tmp_path: Path) -> None:
    """A wrong INPUT makes no store."""
    result = run_program("load", str(tmp_path / "nothing"), LINKAGE_STORE=str(tmp_path / "store"))
    assert result.returncode == 3, result.stderr
    assert "nothing is not there" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_help_is_quick() -> None:
    """Help costs under 0.3 s of processor time: no engine, driver or JVM is loaded for it."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert run_program("--help").returncode == 0
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert (after.ru_utime + after.ru_stime) - (before.ru_utime + before.ru_stime) < 0.3


HOLD = """
    import sys, time
    from linkage.cli import manners
    from linkage.config import Settings

    def hold(arguments):
        with manners.opened(Settings(store=arguments[0], heap="256m"), create=True):
            print("open", flush=True)
            time.sleep(60)
        return 0

    sys.exit(manners.run(hold, sys.argv[1:]))
"""


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_a_signal_closes_the_store(number: signal.Signals, code: int, tmp_path: Path) -> None:
    """SIGTERM and Ctrl-C close the embedded store, end without a crash, and leave it ready for the next command."""
    for _ in range(2):
        with subprocess.Popen(
            [sys.executable, "-c", textwrap.dedent(HOLD), str(tmp_path / "store")],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        ) as process:
            assert process.stdout is not None
            assert process.stdout.readline() == "open\n"
            process.send_signal(number)
            _, complaint = process.communicate(timeout=60)
        assert process.returncode == code
        assert complaint.splitlines()[-1] == ("stopped" if number == signal.SIGINT else "stopped by SIGTERM")
        assert "Traceback" not in complaint
