"""The last run in a folder beside the snapshot: the same run over the same contents would find the same."""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from linkage import __version__
from linkage.engine.journal import Stamp
from linkage.engine.snapshot import replace_file

FILE = "settled.json"


@dataclass(frozen=True, slots=True)
class Settled:
    """What a run was asked, of which state, and what it reported.

    Parameters
    ----------
    run
        Its id.
    asked
        Digest of the state of the store and of all that was asked of the run.
    report
        What it reported.
    properties
        What is kept of it in the store.
    """

    run: str
    asked: str
    report: dict[str, Any]
    properties: dict[str, Any]


def digest_of(stamp: Stamp, asked: Mapping[str, Any]) -> str:
    """Return a digest of a state and of what is asked of a run over it, this version of the program included."""
    text = json.dumps([__version__, stamp.mark, sorted(stamp.changes), asked], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def load_settled(folder: Path, latest: str | None, asked: str) -> Settled | None:
    """Return the run that was asked the same of the same state, if it published last: what it published stands."""
    try:
        found = Settled(**json.loads((folder / FILE).read_text()))
    except (OSError, ValueError, TypeError):
        return None
    return found if found.run == latest and found.asked == asked else None


def save_settled(folder: Path, settled: Settled) -> None:
    """Keep a run; where that does not work, the next one computes anew."""
    with contextlib.suppress(OSError):
        replace_file(folder / FILE, asdict(settled))
