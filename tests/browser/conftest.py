"""A real browser on the demo's world: 100,000 accounts with a network of 24,000, served as an operator would.

Needs Chromium (Debian: ``apt-get install chromium``), or ``LINKAGE_TEST_CHROMIUM`` names one. Where there is none the
tests are skipped with one loud line; with ``LINKAGE_REQUIRE_BROWSER=1`` they fail instead.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, ViewportSize, sync_playwright

from linkage.api.page import BUNDLE
from tests.browser.cases import World
from tests.browser.hand import Hand

NAMES = ("chromium", "chromium-browser", "google-chrome")
REQUIRED = os.environ.get("LINKAGE_REQUIRE_BROWSER", "") not in ("", "0")
ARGUMENTS = [
    "--no-sandbox",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    "--enable-precise-memory-info",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",  # the network is off
]
WIDE = ViewportSize(width=1366, height=850)


def chromium() -> str | None:
    """Return where the browser is."""
    return os.environ.get("LINKAGE_TEST_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what needs the browser, and skip it where there is none."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            if chromium() is None and not REQUIRED:
                item.add_marker(pytest.mark.skip(reason="no Chromium"))


@dataclass
class Served:
    """A running server: where it answers, and the process."""

    url: str
    process: subprocess.Popen[bytes]


@dataclass
class Watch:
    """What a page did that nobody should see: errors on its console, requests to elsewhere."""

    errors: list[str] = field(default_factory=list)
    strangers: list[str] = field(default_factory=list)
    expected: list[str] = field(default_factory=list)

    def attach(self, page: Page, url: str) -> None:
        """Watch a page from now on."""

        def console(message: ConsoleMessage) -> None:
            if message.type in ("error", "warning") and not any(text in message.text for text in self.expected):
                self.errors.append(f"{message.text} {message.location}")

        def request(asked: Request) -> None:
            if not asked.url.startswith((url, "blob:", "data:")):
                self.strangers.append(asked.url)

        page.on("console", console)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("request", request)


def serve(store: Path, **environ: str) -> Served:
    """Start ``linkage serve`` on a store and wait until it answers."""
    command = [sys.executable, "-m", "linkage", "serve", "--store", str(store), "--port", "0"]
    said = store.with_suffix(".log")
    with said.open("w") as log:
        process = subprocess.Popen(command, stderr=log, env={**os.environ, "LINKAGE_HEAP": "2g", **environ})
    while process.poll() is None:
        if answers := re.search(r"Serving the explorer on (\S+) ", said.read_text("utf-8")):
            return Served(answers[1], process)
        time.sleep(0.05)
    raise RuntimeError(f"the server ended: {said.read_text('utf-8')}")


def stop(served: Served) -> None:
    """Stop a server as Ctrl-C would."""
    served.process.terminate()
    served.process.wait(30)


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the demo's world, load it and detect."""
    assert (BUNDLE / "index.html").is_file(), "the page is not built: make explorer"
    given = os.environ.get("LINKAGE_TEST_DEMO")
    folder = Path(given) if given else tmp_path_factory.mktemp("demo") / "world"
    if not folder.exists():
        command = [sys.executable, "-m", "linkage", "demo", "--no-serve", "--folder", str(folder)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return folder


@pytest.fixture(scope="session")
def served(demo: Path) -> Iterator[Served]:
    """Serve the demo's store."""
    running = serve(demo / "store")
    try:
        yield running
    finally:
        stop(running)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start the browser once."""
    path = chromium()
    assert path is not None, "no Chromium: apt-get install chromium, or set LINKAGE_TEST_CHROMIUM"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield started
        started.close()


@pytest.fixture
def context(browser: Browser, served: Served) -> Iterator[BrowserContext]:
    """Open a window of a fixed size, in the light theme, without motion."""
    opened = browser.new_context(
        base_url=served.url, viewport=WIDE, color_scheme="light", reduced_motion="reduce", accept_downloads=True
    )
    opened.set_default_timeout(15_000)
    yield opened
    opened.close()


@pytest.fixture
def watch() -> Iterator[Watch]:
    """Hold a test to a console without errors and a page that asks nobody else."""
    watching = Watch()
    yield watching
    assert watching.errors == []
    assert watching.strangers == []


@pytest.fixture
def page(context: BrowserContext, served: Served, watch: Watch) -> Page:
    """Open a page that is watched."""
    opened = context.new_page()
    watch.attach(opened, served.url)
    return opened


@pytest.fixture(scope="session")
def world(served: Served) -> World:
    """Ask the API what there is."""
    return World(served.url)


@pytest.fixture
def hand(page: Page) -> Hand:
    """Use the page as somebody would."""
    return Hand(page)
