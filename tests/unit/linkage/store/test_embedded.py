from __future__ import annotations

import errno
import os
import shutil
import signal
import stat
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import jpype
import pytest

from linkage.config import Settings
from linkage.errors import StoreError, StoreFull, StoreHeld, UsageError
from linkage.store.base import GraphStore
from linkage.store.open import open_store
from tests.contract.asking import query

COUNT = query("MATCH (a:Account) RETURN count(a) AS n, max(a.batch) AS last")
WRITER = """
import sys
from linkage.config import Settings
from linkage.store.open import open_store
from tests.contract.asking import query
store = open_store(Settings(store={folder!r}, heap="256m"))
write = query("UNWIND range(1, 50) AS n CREATE (:Account {{id: $batch + '-' + n, batch: toInteger($batch)}})", "write")
for batch in range(1, 1000):
    store.execute(lambda tx: tx.run(write, {{"batch": str(batch)}}))
    print(batch, flush=True)
"""
IN_A_STORE = """
from contextlib import closing
from linkage.config import Settings
from linkage.store.open import open_store
from tests.contract.asking import query
with closing(open_store(Settings(store={folder!r}, heap="256m"), create=True)) as store:
    store.execute(lambda tx: tx.run(query("CREATE (:Account {{id: 'a'}})", "write")))
    print(store.run(query("MATCH (a:Account) RETURN a.id AS id")))
"""
ROOT = Path(__file__).parents[4]


def python(code: str, cwd: Path) -> subprocess.Popen[str]:
    pipe = subprocess.PIPE
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    return subprocess.Popen([sys.executable, "-c", code], stdout=pipe, stderr=pipe, text=True, cwd=cwd, env=environment)


def test_a_process_killed_while_writing_loses_nothing_committed(store: GraphStore, settings: Settings) -> None:
    """After kill -9 in a loop of transactions: each that was reported is there, whole; none is there in part."""
    store.close()
    for kill_after in (1, 4):
        with python(WRITER.format(folder=settings.store), Path(settings.store).parent) as writer:
            assert writer.stdout is not None
            reported = [int(writer.stdout.readline()) for _ in range(kill_after)][-1]
            writer.send_signal(signal.SIGKILL)
        with closing(open_store(settings)) as opened:
            (found,) = opened.run(COUNT)
            assert found["last"] >= reported
            assert found["n"] == 50 * found["last"]
            opened.execute(lambda tx: tx.run(query("MATCH (a:Account) DETACH DELETE a", "write")))


def test_the_engine_is_silent_and_leaves_nothing_in_the_working_folder(tmp_path: Path) -> None:
    """A process that makes, fills and closes a store writes its result to stdout, and nothing else anywhere."""
    folder = tmp_path / "elsewhere" / "store"
    working = tmp_path / "working"
    working.mkdir()
    process = python(IN_A_STORE.format(folder=str(folder)), working)
    out, error = process.communicate(timeout=120)
    assert (out, error, process.returncode) == ("[{'id': 'a'}]\n", "", 0)
    assert list(working.iterdir()) == []
    assert sorted(path.name for path in folder.iterdir()) == ["graph", "holder.json", "mark.json"]


def test_no_port_is_opened(store: GraphStore) -> None:
    """The process of an embedded store listens on no address."""
    sockets = {
        os.readlink(f"/proc/self/fd/{fd}")
        for fd in os.listdir("/proc/self/fd")
        if os.path.exists(f"/proc/self/fd/{fd}")
    }
    listening = [
        line.split()[9]
        for table in ("tcp", "tcp6")
        for line in Path(f"/proc/self/net/{table}").read_text().splitlines()[1:]
        if line.split()[3] == "0A"
    ]
    assert not sockets & {f"socket:[{inode}]" for inode in listening}


def test_a_second_opening_is_told_that_the_store_is_held(store: GraphStore, settings: Settings) -> None:
    """Opening an open store again is refused and harms neither."""
    with pytest.raises(StoreHeld, match=str(os.getpid())):
        open_store(settings)
    assert store.run(COUNT) == [{"n": 0, "last": None}]


def test_sigterm_turned_into_an_exit_closes_the_store(tmp_path: Path) -> None:
    """A program that raises SystemExit on SIGTERM ends in order, at once, without a crash report."""
    code = f"""
import signal, sys, time
from linkage.config import Settings
from linkage.store.open import open_store
signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
store = open_store(Settings(store={str(tmp_path / "store")!r}, heap="256m"), create=True)
print("open", flush=True)
while True: time.sleep(0.05)
"""
    process = python(code, tmp_path)
    assert process.stdout is not None
    assert process.stdout.readline() == "open\n"
    process.send_signal(signal.SIGTERM)
    _, error = process.communicate(timeout=60)
    assert (process.returncode, error) == (143, "")
    assert (tmp_path / "store" / "holder.json").read_text() == ""


def test_a_store_half_made_is_made_again(settings: Settings) -> None:
    """What a kill during the making left behind is cleared away."""
    Path(settings.store, "graph.new").mkdir(parents=True)
    Path(settings.store, "graph.new", "configuration.json").write_text("{")
    with closing(open_store(settings, create=True)) as opened:
        assert opened.run(COUNT)[0]["n"] == 0


