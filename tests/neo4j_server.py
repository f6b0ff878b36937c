"""Real Neo4j servers for tests, from Maven Central: no Docker, nothing installed.

::

    python -m tests.neo4j_server jars                      resolve the jars of both versions, once
    python -m tests.neo4j_server start 5.26|current        start one and leave it running; prints how to reach it
    python -m tests.neo4j_server stop                      stop what ``start`` left running

``tests.neo4j_parts`` says what a server is made of and where that is kept.
"""

from __future__ import annotations

import argparse
import contextlib
import ctypes
import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from tests.neo4j_parts import VERSIONS, NotHere, Version, cache_folder, jars, java

HEAP = "512m"
PAGE_CACHE = "128m"
READY = 120.0
"""Seconds a start may take; 8 s is usual, 46 s were seen on a busy machine."""

USER = "neo4j"


@dataclass(frozen=True, slots=True)
class Server:
    """A running server."""

    version: str
    pid: int
    port: int
    password: str
    home: str
    tls: bool

    @property
    def url(self) -> str:
        return f"bolt://127.0.0.1:{self.port}"


def start(
    version: Version,
    home: Path,
    *,
    detached: bool = False,
    port: int = 0,
    heap: str = HEAP,
    page_cache: str = PAGE_CACHE,
    more: Mapping[str, str] | None = None,
) -> Server:
    """Start a fresh server with a password of its own, and return once it answers.

    Parameters
    ----------
    more
        Further lines of its configuration.
    detached
        Leave it running when this process ends; otherwise it ends with it, even by ``kill -9`` (on Linux).
    port
        The loopback port; 0 takes a free one.
    heap, page_cache
        Memory, as Neo4j's settings spell it.
    """
    lib, plugins = jars(version)
    port = port or _free_port()
    if answers(port):
        raise NotHere(f"the loopback port {port}: another server answers there")
    password = secrets.token_hex(16)
    tls = _prepare(home, lib, plugins, port, _settings(home, port, (heap, page_cache)) | dict(more or {}))
    _set_password(version, lib, home, password)
    return _launch(Server(version.name, 0, port, password, str(home), tls), heap, detached=detached)


def resume(server: Server) -> Server:
    """Start a stopped server again, with what it stored."""
    return _launch(server, HEAP, detached=False)


def _launch(server: Server, heap: str, *, detached: bool) -> Server:
    version, home = VERSIONS[server.version], Path(server.home)
    lib, plugins = jars(version)
    log = (home / "logs" / "console.log").open("ab")
    with log:
        process = subprocess.Popen(
            [
                *_jvm(version, heap),
                *_archive(version, home),
                *("-cp", _class_path(plugins, lib), version.main),
                *(f"--home-dir={home}", f"--config-dir={home}/conf"),
            ],
            stdout=log,
            stderr=log,
            stdin=subprocess.DEVNULL,
            cwd=home,
            start_new_session=True,
            preexec_fn=None if detached else _end_with_parent,  # noqa: PLW1509  no threads are started before it
        )
    server = replace(server, pid=process.pid)
    _wait(server, process)
    process.returncode = 0  # it is stopped by its id: when collected, the object must not warn that it still runs
    return server


