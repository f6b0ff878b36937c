"""Derived identifiers are tied to what implies them at load, once, on every store, and read as uses."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from linkage.config import Settings
from linkage.engine.kinds import read_kinds
from linkage.engine.load import load
from linkage.engine.read_entities import read_entities
from linkage.errors import LinkageError
from linkage.store.base import GraphStore

ACCOUNTS = "account_id,created_at\na,2026-01-01T00:00:00Z\nb,2026-01-02T00:00:00Z\nc,2026-01-03T00:00:00Z\n"
OBSERVATIONS = """account_id,kind,value,seen_at
a,ip,192.0.2.1,2026-02-01T00:00:00Z
a,ip,192.0.2.2,2026-02-03T00:00:00Z
b,ip,192.0.2.9,2026-02-02T00:00:00Z
c,ip,198.51.100.1,2026-02-02T00:00:00Z
a,email,ines.gomez57@x.org,2026-02-01T00:00:00Z
b,email,bo.li42@x.org,2026-02-01T00:00:00Z
"""


def _folder(path: Path) -> Path:
    path.mkdir()
    (path / "accounts.csv").write_text(ACCOUNTS)
    (path / "observations.csv").write_text(OBSERVATIONS)
    return path


def test_an_account_uses_the_networks_of_its_addresses(any_store: GraphStore, tmp_path: Path) -> None:
    """First and latest use span all addresses of the network; loading twice changes nothing."""
    folder, settings = _folder(tmp_path / "in"), Settings(staging=str(tmp_path))
    load(any_store, folder, settings)
    once = read_entities(any_store, read_kinds(any_store))
    load(any_store, folder, settings)
    again = read_entities(any_store, read_kinds(any_store))
    assert np.array_equal(once.uses.identifier, again.uses.identifier)
    network = once.kinds.index("ip_network")
    uses = np.flatnonzero(once.kind[once.uses.identifier] == network)
    assert once.accounts.ids[once.uses.account[uses]].tolist() == ["a", "b"]
    days = (once.uses.last_seen[uses] - once.uses.first_seen[uses]) / 86_400_000
    assert days.tolist() == [2.0, 0.0]
    assert once.derived[network] and once.lease_days[network] == once.lease_days[once.kinds.index("ip")]
    shared = {once.kinds[k] for k in once.kind.tolist() if once.derived[k]}
    assert shared == {"ip_network", "email_domain", "email_pattern"}


def test_with_a_key_no_derived_value_is_readable(store: GraphStore, tmp_path: Path) -> None:
    """A network is as telling as an address: it is keyed like one."""
    load(store, _folder(tmp_path / "in"), Settings(staging=str(tmp_path), key="0123456789abcdef0123456789abcdef"))
    answer = store.explore("MATCH (n:Network) RETURN n.id AS id", {}, timeout=30, max_rows=10)
    assert len(answer.rows) == 2
    assert not any("192.0.2" in str(row) or "198.51" in str(row) for row in answer.rows)


def test_a_derived_kind_is_not_observed(store: GraphStore, tmp_path: Path) -> None:
    """Rows that name one are refused, with the reason."""
    folder = _folder(tmp_path / "in")
    with (folder / "observations.csv").open("a") as file:
        file.write("a,ip_network,192.0.2.0/24,2026-02-01T00:00:00Z\n")
    report = load(store, folder, Settings(staging=str(tmp_path)), quarantine=tmp_path / "refused.csv")
    assert "derived from ip, not observed" in str(report.as_dict())


@pytest.mark.parametrize("rule", ["network", "issuer"])
def test_a_rule_needs_a_kind_that_fits(store: GraphStore, tmp_path: Path, rule: str) -> None:
    """A mapping that derives a network from a phone number is refused before anything is loaded."""
    folder = _folder(tmp_path / "in")
    mapping = folder / "linkage.toml"
    mapping.write_text(
        '[kinds.phone_block]\nlabel = "PhoneBlock"\nderived_from = "phone"\n'
        f'derivation = "{rule}"\n\n[[tables]]\npath = "accounts.csv"\nrole = "accounts"\n'
    )
    with pytest.raises(LinkageError, match="phone_block"):
        load(store, mapping, Settings(staging=str(tmp_path)))
