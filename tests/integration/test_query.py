"""Asking: questions of the library and a user's own Cypher, with parameters as a user types them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from linkage import queries
from linkage.config import Settings
from linkage.engine import schema
from linkage.engine.kinds import write_kinds
from linkage.engine.query import ask, library, question_names
from linkage.errors import LinkageError, NotFound, QueryRefused, UsageError
from linkage.ingest.pseudonymise import pseudonym, ref
from linkage.model.kind import Kind, Kinds
from linkage.store.base import GraphStore
from linkage.store.open import open_store
from tests.conftest import HEAP

WORLD = Path(__file__).parents[1] / "golden" / "read" / "graph.cypher"
KEY = "a key of the tests"
SECRET = "4111-1111-1111-1111"
KEYED = queries.parse(
    "// name: keyed\n// mode: write\n\n"
    "CREATE (:Account {id: 'k1'})-[:USED {first_seen: datetime(), last_seen: datetime(), count: 1}]->"
    "(:Payment {id: $id, ref: $ref})"
)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Name the store of the small world."""
    return Settings(store=str(tmp_path_factory.mktemp("query") / "store"), heap=HEAP)


@pytest.fixture(scope="module")
def world(place: Settings) -> Iterator[GraphStore]:
    """Open the small world, with one account more whose card was loaded under a key."""
    store = open_store(place, create=True)
    stored = pseudonym("payment", SECRET, KEY)
    try:
        schema.apply(store, Kinds())
        source = f"// name: world\n// mode: write\n\n{WORLD.read_text('utf-8')}"
        store.execute(lambda transaction: transaction.run(queries.parse(source)))
        store.execute(lambda transaction: transaction.run(KEYED, {"id": stored, "ref": ref("payment", stored)}))
        yield store
    finally:
        store.close()


def accounts(store: GraphStore, settings: Settings, kind: str, identifier: str) -> list[str]:
    """Return who is behind an identifier."""
    answer = ask(store, settings, "list_accounts_by_identifier", {"kind": kind, "identifier": identifier})
    return [row["account_id"] for row in answer.rows]


@pytest.mark.parametrize("typed", ["192.0.2.1", " 192.0.2.1 ", "::ffff:192.0.2.1", "::ffff:c000:201", "ref-ip-a"])
def test_an_identifier_may_be_typed_in_any_spelling(world: GraphStore, place: Settings, typed: str) -> None:
    """Raw in another spelling, as stored, or by its reference: the same accounts."""
    assert accounts(world, place, "ip", typed) == ["a2", "a1"]


@pytest.mark.parametrize("kind", ["ip", "IP", "Ip"])
def test_a_kind_may_be_given_by_name_or_label(world: GraphStore, place: Settings, kind: str) -> None:
    """Answers show labels, so a label is understood."""
    assert accounts(world, place, kind, "192.0.2.1") == ["a2", "a1"]


def test_under_a_key_a_raw_identifier_is_found(world: GraphStore, place: Settings) -> None:
    """With the key set the raw value is found, and so are the stored value and the reference; without, only these."""
    keyed = Settings(store=place.store, key=KEY)
    stored = pseudonym("payment", SECRET, KEY)
    for settings in (keyed, place):
        assert accounts(world, settings, "payment", stored) == ["k1"]
        assert accounts(world, settings, "payment", ref("payment", stored)) == ["k1"]
    assert accounts(world, keyed, "payment", SECRET) == ["k1"]
    with pytest.raises(NotFound, match="LINKAGE_KEY"):
        accounts(world, place, "payment", SECRET)


def test_the_limit_says_whether_it_cut(world: GraphStore, place: Settings) -> None:
    """An answer of exactly the limit's rows is whole; one row more is not."""
    whole = ask(world, place, "list_runs", {"limit": "2"})
    cut = ask(world, place, "list_runs", {"limit": "1"})
    assert (len(whole.rows), whole.truncated) == (2, False)
    assert (len(cut.rows), cut.truncated) == (1, True)


WRONG = {
    ("list_accounts_by_identifier", ()): "parameter kind is missing",
    ("list_accounts_by_identifier", ("kind=card", "identifier=x")): "parameter kind names no declared kind",
    ("list_accounts_by_identifier", ("kind=ip",)): "parameter identifier is missing",
    ("list_accounts_by_identifier", ("kind=ip", "identifer=x")): "did you mean identifier",
    ("list_accounts_by_identifier", ("kind=ip", "identifier=")): "parameter identifier is not given",
    ("list_runs", ("limit=many",)): "parameter limit is not a whole number",
    ("list_runs", ("limit=-1",)): "parameter limit is not a whole number from 0 up",
    ("list_runs", ("limit=9223372036854775807",)): "parameter limit is not a whole number",
    ("list_runs", ("kind=ip",)): "no parameter 'kind'",
    ("list_clusters", ("min_score=high",)): "parameter min_score is not a number",
    ("list_clusters", ("min_score=nan",)): "parameter min_score is not a finite number",
    ("list_clusters", ("since=yesterday",)): "parameter since is not a time such as",
    ("list_clusters", ("since=2026-01-02",)): "parameter since is not a time with its offset",
    ("list_identifiers_shared_by_accounts", ("accounts=,",)): "parameter accounts is not given",
}