def _wait(server: Server, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + READY
    while not answers(server.port):
        if process.poll() is not None or time.monotonic() > until:
            stop(server)
            raise RuntimeError(f"Neo4j {server.version} did not start; see {server.home}/logs")
        time.sleep(0.1)


def stop(server: Server) -> None:
    """Stop a server by its process id, and keep the class archive it may have written."""
    _signal(server.pid, signal.SIGTERM)
    until = time.monotonic() + 60
    while _alive(server.pid):
        if time.monotonic() > until:
            _signal(server.pid, signal.SIGKILL)
        time.sleep(0.05)
    made = Path(server.home, "classes.jsa")
    if made.exists():
        made.rename(_archive_file(VERSIONS[server.version]))


def answers(port: int) -> bool:
    """Tell whether a Bolt server answers a handshake on this loopback port; an open port alone means nothing yet."""
    hello = bytes.fromhex("6060b017" + "00000404" + "00000005" + "00000404" + "00000003")
    try:
        with socket.create_connection(("127.0.0.1", port), 0.5) as connection:
            connection.settimeout(1)
            connection.sendall(hello)
            return len(connection.recv(4)) == 4
    except OSError:
        return False


@contextlib.contextmanager
def running(version: Version, *, heap: str = HEAP, page_cache: str = PAGE_CACHE) -> Iterator[Server]:
    """Run a server in a folder that is removed afterwards, even by the next run if this one is killed."""
    homes = cache_folder() / "homes"
    homes.mkdir(parents=True, exist_ok=True)
    for left in homes.iterdir():
        if not _alive(int(left.name.partition("-")[0])):
            shutil.rmtree(left, ignore_errors=True)
    home = homes / f"{os.getpid()}-{version.name}"
    try:
        server = start(version, home, heap=heap, page_cache=page_cache)
        try:
            yield server
        finally:
            stop(server)
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _prepare(home: Path, lib: Path, plugins: Path, port: int, settings: Mapping[str, str]) -> bool:
    shutil.rmtree(home, ignore_errors=True)
    for name in ("conf", "data", "logs", "import", "run", "plugins", "certificates/bolt"):
        (home / name).mkdir(parents=True)
    ours = {jar.name for jar in lib.glob("*.jar")}
    for jar in plugins.glob("*.jar"):  # procedures are found only in plugins/, services only on the class path: both
        if jar.name not in ours:
            (home / "plugins" / jar.name).symlink_to(jar)
    tls = _certificate(home / "certificates" / "bolt")
    settings = {**settings, **(_tls_settings(home) if tls else {})}
    (home / "conf" / "neo4j.conf").write_text("".join(f"{k}={v}\n" for k, v in settings.items()))
    return tls


def _settings(home: Path, port: int, memory: tuple[str, str]) -> dict[str, str]:
    heap, page_cache = memory
    return {
        "server.default_listen_address": "127.0.0.1",
        "server.bolt.listen_address": f"127.0.0.1:{port}",
        "server.http.enabled": "false",
        "server.https.enabled": "false",
        "server.memory.heap.initial_size": heap,
        "server.memory.heap.max_size": heap,
        "server.memory.pagecache.size": page_cache,
        "server.directories.import": f"{home}/import",
        "dbms.usage_report.enabled": "false",
        "dbms.security.auth_enabled": "true",
        "dbms.security.procedures.unrestricted": "gds.*",
        "db.tx_log.preallocate": "false",  # else 512 MB at the first start
        "db.tx_log.rotation.retention_policy": "false",
        "internal.dbms.bolt.netty_server_shutdown_quiet_period": "0",  # else 10 s to stop
    }


def _tls_settings(home: Path) -> dict[str, str]:
    return {
        "server.bolt.tls_level": "OPTIONAL",
        "dbms.ssl.policy.bolt.enabled": "true",
        "dbms.ssl.policy.bolt.base_directory": f"{home}/certificates/bolt",
        "dbms.ssl.policy.bolt.private_key": "private.key",
        "dbms.ssl.policy.bolt.public_certificate": "public.crt",
    }


def _certificate(folder: Path) -> bool:
    """Make a self-signed certificate for loopback; without openssl there is none and no TLS."""
    if not shutil.which("openssl"):
        return False
    command = (
        "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost -addext subjectAltName=IP:127.0.0.1"
    )
    files: list[str | Path] = ["-keyout", folder / "private.key", "-out", folder / "public.crt"]
    return subprocess.run([*command.split(), *files], capture_output=True, check=False).returncode == 0


def _set_password(version: Version, lib: Path, home: Path, password: str) -> None:
    command: list[str | Path] = [java(version.java), "-Xmx256m", "-XX:TieredStopAtLevel=1", "-cp", _class_path(lib)]
    subprocess.run(
        [*command, "org.neo4j.cli.AdminTool", "dbms", "set-initial-password", password],
        env=os.environ | {"NEO4J_HOME": str(home), "NEO4J_CONF": f"{home}/conf"},
        capture_output=True,
        check=True,
    )


def _jvm(version: Version, heap: str) -> list[str]:
    opened = ("java.nio", "java.io", "sun.nio.ch", "java.util.concurrent", "java.lang")
    options = [f"-Xms{heap}", f"-Xmx{heap}", "-XX:+UseG1GC", "-XX:-UsePerfData", "-Dfile.encoding=UTF-8"]
    options += ["-Djava.awt.headless=true", "-Dlog4j2.disable.jmx=true", "-Dio.netty.tryReflectionSetAccessible=true"]
    options += [f"--add-opens=java.base/{name}=ALL-UNNAMED" for name in opened]
    if version.java >= 25:
        options += ["--add-modules=jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED"]
    return [str(java(version.java)), *options]


def _class_path(*folders: Path) -> str:
    return ":".join(str(jar) for folder in folders for jar in sorted(folder.glob("*.jar")))  # archives need the order


def _archive_file(version: Version) -> Path:
    return cache_folder() / version.neo4j / f"classes-{java(version.java).parent.parent.name}.jsa"


def _archive(version: Version, home: Path) -> list[str]:
    """Start from a class archive where there is one (2 to 4 s faster), else have this server write it when it ends.

    Writing it takes longer than it saves once: a machine of CI, which keeps nothing, is spared it.
    """
    archive = _archive_file(version)
    if archive.exists():
        return [f"-XX:SharedArchiveFile={archive}"]
    return [] if os.environ.get("CI") else [f"-XX:ArchiveClassesAtExit={home}/classes.jsa"]


def _end_with_parent() -> None:
    """Have Linux end the server when the process that started it is gone, however it went."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(1, signal.SIGTERM)


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _signal(pid: int, number: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, number)


def _alive(pid: int) -> bool:
    with contextlib.suppress(ChildProcessError):  # a child of ours: collect it, or it stays as a zombie
        os.waitpid(pid, os.WNOHANG)
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return True


def _left_running() -> Path:
    return cache_folder() / "left-running"


def main(arguments: list[str] | None = None) -> None:
    """Run the command line above."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("jars")
    commands.add_parser("stop")
    starting = commands.add_parser("start")
    starting.add_argument("version", choices=VERSIONS)
    starting.add_argument("--port", type=int, default=7687, help="0 takes a free one")
    given = parser.parse_args(arguments)
    if given.command == "jars":
        print(*(folder for version in VERSIONS.values() for folder in jars(version)), sep="\n")
    elif given.command == "start":
        _start_and_leave(VERSIONS[given.version], given.port)
    else:
        _stop_left()


def _start_and_leave(version: Version, port: int) -> None:
    home = _left_running() / version.name
    if (home / "server.json").exists():
        raise SystemExit(f"Neo4j {version.name} was left running; stop it first")
    try:
        server = start(version, home, detached=True, port=port)
    except NotHere as error:
        raise SystemExit(f"missing: {error}") from None
    (home / "server.json").write_text(json.dumps(asdict(server)))
    print(f"export LINKAGE_STORE={server.url} NEO4J_USERNAME={USER} NEO4J_PASSWORD={server.password}")


def _stop_left() -> None:
    for file in sorted(_left_running().glob("*/server.json")):
        server = Server(**json.loads(file.read_text()))
        stop(server)
        shutil.rmtree(server.home, ignore_errors=True)
        print(f"Neo4j {server.version} stopped")


if __name__ == "__main__":
    main()
