"""The application behind a production server, until the process is told to stop."""

from __future__ import annotations

import gc
import logging
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final

from cheroot import wsgi
from flask import Flask

from linkage.api.application import create_app
from linkage.api.guards import is_loopback
from linkage.api.reading import reader_of
from linkage.config import Settings
from linkage.errors import LinkageError, UsageError
from linkage.store.base import GraphStore
from linkage.store.open import open_store

THREADS: Final = 16
WAITING: Final = 256
STOP_SECONDS: Final = 10
AHEAD_SECONDS: Final = 15
"""So long the address is held back for what the page shows first to be read; requests are answered meanwhile."""
STOP_SIGNALS: Final = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
HEADER_BYTES: Final = 32 * 1024
BODY_BYTES: Final = 1024 * 1024
LOG: Final = logging.getLogger("linkage.api")


def serve(
    settings: Settings,
    host: str = "127.0.0.1",
    port: int = 8321,
    ready: Callable[[str], None] | None = None,
) -> None:
    """Answer requests until SIGTERM, SIGINT or SIGHUP; then finish those in flight, close the store and return.

    Parameters
    ----------
    settings
        Where the store is, and the key clients need.
    host
        The address to listen on. Anything but a loopback address needs ``settings.api_key``.
    port
        The port, or 0 for a free one.
    ready
        Called once with the address, when requests are answered and what the page shows first is read, or some seconds
        after the former. Without it the address is printed to stderr.

    Raises
    ------
    UsageError
        The host is not a loopback address and there is no key, or there is no store.
    LinkageError
        The port is taken or the address is not this machine's.
    StoreError
        The store cannot be opened.

    Notes
    -----
    Call it from the main thread. Requests in flight get ``STOP_SECONDS`` to finish; the store is closed on every way
    out.
    """
    if not settings.api_key and not is_loopback(host):
        raise UsageError("listening beyond loopback needs an API key", "set LINKAGE_API_KEY, or keep to 127.0.0.1")
    with _stop_signals() as stop:
        store = open_store(settings)
        try:
            _answer_until(stop, settings, store, (host, port), ready or _announce)
        finally:
            store.close()


@contextmanager
def _stop_signals() -> Iterator[threading.Event]:
    """Turn the stop signals into an event, from before the store is opened until after it is closed."""
    stop = threading.Event()
    before = [(number, signal.getsignal(number)) for number in STOP_SIGNALS]
    for number in STOP_SIGNALS:
        signal.signal(number, lambda *_: stop.set())
    try:
        yield stop
    finally:
        for number, handler in before:
            if handler is not None:
                signal.signal(number, handler)


def _answer_until(
    stop: threading.Event, settings: Settings, store: GraphStore, address: tuple[str, int], ready: Callable[[str], None]
) -> None:
    app = create_app(settings, store)
    server = _Server(app, address)
    gc.collect()
    gc.freeze()  # what is there now stays: looking through it for garbage takes longer than an answer
    first = threading.Event()
    warming = threading.Thread(target=_warm, args=(app, first), name="linkage-warm", daemon=True)
    server.begin()
    try:
        warming.start()
        _wait(first, stop)
        if not stop.is_set():
            ready(server.url)
        while not stop.wait(1.0) and server.is_running:
            pass
    finally:
        server.end()
        if warming.ident is not None:
            warming.join(STOP_SECONDS)  # it reads from the store, which is closed next
        gc.unfreeze()


def _wait(first: threading.Event, stop: threading.Event) -> None:
    """Wait until what the page shows first is read: whoever opens it when it is announced then need not."""
    until = time.monotonic() + AHEAD_SECONDS
    while not first.wait(0.05) and time.monotonic() < until and not stop.is_set():
        pass


def _warm(app: Flask, first: threading.Event) -> None:
    """Read ahead what the page shows first, and then some; where that fails, whoever asks is told why."""
    try:
        for _ in reader_of(app).warm():
            first.set()
    except LinkageError:
        LOG.debug("nothing was read ahead")
    finally:
        first.set()


class _QuietServer(wsgi.Server):
    def error_log(self, msg: str = "", level: int = logging.WARNING, traceback: bool = False) -> None:
        """Log what the server itself met, without the traceback: it may quote what a client sent."""
        kind = sys.exc_info()[0]
        LOG.log(level, "server: %s", kind.__name__ if kind else msg.partition("\n")[0])


class _Server:
    """Cheroot in threads that do not outlive the process, whatever a request is doing."""

    def __init__(self, app: Any, address: tuple[str, int]) -> None:
        server = _QuietServer(
            address,
            app,
            numthreads=THREADS,
            max=THREADS,
            request_queue_size=WAITING,
            accepted_queue_size=WAITING,
            accepted_queue_timeout=1,
            shutdown_timeout=STOP_SECONDS,
            server_name="linkage",
        )
        server.max_request_header_size = HEADER_BYTES
        server.max_request_body_size = BODY_BYTES
        self._server = server
        self._address = address
        self._failure: OSError | None = None
        self._listening = threading.Event()
        # Worker threads inherit this from the thread that starts them.
        self._thread = threading.Thread(target=self._run, name="linkage-http", daemon=True)

    def begin(self) -> None:
        """Listen, and answer from now on.

        Raises
        ------
        LinkageError
            The address cannot be listened on.
        """
        self._thread.start()
        self._listening.wait()
        if self._failure is not None:
            host, port = self._address
            raise LinkageError(
                f"{host} port {port} cannot be listened on: it is in use, or not this machine's",
                "choose another with --port (0 takes a free one)",
            ) from self._failure

    def end(self) -> None:
        """Take no further requests, and wait a limited time for those in flight."""
        stopping = threading.Thread(target=self._server.stop, daemon=True)
        stopping.start()
        while stopping.is_alive() and self._server.socket is not None:
            stopping.join(0.05)
        print(f"Stopping: requests in flight get {STOP_SECONDS} s", file=sys.stderr, flush=True)
        stopping.join(STOP_SECONDS + 1)
        if stopping.is_alive():
            LOG.warning("requests still ran after %d s and were cut off", STOP_SECONDS)

    @property
    def is_running(self) -> bool:
        """Whether requests are answered."""
        return self._thread.is_alive()

    @property
    def url(self) -> str:
        """Where it listens."""
        host, port = self._server.bind_addr[:2]
        return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"

    def _run(self) -> None:
        try:
            self._server.prepare()
        except OSError as error:
            self._failure = error
            return
        finally:
            self._listening.set()
        self._server.serve()


def _announce(url: str) -> None:
    print(f"Serving the explorer on {url} (the API: {url}/docs); stop with Ctrl-C", file=sys.stderr, flush=True)
