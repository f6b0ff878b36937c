"""How far a long piece of work has come: a bar on a terminal, plain lines elsewhere, or nothing."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import Any, Protocol, TextIO

from tqdm import tqdm


class Progress(Protocol):
    """Told of each step by name, then of the units done in it."""

    def step(self, name: str, total: int | None = None) -> None:
        """Begin a step of ``total`` units, or of an unknown number; the step before it is over."""
        ...

    def advance(self, n: int = 1) -> None:
        """``n`` more units of this step are done."""
        ...

    def say(self, sentence: str) -> None:
        """Tell what happened within this step; it goes on."""
        ...

    def close(self) -> None:
        """Nothing more will come. Closing twice is harmless."""
        ...


class Silent:
    """A ``Progress`` that shows nothing."""

    def step(self, name: str, total: int | None = None) -> None:
        """Show nothing."""

    def advance(self, n: int = 1) -> None:
        """Show nothing."""

    def say(self, sentence: str) -> None:
        """Show nothing."""

    def close(self) -> None:
        """Show nothing."""


class Bar:
    """A ``Progress`` that draws one bar a step, for a terminal."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._bar: Any = None

    def step(self, name: str, total: int | None = None) -> None:
        """Begin a bar below the last one."""
        self.close()
        self._bar = tqdm(desc=name, total=total, file=self._stream, unit_scale=True, dynamic_ncols=True, unit="")

    def advance(self, n: int = 1) -> None:
        """Draw the bar ``n`` units further."""
        if self._bar is not None:
            self._bar.update(n)

    def say(self, sentence: str) -> None:
        """Write the sentence above the bar."""
        tqdm.write(sentence, file=self._stream)

    def close(self) -> None:
        """Leave the bar as it stands."""
        if self._bar is not None:
            self._bar.close()
            self._bar = None


class Lines:
    """A ``Progress`` in plain lines, for logs: one when a step begins, one when it ends, one each ``every`` seconds."""

    def __init__(self, stream: TextIO, *, every: float = 10.0, clock: Callable[[], float] = time.monotonic) -> None:
        self._stream = stream
        self._every = every
        self._clock = clock
        self._name = ""
        self._total: int | None = None
        self._done = 0
        self._began = self._shown = 0.0

    def step(self, name: str, total: int | None = None) -> None:
        """Write that the step begins."""
        self.close()
        self._name, self._total, self._done = name, total, 0
        self._began = self._shown = self._clock()
        self._write("" if total is None else f"{total:,} to do")

    def advance(self, n: int = 1) -> None:
        """Count ``n`` units, and write a line when the last one is old."""
        self._done += n
        if self._clock() - self._shown >= self._every:
            self._shown = self._clock()
            self._write(f"{self._done:,}" + ("" if self._total is None else f" of {self._total:,}"))

    def say(self, sentence: str) -> None:
        """Write the sentence as a line."""
        self._write(sentence)

    def close(self) -> None:
        """Write what the step came to."""
        if self._name:
            self._write(f"{self._done:,} in {self._clock() - self._began:.1f} s")
            self._name = ""

    def _write(self, text: str) -> None:
        print(f"{self._name}: {text}".rstrip(": "), file=self._stream, flush=True)


def choose(stream: TextIO | None = None) -> Progress:
    """Return a bar where ``stream`` (standard error by default) is a terminal, plain lines elsewhere."""
    stream = sys.stderr if stream is None else stream
    return Bar(stream) if stream.isatty() else Lines(stream)
