"""Make one world, let every method answer, and evaluate the answers."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks import ours
from benchmarks.ours import Answer
from benchmarks.suite import Job
from benchmarks.worlds import World, read_world
from linkage.evaluate.case import Said, compared
from linkage.evaluate.evaluate import judged
from linkage.model.entity_graph import EntityGraph

Figures = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Measured:
    """The figures of every method on one world, and how long each took in seconds."""

    job: Job
    figures: dict[str, Figures]
    seconds: dict[str, float]


def measure(job: Job, *, baselines: bool = True) -> Measured:
    """Return how every method does on this world."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder, "world")
        job.write(out)
        others = job.baselines(out) if baselines else {}
        world = read_world(out)
    methods: dict[str, Callable[[EntityGraph], Answer | Said]] = {ours.NAME: ours.linkage, **others}
    found, seconds = {}, {}
    for name, method in methods.items():
        began = time.perf_counter()
        answer = method(world.entities)
        seconds[name] = time.perf_counter() - began
        found[name] = figures(world, _whole(answer))
    return Measured(job, found, seconds)


def figures(world: World, answer: Answer) -> Figures:
    """Return the evaluation of an answer."""
    return judged(compared(world.truth, answer.operators, answer.campaign, "operator")).as_dict()


def _whole(answer: Answer | Said) -> Answer:
    if isinstance(answer, Answer):
        return answer
    return Answer(answer, np.full(len(answer.cluster), -1, np.int64))
