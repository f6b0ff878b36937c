"""The whole way on a simulated world, in words: simulate, load, detect, look, explain, compare with the truth."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from linkage.config import Settings
from linkage.engine import render, words
from linkage.engine.detect import detect
from linkage.engine.explain import explain
from linkage.engine.export import export_members
from linkage.engine.load import load
from linkage.engine.progress import Progress
from linkage.engine.query import ask
from linkage.engine.snapshot import snapshot_folder
from linkage.errors import UsageError
from linkage.evaluate.evaluate import evaluate
from linkage.simulate.world import write_world
from linkage.store.base import GraphStore

Say = Callable[[str], None]
TOP = 8
COLUMNS = ("cluster_id", "level", "score", "size", "flagged", "first_seen", "last_seen")
COLUMNS = ("cluster_id", "level", "score", "size", "flagged", "first_seen", "last_seen")


@dataclass(slots=True)
class Steps:
    """Says what each step is, and afterwards how long it took."""

    say: Say
    clock: Callable[[], float] = time.perf_counter
    took: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def step(self, name: str, title: str) -> Iterator[None]:
        """Announce a step and keep its seconds."""
        self.say(f"\n== {title}")
        began = self.clock()
        yield
        self.took[name] = self.clock() - began
        self.say(f"   ({name}: {self.took[name]:.1f} s)")


@contextmanager
def workplace(folder: Path | None) -> Iterator[Path]:
    """Yield ``folder``, made if need be and kept, or a temporary folder that is gone afterwards.

    Raises
    ------
    UsageError
        The folder holds something already.
    """
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise UsageError(f"{folder} is not empty", "name a new folder: the demo writes input, store and results")
        yield folder
        return
    temporary = Path(tempfile.mkdtemp(prefix="linkage-demo-"))
    try:
        yield temporary
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def simulate(place: Path, steps: Steps, *, accounts: int, hydra: int, seed: int) -> Path:
    """Write the world to ``place`` and return its input folder."""
    world = place / "world"
    with steps.step("simulate", f"A world of {accounts:,} accounts, one network of {hydra:,} among them"):
        write_world(world, accounts, seed, hydra=hydra)
    return world


def investigate(store: GraphStore, settings: Settings, world: Path, steps: Steps, progress: Progress) -> str | None:
    """Load the world, find its clusters, show the greatest, explain one member, and compare with the truth.

    Returns
    -------
    str | None
        The account that was explained; none where no cluster was found.
    """
    kept = snapshot_folder(settings)
    with steps.step("load", "Load it"):
        steps.say(words.of_load(load(store, world, settings, snapshot=kept, progress=progress)))
    with steps.step("detect", "Find who belongs together"):
        steps.say(words.of_run(detect(store, snapshot=kept, progress=progress)))
    progress.close()
    account = _look(store, settings, steps)
    with steps.step("evaluate", "How much of the truth is that?"):
        members = world.with_name("members.csv")
        export_members(store, members)
        steps.say(evaluate(members, Path(f"{world}.truth.csv")).as_text())
    return account


def _look(store: GraphStore, settings: Settings, steps: Steps) -> str | None:
    with steps.step("look", f"The {TOP} largest clusters that are flagged"):
        clusters = ask(store, settings, "list_clusters", {"verdict": "flagged", "sort": "size", "limit": str(TOP)})
        steps.say("\n".join(render.lines(replace(clusters, columns=COLUMNS), "table")))
    if not clusters.rows:
        return None
    largest = clusters.rows[0]["cluster_id"]
    flagged = {"cluster": largest, "verdict": "flagged", "limit": "1"}
    (member,) = ask(store, settings, "list_members_of_cluster", flagged).rows
    account = str(member["account_id"])
    with steps.step("explain", f"Why is {account} in {largest}?"):
        steps.say(explain(store, account).as_text())
    return account