@pytest.mark.parametrize(("asked", "says"), WRONG.items(), ids=lambda value: str(value)[:60])
def test_wrong_parameters_are_named(
    world: GraphStore, place: Settings, asked: tuple[str, tuple[str, ...]], says: str
) -> None:
    """Missing, unknown or of another type: a usage error that names the parameter."""
    name, typed = asked
    with pytest.raises(UsageError, match=says) as caught:
        ask(world, place, name, dict(p.split("=", 1) for p in typed))
    assert caught.value.exit_code == 2


@pytest.mark.parametrize(
    ("name", "params"),
    [
        ("list_accounts_by_identifier", {"kind": "ip", "identifier": SECRET}),
        ("list_timeline_of_account", {"account": SECRET}),
        ("list_campaigns_of_operator", {"cluster": SECRET}),
        ("list_identifiers_shared_by_accounts", {"accounts": f"a1,{SECRET}"}),
        ("list_runs", {"limit": SECRET}),
        ("list_clusters", {"since": SECRET}),
        ("list_clusters", {"min_score": SECRET}),
        ("list_hubs", {"kind": SECRET}),
        ("MATCH (n) WHERE n.id = $x RETURN toInteger($x) / 0", {"x": SECRET}),
    ],
)
def test_no_error_holds_a_value(world: GraphStore, place: Settings, name: str, params: dict[str, str]) -> None:
    """A value may be a raw identifier: errors name parameters and places only."""
    try:
        ask(world, place, name, params)
    except LinkageError as error:
        assert SECRET not in str(error)
    else:
        assert name.startswith("MATCH"), "every other case is an error"


def test_what_is_not_there_is_said(world: GraphStore, place: Settings) -> None:
    """A misspelt account is an error, not an empty answer; of a list, the places are named."""
    with pytest.raises(NotFound, match="what parameter account names"):
        ask(world, place, "list_timeline_of_account", {"account": "a11"})
    with pytest.raises(NotFound, match="of the 4 accounts in parameter accounts, number 2, 4"):
        ask(world, place, "list_identifiers_shared_by_accounts", {"accounts": "a1,zz, a2 ,yy"})


def test_times_may_have_any_offset(world: GraphStore, place: Settings) -> None:
    """The same instant in another offset is the same question."""
    utc = ask(world, place, "list_clusters_by_growth", {"since": "2026-02-02T08:00:00Z"})
    east = ask(world, place, "list_clusters_by_growth", {"since": "2026-02-02T13:30:00+05:30"})
    later = ask(world, place, "list_clusters_by_growth", {"since": "2026-02-02T08:00:00.001Z"})
    assert utc == east and len(utc.rows) == 1 and later.rows == ()


def test_an_unknown_question_offers_the_nearest(world: GraphStore, place: Settings) -> None:
    """A misspelt name is answered with the right one."""
    with pytest.raises(NotFound, match="did you mean list_hubs"):
        ask(world, place, "list_hub")


def test_a_step_of_a_command_is_no_question(world: GraphStore, place: Settings) -> None:
    """Only questions can be asked by name."""
    with pytest.raises(NotFound):
        ask(world, place, "find_accounts", {"names": "a1"})


def test_text_is_cypher(world: GraphStore, place: Settings) -> None:
    """A user's own query runs, its values typed by JSON, else strings."""
    text = "RETURN $n + 1 AS n, $flag AS flag, $list[1] AS second, $name AS name, $quoted AS quoted"
    params = {"n": "7", "flag": "true", "list": '["a", "b"]', "name": "NaN", "quoted": '"7"'}
    answer = ask(world, place, text, params)
    assert answer.rows == ({"n": 8, "flag": True, "second": "b", "name": "NaN", "quoted": "7"},)
    assert answer.columns == ("n", "flag", "second", "name", "quoted")


def test_text_needs_what_it_uses_and_nothing_else(world: GraphStore, place: Settings) -> None:
    """A missing parameter would be null on one store and an error on another: it is refused on both."""
    with pytest.raises(UsageError, match="parameter id is missing"):
        ask(world, place, "MATCH (a {id: $id}) RETURN a.id AS id // $no")
    with pytest.raises(UsageError, match="no parameter 'limit'"):
        ask(world, place, "RETURN '$limit' AS x", {"limit": "1"})


