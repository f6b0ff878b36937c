"""What a Neo4j server for tests is made of: a Java of this machine, and jars from Maven, resolved once.

Jars and class archives are kept in ``LINKAGE_TEST_CACHE``, by default ``account-linkage-tests`` in the user's cache.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Version:
    """A Neo4j version with the GDS that fits it and the Java it needs."""

    name: str
    neo4j: str
    gds: str
    java: int
    main: str


VERSIONS = {
    v.name: v
    for v in (
        Version("5.26", "5.26.30", "2.13.9", 17, "org.neo4j.server.CommunityEntryPoint"),
        Version("current", "2026.08.1", "2.26.0", 25, "org.neo4j.server.Neo4jCommunity"),
    )
}


class NotHere(Exception):
    """Something the servers need is not on this machine; the text says what."""


def cache_folder() -> Path:
    """Return the folder that keeps jars between runs."""
    given = os.environ.get("LINKAGE_TEST_CACHE")
    base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return Path(given) if given else base / "account-linkage-tests"


@cache
def java(major: int) -> Path:
    """Return the ``java`` of this major version, wherever it is.

    Raises
    ------
    NotHere
        There is none.
    """
    homes = [Path(os.environ["JAVA_HOME"])] if os.environ.get("JAVA_HOME") else []
    homes += sorted(Path("/usr/lib/jvm").glob("*")) + sorted(Path("/opt").glob("*j*"))
    homes += sorted(Path("/Library/Java/JavaVirtualMachines").glob("*/Contents/Home"))
    candidates = [home / "bin" / "java" for home in homes]
    candidates += [Path(found)] if (found := shutil.which("java")) else []
    for candidate in candidates:
        if candidate.is_file() and _major(candidate) == major:
            return candidate
    raise NotHere(f"Java {major} (set JAVA_HOME, or install it under /usr/lib/jvm)")


def _major(candidate: Path) -> int:
    try:
        said = subprocess.run([candidate, "-version"], capture_output=True, text=True, timeout=30, check=True).stderr
    except (OSError, subprocess.SubprocessError):
        return 0
    match = re.search(r'version "(\d+)', said)
    return int(match[1]) if match else 0


def missing(version: Version) -> str:
    """Return what this machine lacks to run the version; empty when nothing."""
    try:
        java(version.java)
    except NotHere as error:
        return str(error)
    return "" if _cached(version) or shutil.which("mvn") else "Maven (mvn)"


def jars(version: Version) -> tuple[Path, Path]:
    """Return the folders of the server's and of GDS's jars, resolved by Maven the first time.

    Raises
    ------
    NotHere
        Maven is not there, or cannot reach its repository.
    """
    server = ["org.neo4j.app:neo4j-server", "org.neo4j:neo4j"]
    gds = ["org.neo4j.gds:proc", "org.neo4j.gds:opengds-extension"]
    lib = _resolve(version, "lib", [f"{name}:{version.neo4j}" for name in server])
    plugins = _resolve(version, "gds", [f"{name}:{version.gds}" for name in gds])
    return lib, plugins


def _cached(version: Version) -> bool:
    return all((cache_folder() / version.neo4j / part / ".done").exists() for part in ("lib", "gds"))


def _resolve(version: Version, part: str, coordinates: list[str]) -> Path:
    folder = cache_folder() / version.neo4j / part
    if (folder / ".done").exists():
        return folder
    if not shutil.which("mvn"):
        raise NotHere("Maven (mvn)")
    making = folder.with_name(f"{part}.{os.getpid()}")
    shutil.rmtree(making, ignore_errors=True)
    making.mkdir(parents=True)
    (making / "pom.xml").write_text(_pom(coordinates))
    command: list[str | Path] = [
        "mvn",
        "-B",
        "-q",
        "-f",
        making / "pom.xml",
        "dependency:copy-dependencies",
        "-DincludeScope=runtime",
    ]
    if subprocess.run([*command, f"-DoutputDirectory={making}"], stdout=sys.stderr, check=False).returncode:
        raise NotHere("a Maven that reaches its repository")
    (making / ".done").touch()
    shutil.rmtree(folder, ignore_errors=True)
    making.rename(folder)
    return folder


def _pom(coordinates: list[str]) -> str:
    one = "<dependency><groupId>{}</groupId><artifactId>{}</artifactId><version>{}</version></dependency>"
    dependencies = "".join(one.format(*c.split(":")) for c in coordinates)
    return (
        '<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion><groupId>x</groupId>'
        f"<artifactId>x</artifactId><version>1</version><dependencies>{dependencies}</dependencies></project>"
    )
