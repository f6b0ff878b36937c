"""Cluster ids that live for ever."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from linkage.judge.identity import Known, Lineage, identify


def test_the_same_founders_get_the_same_id_anywhere() -> None:
    """A first run gives ids made of the members, in any order."""
    assert identify([["a", "b"]], Known()).ids == identify([["b", "a"]], Known()).ids
    assert identify([["a", "b"]], Known()).ids != identify([["a", "c"]], Known()).ids


def test_a_cluster_that_grew_keeps_its_id() -> None:
    """Twice as many accounts a month later are still the same actor."""
    found = identify([["a", "b", "c", "x", "y", "z"]], Known({"op-1": ["a", "b", "c"]}))
    assert found.ids == ("op-1",)
    assert found.lineage == ()
    assert found.retired == ()


def test_of_two_that_merge_the_larger_share_survives() -> None:
    """The other is retired into it."""
    found = identify([list("abcdefg")], Known({"op-1": list("abcd"), "op-2": list("efg")}))
    assert found.ids == ("op-1",)
    assert found.lineage == (Lineage("MERGED_INTO", "op-2", "op-1", 3),)
    assert found.retired == ("op-2",)


def test_of_two_that_part_the_larger_keeps_the_id() -> None:
    """The smaller is new, and remembers where it came from."""
    found = identify([list("abcd"), list("ef")], Known({"op-1": list("abcdef")}))
    assert found.ids[0] == "op-1"
    assert found.lineage == (Lineage("SPLIT_FROM", found.ids[1], "op-1", 2),)


def test_what_vanished_is_retired() -> None:
    """Its id ends, and goes nowhere."""
    found = identify([], Known({"op-1": ["a", "b"]}))
    assert found.retired == ("op-1",)
    assert found.lineage == ()


def test_a_retired_id_is_never_given_again() -> None:
    """The same founders, back after their cluster was retired, get a new id that continues the old one."""
    first = identify([["a", "b", "c"]], Known()).ids[0]
    again = identify([["a", "b", "c"]], Known({}, {first}))
    assert again.ids[0] != first
    assert again.lineage == (Lineage("CONTINUES", again.ids[0], first, 3),)


def test_what_is_not_worth_an_id_gets_none_unless_it_continues() -> None:
    """A cluster that fell below suspicion keeps its id; a new one that never was suspicious has none."""
    found = identify([["a", "b"], ["c", "d"]], Known({"op-1": ["a", "b"]}), worth=[False, False])
    assert found.ids == ("op-1", "")


_PARTITION = st.lists(st.integers(0, 5), min_size=12, max_size=12)


def _clusters(labels: list[int]) -> list[list[str]]:
    accounts = [f"a{n}" for n in range(len(labels))]
    return [[a for a, label in zip(accounts, labels, strict=True) if label == n] for n in sorted(set(labels))]


@settings(max_examples=200)
@given(_PARTITION, _PARTITION, st.randoms(use_true_random=False))
def test_ids_do_not_depend_on_the_order_of_clusters(old: list[int], new: list[int], rng: object) -> None:
    """Each set of accounts gets the same id, whatever order the clusters come in; no id is given twice."""
    known = Known({f"op-{n}": accounts for n, accounts in enumerate(_clusters(old))})
    clusters = _clusters(new)
    ids = dict(zip(map(tuple, clusters), identify(clusters, known).ids, strict=True))
    shuffled = sorted(clusters, key=lambda c: hash(tuple(c)))
    rng.shuffle(shuffled)  # type: ignore[attr-defined]
    again = dict(zip(map(tuple, shuffled), identify(shuffled, known).ids, strict=True))
    assert ids == again
    assert len(set(ids.values())) == len(ids)


@given(_PARTITION)
def test_nothing_changed_changes_nothing(labels: list[int]) -> None:
    """A second run over the same clusters keeps every id and records no step."""
    clusters = _clusters(labels)
    first = identify(clusters, Known())
    second = identify(clusters, Known(dict(zip(first.ids, clusters, strict=True))))
    assert second == first
