"""What processes cost: seconds by the clock and of processor time, and memory at the peak, as Linux counts them."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")
_LOOK_EVERY = 0.02


@dataclass(frozen=True, slots=True)
class Ended:
    """How a process ended.

    Parameters
    ----------
    status
        Exit status; negative, the signal that ended it.
    seconds, cpu
        By the clock, and of processor time with its own children's.
    megabytes
        Resident memory at the peak.
    text
        What it printed to stdout.
    complaint
        The last line it printed to stderr that is no hint.
    in_time
        Whether it ended by itself within its time limit.
    """

    status: int
    seconds: float
    cpu: float
    megabytes: float
    text: str
    complaint: str
    in_time: bool

    @property
    def failure(self) -> str:
        """Why there is no result; empty where there is one."""
        if not self.in_time:
            return f"not done in {self.seconds:.0f} s"
        return f"failed: {self.complaint or f'status {self.status}'}" if self.status else ""


def run(command: Sequence[str], limit: float, more: Mapping[str, str] | None = None) -> Ended:
    """Run ``python -m`` this command in a process of its own, and end it when the time limit (seconds) is over.

    Parameters
    ----------
    more
        Environment variables beside this process's own.

    Notes
    -----
    A peak below this process's own size when it starts the other cannot be seen.
    """
    with tempfile.TemporaryFile("w+") as said, tempfile.TemporaryFile("w+") as complained:
        began = time.perf_counter()
        environment = {**os.environ, **(more or {})}
        process = subprocess.Popen([sys.executable, "-m", *command], stdout=said, stderr=complained, env=environment)
        in_time = True
        try:
            while (waited := os.wait4(process.pid, os.WNOHANG))[0] == 0:
                if in_time and time.perf_counter() - began > limit:
                    in_time = False
                    process.kill()
                time.sleep(_LOOK_EVERY)
        except BaseException:
            process.kill()
            raise
        seconds, (_, status, usage) = time.perf_counter() - began, waited
        process.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        complained.seek(0)
        lines = [line for line in complained.read().splitlines() if line.strip() and not line.startswith("hint:")]
        return Ended(
            process.returncode,
            seconds,
            usage.ru_utime + usage.ru_stime,
            usage.ru_maxrss / 1024,
            said.read(),
            lines[-1] if lines else "",
            in_time,
        )


def cpu_seconds(pid: int) -> float:
    """Return the processor time a running process has used so far."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS


def resident(pid: int | str = "self") -> float:
    """Return the megabytes of memory a process holds now."""
    return _megabytes(pid, "VmRSS")


def peak(pid: int | str = "self") -> float:
    """Return the megabytes it held at most, since it began or since ``forget_peak``."""
    return _megabytes(pid, "VmHWM")


def forget_peak(pid: int | str = "self") -> None:
    """Let the peak of a process begin again from what it holds now."""
    Path(f"/proc/{pid}/clear_refs").write_text("5")


def _megabytes(pid: int | str, what: str) -> float:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(what)) / 1024
