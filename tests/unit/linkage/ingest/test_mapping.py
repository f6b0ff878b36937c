"""A mapping file names any tables; what it gets wrong is refused with file, key and a suggestion."""

from __future__ import annotations

from pathlib import Path

import pytest

from linkage.errors import MappingError
from linkage.ingest.mapping import read_mapping
from linkage.ingest.read import open_table
from linkage.model.kind import Kind, Kinds
from tests.unit.linkage.ingest.tables import ingest, write

LOGINS = """
[tables.logins]
role = "observations"
file = "logins.csv"
delimiter = ";"
columns = { account_id = "uid", seen_at = "ts", count = "n" }
identifiers = { ip = "ip", device_id = "device", tax = "tax_id" }
time = "ms"

[kinds.tax_id]
label = "TaxId"
lease_days = 30
group = "tax"
"""


DERIVED = LOGINS + '[kinds.block]\nlabel = "Block"\nderived_from = "ip"\nderivation = "network"\n'


def test_a_wide_table_becomes_observations(tmp_path: Path) -> None:
    """Each filled cell is an observation of its column's kind; a row without any is quarantined."""
    write(
        tmp_path / "logins.csv",
        "uid;ts;ip;device_id;tax;n\n"
        "a1;1767323045000;192.0.2.1;d1;T1;2\n"
        "a2;1767323045000;;d1;;\n"
        "a3;1767323045000;;;;\n"
        "a4;1767323045000;300.0.0.1;d2;;\n"
        "a5;soon;192.0.2.1;d3;;\n",
    )
    source = read_mapping(write(tmp_path / "linkage.toml", LOGINS))
    assert source.kinds == (Kind("tax_id", "TaxId", lease_days=30, group="tax"),)
    outcome = ingest(source.tables[0], Kinds(source.kinds))
    assert sorted(outcome.rows.rows()) == [
        ("a1", "device", "d1", 1_767_323_045_000, 2),
        ("a1", "ip", "192.0.2.1", 1_767_323_045_000, 2),
        ("a1", "tax_id", "T1", 1_767_323_045_000, 2),
        ("a2", "device", "d1", 1_767_323_045_000, 1),
        ("a4", "device", "d2", 1_767_323_045_000, 1),
    ]
    assert outcome.rejects == [
        (4, "", "no identifier in the row"),
        (5, "ip", "not an IP address"),
        (6, "ts", "not epoch milliseconds"),
        (6, "ts", "not epoch milliseconds"),
    ]


def test_a_kind_of_ones_own_can_be_derived(tmp_path: Path) -> None:
    """Lease and group are those of the kind it comes from, which may be declared below it."""
    text = (
        DERIVED.replace('from = "ip"', 'from = "proxy"') + '[kinds.proxy]\nlabel="Proxy"\nnormaliser="ip"\nlease_days=2'
    )
    write(tmp_path / "logins.csv", "uid;ts;ip;device_id;tax;n\n")
    kinds = Kinds(read_mapping(write(tmp_path / "linkage.toml", text)).kinds)
    assert (kinds["block"].lease_days, kinds["block"].group) == (2, "proxy")
    assert kinds.derived_from("proxy") == (kinds["block"],)


def test_a_table_of_one_kind_with_its_own_time_format(tmp_path: Path) -> None:
    """A narrow table needs no kind column, and says how it writes its days."""
    write(tmp_path / "mail.txt", "account_id,mail,day\na1,Ann@Example.com,02.01.2026\n")
    mapping = """
    [tables.mail]
    role = "observations"
    file = "mail.txt"
    format = "csv"
    kind = "email"
    columns = { value = "mail", seen_at = "day" }
    time = "%d.%m.%Y"
    """
    outcome = ingest(read_mapping(write(tmp_path / "m.toml", mapping)).tables[0])
    assert outcome.rows.rows() == [("a1", "email", "ann@example.com", 1_767_312_000_000, 1)]


def test_accounts_choose_their_properties(tmp_path: Path) -> None:
    """Only the named columns become properties, under the given names."""
    write(tmp_path / "users.csv", "uid,tier,secret\na1,pro,x\n")
    mapping = """
    [tables.users]
    role = "accounts"
    file = "users.csv"
    columns = { account_id = "uid" }
    properties = { plan = "tier" }
    """
    outcome = ingest(read_mapping(write(tmp_path / "m.toml", mapping)).tables[0])
    assert outcome.rows.rows() == [("a1", None, '{"plan": "pro"}')]


