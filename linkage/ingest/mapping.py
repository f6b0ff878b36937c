"""The mapping file: tables of any name and shape, and further kinds, without a script.

A TOML file (``linkage.toml``)::

    [tables.users]                      # any name; counts and messages use it
    role = "accounts"                   # what its rows say: accounts, observations or activity
    file = "export/users.csv.gz"        # beside this file, or absolute
    columns = { account_id = "uid", created_at = "registered" }     # ours = theirs; the others have our names
    properties = { plan = "tier" }      # accounts only: property = column; left out, every further column is kept

    [tables.logins]                     # a wide table: each identifier column is an observation of its kind
    role = "observations"
    file = "logins.parquet"
    columns = { account_id = "uid", seen_at = "ts", count = "n" }
    identifiers = { ip = "ip", device_id = "device", card = "payment" }     # column = kind
    time = "ms"                         # auto (default: RFC 3339 or epoch seconds), ms, or a strptime format, in UTC

    [tables.taxes]                      # a narrow table whose rows are all of one kind
    role = "observations"
    file = "taxes.txt"
    format = "csv"                      # csv, jsonl or parquet, where the file's ending does not say
    delimiter = ";"                     # csv only
    kind = "tax_id"
    columns = { value = "number", seen_at = "day" }
    time = "%Y-%m-%d"

    [kinds.tax_id]                      # a kind of your own
    label = "TaxId"                     # node label
    normaliser = "token"                # token (default), text, ip, email or phone
    lease_days = 0                      # days without use after which it may have changed hands; 0: never
    group = "tax"                       # kinds of one group are not independent evidence; default: its own name

    [kinds.mail_domain]                 # computed from the values of another kind, whose lease and group it has
    label = "MailDomain"
    derived_from = "work_mail"
    derivation = "domain"               # network (of ip), domain or pattern (of email), issuer (of token)

Columns of each role: accounts ``account_id``, ``created_at`` (may be left out here); observations ``account_id``,
``seen_at``, ``count`` (optional), and either ``kind`` and ``value``, or ``identifiers``, or ``kind = "…"`` and
``value``; activity ``account_id``, ``at``, ``fingerprint``, ``count`` (optional). In a wide table an empty cell is no
observation, and counts are of cells, not of rows.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any, cast, get_args

from linkage.errors import MappingError, UsageError
from linkage.ingest.folder import ENDINGS
from linkage.ingest.source import OPTIONAL, REQUIRED, Cell, Format, Role, Source, Table
from linkage.model.kind import FITS, Derivation, Kind, Kinds, Normaliser, why_not_derived

_TABLE = ("role", "file", "format", "delimiter", "columns", "properties", "identifiers", "kind", "time")
_KIND = ("label", "normaliser", "lease_days", "group")
_DERIVED = ("label", "derived_from", "derivation")


def read_mapping(path: Path, known: Kinds | None = None) -> Source:
    """Return the tables and kinds that a mapping file names.

    Parameters
    ----------
    known
        Kinds in force beside those the file declares; the built-in ones, if none are given.

    Raises
    ------
    MappingError
        It cannot be read, or has a key, role, kind, format or file that is not there.
    """
    place = _Place(path)
    whole = place.parse()
    place.only(whole, ("tables", "kinds"), "")
    kinds = tuple(_kind(place, name, given) for name, given in place.tables(whole, "kinds").items())
    everything = dict(known or Kinds()) | {kind.name: kind for kind in kinds}
    _check_derived(place, kinds, everything)
    tables = [_table(place, name, given, everything) for name, given in place.tables(whole, "tables").items()]
    if not tables:
        raise MappingError(f"{path}: it names no table", "add a [tables.NAME] with role and file")
    order = get_args(Role)
    return Source(path.stem, tuple(sorted(tables, key=lambda t: (order.index(t.role), t.name))), kinds)


class _Place:
    """The mapping file, as the place that refusals name."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def parse(self) -> dict[str, Any]:
        try:
            return tomllib.loads(self.path.read_text("utf-8-sig"))
        except OSError as error:
            raise MappingError(f"cannot read {self.path}: {error.strerror}", "check the path") from None
        except UnicodeDecodeError:
            raise MappingError(f"{self.path} is not UTF-8", "save it as UTF-8") from None
        except tomllib.TOMLDecodeError as error:
            raise MappingError(f"{self.path} is no TOML: {error}", "see the mapping file's form") from None

    def refuse(self, key: str, cause: str, hint: str = "see the mapping file's form") -> MappingError:
        return MappingError(f"{self.path}: {key}: {cause}", hint)

    def only(self, given: Mapping[str, Any], allowed: Iterable[str], key: str) -> None:
        for name in given:
            if name not in allowed:
                raise self.refuse(f"{key}.{name}".lstrip("."), "there is no such key", suggest(name, allowed))

    def observed(self, name: str, kinds: Mapping[str, Kind], key: str) -> None:
        parent = kinds[self.one_of(name, kinds, key)].derived_from
        if parent:
            raise self.refuse(key, f"{name!r} is derived from {parent!r}, not observed", f"give the {parent!r}")

    def one_of(self, value: Any, allowed: Iterable[str], key: str) -> str:
        if value not in allowed:
            raise self.refuse(key, f"{value!r} is not there", suggest(str(value), allowed))
        return cast(str, value)

    def text(self, given: Mapping[str, Any], name: str, key: str, default: str = "") -> str:
        value = given.get(name, default)
        if not isinstance(value, str):
            raise self.refuse(f"{key}.{name}", "must be text in quotes")
        return value

    def names(self, given: Mapping[str, Any], name: str, key: str) -> dict[str, str]:
        value = given.get(name, {})
        if not isinstance(value, dict) or not all(isinstance(v, str) for v in value.values()):
            raise self.refuse(f"{key}.{name}", 'must be a table of names, such as { account_id = "uid" }')
        return value

    def tables(self, given: Mapping[str, Any], name: str) -> dict[str, dict[str, Any]]:
        value = given.get(name, {})
        if not isinstance(value, dict) or not all(isinstance(v, dict) for v in value.values()):
            raise self.refuse(name, f"must hold tables, such as [{name}.NAME]")
        return value


