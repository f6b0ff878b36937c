"""What a run learnt, kept with the run: a later one may hold on to it, so that only what is new changes anything."""

from __future__ import annotations

import json

import numpy as np

from linkage import queries
from linkage.engine.find import Held
from linkage.errors import UsageError
from linkage.evidence.corroboration import Calibration
from linkage.evidence.moments import Rhythm
from linkage.judge.population import Population
from linkage.store.base import GraphStore

LOOKED_AT = 100
"""Most runs of the present looked back at."""
VERSION = 2
"""Of the form below; a calibration of another version is learnt anew."""


def to_json(held: Held) -> str:
    """Return what was learnt as JSON; floats in full, so that nothing changes on the way."""
    calibration, population = held.calibration, held.population
    return json.dumps(
        {
            "version": VERSION,
            "kinds": list(calibration.kinds),
            "share": calibration.share.tolist(),
            "chance": calibration.chance.tolist(),
            "pairs": calibration.pairs.tolist(),
            "accounts": calibration.accounts,
            "moved": calibration.moved.tolist(),
            "rhythm": {"profile": calibration.rhythm.profile.tolist(), "days": calibration.rhythm.days},
            "population": {
                "created": population.created.tolist(),
                "close": population.close,
                "banned": population.banned,
                "verified": population.verified,
                "paid": population.paid,
            },
        }
    )


def from_json(text: str) -> Held | None:
    """Return what was learnt, ``None`` if it was written in another form."""
    said = json.loads(text)
    if not isinstance(said, dict) or said.get("version") != VERSION:
        return None
    rhythm, population = said["rhythm"], said["population"]
    return Held(
        Calibration(
            tuple(said["kinds"]),
            np.array(said["share"], np.float64),
            np.array(said["chance"], np.float64),
            np.array(said["pairs"], np.int64),
            Rhythm(np.array(rhythm["profile"], np.float64), rhythm["days"]),
            said["accounts"],
            np.array(said["moved"], np.float64),
        ),
        Population(
            np.array(population["created"], np.float64),
            population["close"],
            population["banned"],
            population["verified"],
            population["paid"],
        ),
    )


def read_held(store: GraphStore) -> Held:
    """Return what the latest run of the present learnt.

    Raises
    ------
    UsageError
        There is no run yet, or none with a calibration of this version.
    """
    for most in (1, LOOKED_AT):  # the latest is of this version but just after an upgrade
        for run in store.run(queries.load("list_calibrations"), {"limit": most}):
            if (held := from_json(run["calibration"])) is not None:
                return held
    raise UsageError("no run has left a calibration to hold on to", "detect without holding one first")
