"""The declared kinds, kept in the store so that everything after the load knows them."""

from __future__ import annotations

from linkage import queries
from linkage.errors import MappingError
from linkage.model.kind import Kind, Kinds
from linkage.store.base import GraphStore

MOST_KINDS = 1000


def read_kinds(store: GraphStore) -> Kinds:
    """Return the kinds that the store's data was loaded with; the built-in ones for an empty store."""
    return Kinds(_declared(store))


def write_kinds(store: GraphStore, kinds: Kinds) -> None:
    """Declare the kinds in the store, or renew what it has declared; where nothing differs, nothing is written."""
    declared = _declared(store)
    if declared and kinds == Kinds(declared):
        return
    rows = [
        {
            "id": kind.name,
            "label": kind.label,
            "normaliser": kind.normaliser,
            "lease_days": float(kind.lease_days),
            "group": kind.group,
            "derived_from": kind.derived_from,
            "derivation": kind.derivation,
        }
        for kind in kinds.values()
    ]
    store.execute(lambda transaction: transaction.run(queries.load("merge_kinds"), {"rows": rows}))


def _declared(store: GraphStore) -> tuple[Kind, ...]:
    """Return the kinds that the store has, none before its first load."""
    return tuple(Kind(**row) for row in store.run(queries.load("list_kinds"), {"limit": MOST_KINDS}))


def with_declared(stored: Kinds, declared: tuple[Kind, ...]) -> Kinds:
    """Return the stored kinds with those a mapping file declares, whose lease and group replace the stored ones.

    Raises
    ------
    MappingError
        A kind that the store has is declared with another label, normaliser or derivation: its values would no longer
        meet.
    """
    for kind in declared:
        before = stored.get(kind.name)
        if before and _meaning(before) != _meaning(kind):
            has = " and ".join(f"{name} {value!r}" for name, value in _meaning(before).items())
            raise MappingError(
                f"kinds.{kind.name}: the store has it with {has}", "declare it so, or declare a kind of another name"
            )
    return Kinds((*stored.values(), *declared))


def _meaning(kind: Kind) -> dict[str, str]:
    """Return what must not change while a store holds values of the kind."""
    if kind.derived_from:
        return {"label": kind.label, "derived_from": kind.derived_from, "derivation": kind.derivation}
    return {"label": kind.label, "normaliser": kind.normaliser}