def suggest(name: str, allowed: Iterable[str]) -> str:
    """Return a hint: the nearest of the allowed names, or all of them."""
    allowed = sorted(allowed)
    near = get_close_matches(name, allowed, 1)
    return f"did you mean {near[0]!r}?" if near else f"one of {', '.join(allowed)}"


def _kind(place: _Place, name: str, given: dict[str, Any]) -> Kind:
    key = f"kinds.{name}"
    place.only(given, dict.fromkeys((*_KIND, *_DERIVED)), key)
    if "label" not in given:
        raise place.refuse(key, "has no label", 'add label = "CamelCase"')
    try:
        return _derived(place, name, given, key) if "derived_from" in given else _observed(place, name, given, key)
    except UsageError as error:
        raise place.refuse(key, error.cause, error.hint) from None


def _observed(place: _Place, name: str, given: dict[str, Any], key: str) -> Kind:
    if "derivation" in given:
        raise place.refuse(f"{key}.derivation", "goes with derived_from", 'add derived_from = "KIND"')
    normaliser = place.one_of(given.get("normaliser", "token"), get_args(Normaliser), f"{key}.normaliser")
    lease = given.get("lease_days", 0)
    if isinstance(lease, bool) or not isinstance(lease, int | float):
        raise place.refuse(f"{key}.lease_days", "must be a number of days")
    label, group = place.text(given, "label", key), place.text(given, "group", key)
    return Kind(name, label, cast(Normaliser, normaliser), float(lease), group)


def _derived(place: _Place, name: str, given: dict[str, Any], key: str) -> Kind:
    for own in given:
        if own not in _DERIVED:
            raise place.refuse(f"{key}.{own}", "a derived kind has it from the kind it is derived from", "leave it out")
    rule = place.one_of(given.get("derivation"), FITS, f"{key}.derivation")
    parent = place.text(given, "derived_from", key)
    label = place.text(given, "label", key)
    return Kind(name, label, derived_from=parent, derivation=cast(Derivation, rule))


