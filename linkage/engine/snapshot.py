"""What a detection read, kept in a folder of this machine: the next one reads only what has changed since.

A snapshot is never trusted for its age: it holds the store's stamp, and is used only where the journal has all that was
written since. It can be deleted at any time.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import secrets
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import polars as pl

from linkage.config import Settings
from linkage.engine.contents import Contents
from linkage.engine.journal import Stamp

VERSION = 1
"""Of the form; another one is not read."""
OFF = "off"
_INDEX = "index.json"
_NOT_WHOLE = (OSError, ValueError, KeyError, TypeError)
"""What reading an index raises that is not there, is half written or is another program's."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Contents of a store, and the state they are of."""

    stamp: Stamp
    contents: Contents


def snapshot_folder(settings: Settings) -> Path | None:
    """Return where the store's snapshot is kept: in the embedded store's folder, or in the cache; None for nowhere."""
    if settings.cache == OFF:
        return None
    if "://" not in settings.store:
        return Path(settings.store, "snapshot")
    cache = Path(settings.cache or os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    name = hashlib.sha256(f"{settings.store}/{settings.neo4j_database}".encode()).hexdigest()[:16]
    return cache / "account-linkage" / name


def load_snapshot(folder: Path) -> Snapshot | None:
    """Return what is kept in the folder, None where nothing whole is.

    Notes
    -----
    The files are mapped into memory: what is not looked at is not read.
    """
    try:
        stamp, files = _kept(folder)
        return Snapshot(stamp, Contents(**{name: pl.read_ipc(file) for name, file in files.items()}))
    except (*_NOT_WHOLE, pl.exceptions.PolarsError):
        return None


def stamp_of(folder: Path) -> Stamp | None:
    """Return the state that the snapshot in the folder is of, None where nothing whole is; no contents are read."""
    try:
        return _kept(folder)[0]
    except _NOT_WHOLE:
        return None


def save_snapshot(folder: Path, snapshot: Snapshot) -> bool:
    """Keep the snapshot in the folder in place of what is there, and tell whether that worked.

    It works whole or not at all: on a full disk, in a folder of somebody else, nothing is kept and nothing is lost.
    """
    place = secrets.token_hex(8)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        (folder / place).mkdir(mode=0o700)
        sizes = {name: _write(folder / place / f"{name}.arrow", frame) for name, frame in _frames(snapshot.contents)}
        stamp = {"mark": snapshot.stamp.mark, "changes": sorted(snapshot.stamp.changes)}
        replace_file(folder / _INDEX, {"version": VERSION, "folder": place, "sizes": sizes, **stamp})
    except (OSError, pl.exceptions.PolarsError):
        shutil.rmtree(folder / place, ignore_errors=True)
        return False
    for other in folder.iterdir():
        if other.is_dir() and other.name != place:
            shutil.rmtree(other, ignore_errors=True)
    return True


def _frames(contents: Contents) -> list[tuple[str, pl.DataFrame]]:
    return [(field.name, getattr(contents, field.name)) for field in fields(contents)]


def _write(file: Path, frame: pl.DataFrame) -> int:
    frame.write_ipc(file, compression="uncompressed")
    with file.open("rb") as written:
        os.fsync(written.fileno())
    return file.stat().st_size


def _kept(folder: Path) -> tuple[Stamp, dict[str, Path]]:
    """Return the state a snapshot is of, and the file of each of its frames; raises one of ``_NOT_WHOLE``."""
    index = json.loads((folder / _INDEX).read_text())
    if index["version"] != VERSION:
        raise ValueError("a snapshot of another form")
    files = {name: folder / index["folder"] / f"{name}.arrow" for name in index["sizes"]}
    for name, file in files.items():
        if file.stat().st_size != index["sizes"][name]:
            raise OSError(f"{file.name} is not whole")
    return Stamp(index["mark"], frozenset(index["changes"])), files


def replace_file(file: Path, content: Mapping[str, Any]) -> None:
    """Write a file, which only its owner may read, whole or not at all.

    Raises
    ------
    OSError
        It cannot be written; what was there stands.
    """
    half = file.with_name(f"{secrets.token_hex(8)}.new")
    try:
        half.touch(mode=0o600)
        half.write_text(json.dumps(content))
        half.replace(file)
    finally:
        with contextlib.suppress(OSError):
            half.unlink(missing_ok=True)