@pytest.mark.parametrize("text", ["CREATE (n:Account {id: 'x'})", "MATCH (n) SET n.x = 1", "MATCH (n) DETACH DELETE n"])
def test_text_only_reads(world: GraphStore, place: Settings, text: str) -> None:
    """A user's own query that writes is refused, and nothing is written."""
    before = ask(world, place, "MATCH (n) RETURN count(n) AS n").rows
    with pytest.raises(QueryRefused):
        ask(world, place, text)
    assert ask(world, place, "MATCH (n) RETURN count(n) AS n").rows == before


def test_rows_are_capped(world: GraphStore, place: Settings) -> None:
    """A user's own query returns at most the rows the operator allows, and says so."""
    capped = Settings(store=place.store, max_rows=3)
    answer = ask(world, capped, "MATCH (a:Account) RETURN a.id AS id ORDER BY id")
    assert [row["id"] for row in answer.rows] == ["a1", "a2", "a3"] and answer.truncated


def test_a_file_is_asked_with_or_without_a_header(world: GraphStore, place: Settings, tmp_path: Path) -> None:
    """A plain file takes what it uses; a header adds types, defaults and the kind."""
    plain = tmp_path / "plain.cypher"
    plain.write_text("\ufeff// who\nMATCH (a:Account {id: $id}) RETURN a.plan AS plan", "utf-8")
    assert ask(world, place, str(plain), {"id": "b1"}).rows == ({"plan": "pro"},)
    spaced = plain.rename(tmp_path / "my query.txt")
    assert ask(world, place, str(spaced), {"id": "b1"}).rows == ({"plan": "pro"},)
    headed = tmp_path / "headed.cypher"
    headed.write_text(
        "// name: mine\n// mode: read\n// for: each kind\n// params:\n//   identifier: identifier - which\n"
        "//   limit: integer = 5 - most rows\n// returns:\n//   n: how many\n"
        "MATCH (i:KIND {id: $identifier})<-[u:USED]-() RETURN count(u) AS n LIMIT $limit;\n"
    )
    answer = ask(world, place, str(headed), {"kind": "ip", "identifier": "::ffff:198.51.100.9"})
    assert answer.rows == ({"n": 6},)


def test_a_file_with_a_writing_header_is_refused(world: GraphStore, place: Settings, tmp_path: Path) -> None:
    """Only reading files can be asked; one that lies about its mode is stopped by the store."""
    file = tmp_path / "write.cypher"
    file.write_text("// name: mine\n// mode: write\nCREATE (n:Account {id: 'x'})")
    with pytest.raises(UsageError, match="mode: write"):
        ask(world, place, str(file))
    file.write_text("// name: mine\n// mode: read\nCREATE (n:Account {id: 'x'})")
    with pytest.raises(QueryRefused):
        ask(world, place, str(file))


def test_a_file_that_cannot_be_read_is_named(world: GraphStore, place: Settings, tmp_path: Path) -> None:
    """Not there, a folder, not text: each says which and what."""
    with pytest.raises(NotFound, match=r"there is no file .*none\.cypher"):
        ask(world, place, str(tmp_path / "none.cypher"))
    with pytest.raises(UsageError, match="cannot be read"):
        ask(world, place, f"{tmp_path}/")
    (tmp_path / "latin.cypher").write_bytes(b"RETURN '\xe9' AS x")
    with pytest.raises(UsageError, match="not UTF-8"):
        ask(world, place, str(tmp_path / "latin.cypher"))


def test_the_library_describes_every_question() -> None:
    """Name, doc, parameters with what is required, columns, and an example of each question; no store needed."""
    described = {question.name: question.as_dict() for question in library()}
    assert list(described) == question_names()
    hubs = described["list_hubs"]
    assert [p["name"] for p in hubs["params"]] == ["kind", "min_accounts", "limit"]
    assert [p["required"] for p in hubs["params"]] == [True, False, False]
    assert all(d["doc"] and d["returns"] and d["example"] for d in described.values())


def test_a_declared_kind_can_be_asked_for(store: GraphStore, settings: Settings) -> None:
    """A kind that a load declared appears in the library's help and works as any other."""
    kinds = Kinds((Kind("badge", "Badge"),))
    schema.apply(store, kinds)
    write_kinds(store, kinds)
    badge = queries.parse(
        "// name: badge\n// mode: write\n\nCREATE (:Account {id: 'k1'})-[:USED {first_seen: datetime(), "
        "last_seen: datetime(), count: 1}]->(:Badge {id: 'b-1', ref: 'r-1'})"
    )
    store.execute(lambda transaction: transaction.run(badge))
    described = {question.name: question for question in library(store)}
    assert "badge" in described["list_hubs"].params[0].help
    assert accounts(store, settings, "badge", "b-1") == ["k1"]
