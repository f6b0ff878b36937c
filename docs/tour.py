"""Run the console blocks of a page and write their real output into it.

``python docs/tour.py README.md`` runs every ``$ command`` of every block marked ``console tour`` in a new folder, in
order, and replaces what stands below each. A command that ends in ``&`` runs until the page ends.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

BLOCK = re.compile(r"^```console tour\n(.*?)^```$", re.MULTILINE | re.DOTALL)
COMMAND = re.compile(r"(?:[^\n]*\\\n)*[^\n]*")
PORT = "8321"
SECONDS = 300


@dataclass(frozen=True, slots=True)
class Shown:
    """A command as a page shows it, with the output below it."""

    command: str
    output: str


def shown(block: str) -> list[Shown]:
    """Return the commands of a block; a command goes on while its lines end in a backslash."""
    found = []
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        match = COMMAND.match(part)
        assert match is not None, "the pattern matches anything"
        found.append(Shown(match[0].strip(), part[match.end() :].strip("\n")))
    return found


def tour(page: str) -> list[Shown]:
    """Return all commands of a page's tour, in order."""
    return [command for block in BLOCK.findall(page) for command in shown(block)]


class Shell:
    """Runs commands in one folder, as someone would who follows the page."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._port = str(_free_port())
        self._behind: list[subprocess.Popen[bytes]] = []
        self._environment = {k: v for k, v in os.environ.items() if not k.startswith(("LINKAGE_", "NEO4J_"))}
        self._environment["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"

    def run(self, command: str) -> tuple[int, str]:
        """Run one command and return its exit code and what it printed: stdout, or stderr where that is empty."""
        command = command.replace(PORT, self._port)
        if command.startswith("curl ") and shutil.which("curl") is None:
            return 0, urlopen(re.findall(r"'(http[^']+)'", command)[0]).read().decode()
        if command.endswith("&"):
            return self._start(command.removesuffix("&").strip())
        done = subprocess.run(
            ["bash", "-o", "pipefail", "-c", command],
            cwd=self._folder,
            env=self._environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=SECONDS,
            stdin=subprocess.DEVNULL,
        )
        return done.returncode, (done.stdout or done.stderr).rstrip().replace(self._port, PORT)

    def close(self) -> None:
        """End what runs behind."""
        for process in self._behind:
            process.send_signal(signal.SIGTERM)
            process.wait(timeout=60)
            if process.stderr is not None:
                process.stderr.close()

    def _start(self, command: str) -> tuple[int, str]:
        process = subprocess.Popen(
            ["bash", "-c", f"exec {command}"], cwd=self._folder, env=self._environment, stderr=subprocess.PIPE
        )
        self._behind.append(process)
        assert process.stderr is not None
        first = process.stderr.readline().decode().rstrip()
        return (0 if first else 1), first.replace(self._port, PORT)


@contextmanager
def shell(folder: Path) -> Iterator[Shell]:
    """Yield a shell in ``folder`` and end what it left running."""
    opened = Shell(folder)
    try:
        yield opened
    finally:
        opened.close()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def renewed(page: str, folder: Path) -> str:
    """Return the page with the output its commands print now.

    Raises
    ------
    SystemExit
        A command failed.
    """
    with shell(folder) as console:

        def block(match: re.Match[str]) -> str:
            lines = [f"$ {command.command}\n{_printed(console, command.command)}" for command in shown(match[1])]
            return "```console tour\n" + "".join(lines) + "```"

        return BLOCK.sub(block, page)


def _printed(console: Shell, command: str) -> str:
    began = time.monotonic()
    code, output = console.run(command)
    print(f"{time.monotonic() - began:6.1f} s  {command}", file=sys.stderr)
    if code:
        sys.exit(f"exit code {code}: {output}")
    return f"{output}\n" if output else ""


if __name__ == "__main__":
    for name in sys.argv[1:]:
        with tempfile.TemporaryDirectory() as place:
            path = Path(name)
            path.write_text(renewed(path.read_text("utf-8"), Path(place)), "utf-8")
