"""What ``serve`` refuses before it starts; the rest is tested on a running process in tests/integration."""

from __future__ import annotations

from pathlib import Path

import pytest

from linkage.api import serve
from linkage.config import Settings
from linkage.errors import UsageError


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "", "192.0.2.1", "example.org"])
def test_listening_beyond_loopback_needs_a_key(tmp_path: Path, host: str) -> None:
    """Every address that others could reach is refused without a key, before the store is looked for."""
    with pytest.raises(UsageError, match="API key"):
        serve(Settings(store=str(tmp_path / "none")), host, 0)


def test_a_store_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    """Nothing is made by serving: a folder without a store is refused."""
    with pytest.raises(UsageError, match="no store"):
        serve(Settings(store=str(tmp_path / "none")), "127.0.0.1", 0)
    assert list(tmp_path.iterdir()) == []