@pytest.mark.parametrize("create", [True, False])
def test_a_folder_with_other_files_is_left_alone(settings: Settings, create: bool) -> None:
    """Neither opened nor filled: it holds something else."""
    Path(settings.store).mkdir()
    Path(settings.store, "letter.txt").write_text("dear")
    with pytest.raises(UsageError, match="other files"):
        open_store(settings, create=create)
    assert [path.name for path in Path(settings.store).iterdir()] == ["letter.txt"]


def test_a_place_without_a_store_is_a_usage_error(settings: Settings) -> None:
    """Nothing there, nothing made; a file in its place is said to be one."""
    with pytest.raises(UsageError, match="no store"):
        open_store(settings)
    assert not Path(settings.store).exists()
    Path(settings.store).write_text("")
    with pytest.raises(UsageError, match="is a file"):
        open_store(settings, create=True)


def test_a_broken_store_is_a_store_error(store: GraphStore, settings: Settings) -> None:
    """A store whose schema cannot be read is refused in words, and the folder is let go."""
    store.close()
    for file in Path(settings.store, "graph").glob("schema*.json"):
        file.write_text("{")
    for _ in range(2):
        with pytest.raises(StoreError, match="damaged"):
            open_store(settings)


@pytest.mark.parametrize("heap", ["much", "0g", "12", "1g -Xint"])
def test_a_heap_that_is_no_size_is_refused(settings: Settings, heap: str) -> None:
    """Before anything starts."""
    with pytest.raises(UsageError, match="heap"):
        open_store(replace(settings, heap=heap), create=True)


def test_a_full_disk_is_said_to_be_full(tmp_path: Path) -> None:
    """On a full disk a transaction fails with StoreFull and a hint, and the process still ends in order."""
    disk = tmp_path / "disk"
    disk.mkdir()
    code = f"""
from linkage.config import Settings
from linkage.errors import StoreFull
from linkage.store.open import open_store
from tests.contract.asking import query
store = open_store(Settings(store={str(disk / "store")!r}, heap="256m"), create=True)
write = query("UNWIND range(1, 2000) AS n CREATE (:Account {{id: $batch + n, text: $text}})", "write")
try:
    for batch in range(200):
        store.execute(lambda tx: tx.run(write, {{"batch": f"{{batch}}-", "text": "x" * 200}}))
except StoreFull as error:
    print("full:", error.hint)
"""
    (tmp_path / "fill.py").write_text(code)
    script = f"mount -t tmpfs -o size=24m none {disk} && exec {sys.executable} {tmp_path}/fill.py"
    result = subprocess.run(
        ["unshare", "--map-root-user", "--mount", "sh", "-c", script],
        capture_output=True,
        text=True,
        timeout=120,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        check=False,
    )
    if "unshare" in result.stderr or "mount:" in result.stderr:
        pytest.skip("this system lets no test mount a small disk")
    assert (result.stdout, result.stderr, result.returncode) == ("full: make room and run it again\n", "", 0)


def test_a_collection_of_pythons_does_not_stop_java(store: GraphStore) -> None:
    """Java is asked to collect everything whenever Python does; it does so by its own need, and no answer waits."""
    store.run(COUNT)
    beans = jpype.JClass("java.lang.management.ManagementFactory").getGarbageCollectorMXBeans()
    before = sum(int(bean.getCollectionCount()) for bean in beans)
    for _ in range(5):
        jpype.JClass("java.lang.System").gc()
    assert sum(int(bean.getCollectionCount()) for bean in beans) < before + 5


def test_asking_many_questions_leaves_no_thread_in_java(store: GraphStore) -> None:
    """Each is asked on a thread of its own, which Java would remember for ever."""
    threads = jpype.JClass("java.lang.Thread")
    store.explore("RETURN 1 AS x", {}, timeout=5, max_rows=1)
    before = threads.getAllStackTraces().size()
    for _ in range(40):
        store.explore("RETURN 1 AS x", {}, timeout=5, max_rows=1)
    assert threads.getAllStackTraces().size() < before + 20


def test_nobody_else_may_look_into_a_store(tmp_path: Path) -> None:
    """Without a key it holds raw identifiers."""
    settings = Settings(store=str(tmp_path / "some" / "store"), heap="256m")
    with closing(open_store(settings, create=True)):
        assert stat.S_IMODE(Path(settings.store).stat().st_mode) == 0o700


@pytest.mark.parametrize(("cause", "says"), [(errno.ENOSPC, StoreFull), (errno.EACCES, StoreError)])
def test_a_copy_that_cannot_be_made_leaves_the_store_as_it_was(
    store: GraphStore, settings: Settings, monkeypatch: pytest.MonkeyPatch, cause: int, says: type[StoreError]
) -> None:
    """A first load fills a copy: where there is no room for it, the store goes on."""

    def copy(source: Path, _: Path) -> None:
        raise OSError(cause, os.strerror(cause), str(source))

    monkeypatch.setattr(shutil, "copy2", copy)
    filling = store.first_load([])
    assert filling is not None
    with pytest.raises(says) as raised, filling:
        pass
    assert type(raised.value) is says
    assert not (Path(settings.store) / "graph.new").exists()
    assert store.run(COUNT)[0]["n"] == 0