TYPOS = {
    "derived and observed": (
        LOGINS.replace('ip = "ip"', 'ip = "ip_network"'),
        "identifiers.ip: 'ip_network' is",
        "'ip'",
    ),
    "derived from nothing": (DERIVED.replace('from = "ip"', 'from = "ipp"'), "there is no kind 'ipp'", "'ip'"),
    "derived twice": (
        DERIVED.replace('from = "ip"', 'from = "ip_network"'),
        "is itself derived from 'ip'",
        "one of ip",
    ),
    "unknown rule": (DERIVED.replace('"network"', '"netwrok"'), "kinds.block.derivation: 'netwrok'", "'network'"),
    "rule that does not fit": (
        DERIVED.replace('"network"', '"domain"'),
        "needs a kind of normaliser 'email'",
        "one of email",
    ),
    "own lease": (DERIVED + "lease_days = 3", "kinds.block.lease_days: a derived kind has it from", "leave it out"),
    "rule without parent": (DERIVED.replace('derived_from = "ip"\n', ""), "kinds.block.derivation: goes with", "add"),
    "no TOML": ("tables = [", "is no TOML", ""),
    "unknown section": (LOGINS + "[table]\n", "table: there is no such key", "did you mean 'tables'?"),
    "no tables": ("[kinds.x]\nlabel = 'X'\n", "it names no table", "add a [tables.NAME]"),
    "unknown key": (LOGINS.replace("time =", "tiem ="), "tables.logins.tiem: there is no such key", "'time'"),
    "unknown role": (LOGINS.replace('"observations"', '"observation"'), "tables.logins.role", "'observations'"),
    "missing file": (LOGINS.replace("logins.csv", "login.csv"), "tables.logins.file: there is no file", "'logins.csv'"),
    "no file": (LOGINS.replace('file = "logins.csv"', ""), "tables.logins: has no file", "add file"),
    "unknown format": (LOGINS + '[tables.x]\nrole="accounts"\nfile="logins.csv"\nformat="cvs"', "x.format", "'csv'"),
    "ending without format": (LOGINS.replace("logins.csv", "linkage.toml"), "ending does not tell", "add format"),
    "unknown column of ours": (LOGINS.replace("seen_at =", "seenat ="), "columns.seenat", "'seen_at'"),
    "unknown kind": (LOGINS.replace('ip = "ip"', 'ip = "ipp"'), "tables.logins.identifiers.ip", "'ip'"),
    "unknown normaliser": (LOGINS + 'normaliser = "tokens"', "kinds.tax_id.normaliser", "'token'"),
    "label taken": (LOGINS.replace("TaxId", "Account"), "kinds.tax_id: label 'Account'", "choose another"),
    "no label": (LOGINS.replace('label = "TaxId"', ""), "kinds.tax_id: has no label", "add label"),
    "lease in words": (LOGINS.replace("lease_days = 30", 'lease_days = "30"'), "lease_days", "see the mapping"),
    "negative lease": (LOGINS.replace("= 30", "= -1"), "lease_days of kind 'tax_id' is negative", "use 0"),
    "identifiers for accounts": (LOGINS.replace('"observations"', '"accounts"'), "identifiers", "see the mapping"),
    "long delimiter": (LOGINS.replace('";"', '";;"'), "tables.logins.delimiter", "see the mapping"),
    "number for text": (LOGINS.replace('time = "ms"', "time = 1"), "tables.logins.time: must be text", "see the"),
    "list for columns": (LOGINS.replace('{ ip = "ip"', '{ ip = ["ip"]'), "tables.logins.identifiers", "see the"),
}


@pytest.mark.parametrize("name", TYPOS)
def test_a_typo_is_refused_with_a_suggestion(tmp_path: Path, name: str) -> None:
    """The refusal names file and key, and what was meant."""
    text, cause, hint = TYPOS[name]
    write(tmp_path / "logins.csv", "uid;ts;ip;device_id;tax;n\n")
    with pytest.raises(MappingError) as refusal:
        read_mapping(write(tmp_path / "linkage.toml", text))
    assert "linkage.toml" in refusal.value.cause
    assert cause in refusal.value.cause
    assert hint in refusal.value.hint
    assert refusal.value.exit_code == 3


def test_a_column_that_the_file_lacks_is_refused(tmp_path: Path) -> None:
    """A mapped column that is not in the file is named with the nearest that is."""
    write(tmp_path / "logins.csv", "uid;ts;ip;device-id;tax;n\n")
    source = read_mapping(write(tmp_path / "linkage.toml", LOGINS))
    with pytest.raises(MappingError, match=r"there is no column 'device_id' .did you mean 'device-id'\?"):
        open_table(source.tables[0])


def test_a_missing_mapping_file_is_refused(tmp_path: Path) -> None:
    """A path that is not there is named."""
    with pytest.raises(MappingError, match=r"gone\.toml: No such file"):
        read_mapping(tmp_path / "gone.toml")