def _check_derived(place: _Place, kinds: Iterable[Kind], everything: Mapping[str, Kind]) -> None:
    for kind in kinds:
        cause = why_not_derived(kind, everything) if kind.derived_from else ""
        if cause:
            fits = [k.name for k in everything.values() if not k.derived_from and k.normaliser == FITS[kind.derivation]]
            raise place.refuse(f"kinds.{kind.name}.derived_from", cause, suggest(kind.derived_from, fits))


def _table(place: _Place, name: str, given: dict[str, Any], kinds: Mapping[str, Kind]) -> Table:
    key = f"tables.{name}"
    place.only(given, _TABLE, key)
    role = cast(Role, place.one_of(given.get("role"), get_args(Role), f"{key}.role"))
    path = _file(place, given, key)
    cells = _cells(place, given, key, role, kinds)
    kind = place.text(given, "kind", key)
    if kind:
        place.observed(kind, kinds, f"{key}.kind")
        if role != "observations" or cells:
            raise place.refuse(f"{key}.kind", "goes with observations that have a value column")
    required, optional = _columns(role, wide=bool(cells), one_kind=bool(kind))
    columns = {column: column for column in (*required, *optional)}
    chosen = place.names(given, "columns", key)
    place.only(chosen, columns, f"{key}.columns")
    return Table(
        name,
        role,
        path,
        _format(place, given, key, path),
        columns | chosen,
        tuple(dict.fromkeys((*required, *chosen))),
        cells,
        kind,
        _properties(place, given, key, role),
        place.text(given, "time", key, "auto"),
        _delimiter(place, given, key),
    )


def _columns(role: Role, *, wide: bool, one_kind: bool) -> tuple[tuple[str, ...], tuple[str, ...]]:
    dropped = {"kind", "value"} if wide else {"kind"} if one_kind else set()
    required = tuple(column for column in REQUIRED[role] if column not in dropped)
    if role == "accounts":
        return ("account_id",), ("created_at",)
    return required, OPTIONAL[role]


def _file(place: _Place, given: dict[str, Any], key: str) -> Path:
    name = place.text(given, "file", key)
    if not name:
        raise place.refuse(key, "has no file", 'add file = "…"')
    path = place.path.parent / name
    if not path.is_file():
        beside = [p.name for p in path.parent.iterdir()] if path.parent.is_dir() else []
        near = get_close_matches(path.name, beside, 1)
        hint = f"did you mean {near[0]!r}?" if near else "give a file beside the mapping file, or an absolute path"
        raise place.refuse(f"{key}.file", f"there is no file {name!r}", hint)
    return path


def _format(place: _Place, given: dict[str, Any], key: str, path: Path) -> Format:
    if "format" in given:
        return cast(Format, place.one_of(given["format"], get_args(Format), f"{key}.format"))
    for ending, format in ENDINGS.items():
        if path.name.endswith(ending):
            return format
    raise place.refuse(f"{key}.file", "its ending does not tell its format", 'add format = "csv", "jsonl" or "parquet"')


def _cells(place: _Place, given: dict[str, Any], key: str, role: Role, kinds: Mapping[str, Kind]) -> tuple[Cell, ...]:
    chosen = place.names(given, "identifiers", key)
    if chosen and role != "observations":
        raise place.refuse(f"{key}.identifiers", f"goes with observations, not with {role}")
    for column, kind in chosen.items():
        place.observed(kind, kinds, f"{key}.identifiers.{column}")
    return tuple(Cell(column, kind) for column, kind in chosen.items())


def _properties(place: _Place, given: dict[str, Any], key: str, role: Role) -> dict[str, str] | None:
    if role == "accounts" and "properties" not in given:
        return None
    chosen = place.names(given, "properties", key)
    if chosen and role != "accounts":
        raise place.refuse(f"{key}.properties", f"goes with accounts, not with {role}")
    for name in chosen:
        if name in ("id", "account_id", "created_at") or not name.isidentifier():
            raise place.refuse(f"{key}.properties.{name}", "cannot be a property", "choose another name, in snake_case")
    return chosen


def _delimiter(place: _Place, given: dict[str, Any], key: str) -> str:
    delimiter = place.text(given, "delimiter", key, ",")
    if len(delimiter) != 1 or not delimiter.isascii() or delimiter in '"\r\n\0':
        raise place.refuse(f"{key}.delimiter", "must be one ASCII character, not a quote or a line end")
    return delimiter
