"""Cluster ids that live for ever."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from linkage.judge.continuity import GONE, UNIT, Holdings
from linkage.judge.identity import Identity, Known, Lineage, Today
from linkage.judge.identity import identify as identify_arrays

Members = Sequence[str]
Weights = Mapping[str, float]
STRONG = 3.0
"""Weight of sharing a card: 95 in a hundred who do belong together."""
WEAK = 0.2


def identify(
    members: Sequence[Members],
    current: Mapping[str, Members] | None = None,
    retired: Mapping[str, Members] | None = None,
    *,
    rests_on: Sequence[Weights] = (),
    rested_on: Mapping[str, Weights] | None = None,
    worth: Sequence[bool] | None = None,
    level: str = "operator",
) -> Identity:
    """Return the identity of clusters that are given by account ids, and identifiers by name with their weights."""
    had = {**(current or {}), **(retired or {})}
    ids = sorted(had)
    accounts = sorted({a for cluster in members for a in cluster})
    number = {account: n for n, account in enumerate(accounts)}
    things = sorted({thing for weights in rests_on for thing in weights})
    thing_number = {thing: n for n, thing in enumerate(things)}
    today = Today(
        np.array(accounts, object),
        _holdings([dict.fromkeys(cluster, 1) for cluster in members], number),
        _holdings([_millionths(w) for w in rests_on] or [{} for _ in members], thing_number),
        np.array([True] * len(members) if worth is None else worth, np.bool_),
    )
    known = Known(
        ids,
        np.array([i in (current or {}) for i in ids], np.bool_),
        _holdings([dict.fromkeys(had[i], 1) for i in ids], number),
        _holdings([_millionths((rested_on or {}).get(i, {})) for i in ids], thing_number),
    )
    return identify_arrays(today, known, level=level)


def _millionths(weights: Weights) -> dict[str, int]:
    return {thing: round(weight * UNIT) for thing, weight in weights.items()}


def _holdings(held: Sequence[Mapping[str, int]], number: Mapping[str, int]) -> Holdings:
    rows = [(n, number.get(thing, GONE), weight) for n, things in enumerate(held) for thing, weight in things.items()]
    columns = np.array(rows, np.int64).reshape(-1, 3).T
    return Holdings(len(held), columns[0], columns[1], columns[2])


def test_the_same_founders_get_the_same_id_anywhere() -> None:
    """A first run gives ids made of the members, in any order."""
    assert identify([["a", "b"]]).ids == identify([["b", "a"]]).ids
    assert identify([["a", "b"]]).ids != identify([["a", "c"]]).ids


def test_levels_have_ids_of_their_own() -> None:
    """An operator and a campaign of the same accounts are told apart by how their ids begin."""
    operator, campaign = identify([["a", "b"]]).ids[0], identify([["a", "b"]], level="campaign").ids[0]
    assert (operator[:3], campaign[:3]) == ("op-", "ca-")


def test_a_cluster_that_grew_keeps_its_id() -> None:
    """Twice as many accounts a month later are still the same actor."""
    found = identify([["a", "b", "c", "x", "y", "z"]], {"op-1": ["a", "b", "c"]})
    assert found == Identity(("op-1",))


def test_of_two_that_merge_the_larger_share_survives() -> None:
    """The other is retired into it."""
    found = identify([list("abcdefg")], {"op-1": list("abcd"), "op-2": list("efg")})
    assert found.ids == ("op-1",)
    assert found.lineage == (Lineage("MERGED_INTO", "op-2", "op-1", 3),)
    assert found.retired == ("op-2",)


def test_of_two_that_part_the_larger_keeps_the_id() -> None:
    """The smaller is new, and remembers where it came from."""
    found = identify([list("abcd"), list("ef")], {"op-1": list("abcdef")})
    assert found.ids[0] == "op-1"
    assert found.lineage == (Lineage("SPLIT_FROM", found.ids[1], "op-1", 2),)


def test_what_vanished_is_retired() -> None:
    """Its id ends, and goes nowhere."""
    assert identify([], {"op-1": ["a", "b"]}) == Identity((), retired=("op-1",))


def test_the_same_accounts_back_after_their_cluster_ended_get_its_id_back() -> None:
    """An id lives for ever: it is given again to whom it stood for, and to nobody else."""
    found = identify([["a", "b", "c"]], retired={"op-1": ["a", "b", "c"]})
    assert found == Identity(("op-1",), reborn=("op-1",))
    assert identify([["x", "y", "z"]], retired={"op-1": ["a", "b", "c"]}).ids != ("op-1",)


def test_a_current_cluster_goes_before_a_retired_one() -> None:
    """What an investigator works on now keeps its id, whatever its accounts were part of long ago."""
    found = identify([list("abcdef")], {"op-2": list("ab")}, {"op-1": list("abcdef")})
    assert (found.ids, found.reborn) == (("op-2",), ())


def test_what_merged_and_parts_again_is_itself_again() -> None:
    """Its old id is back, and the parting is recorded."""
    found = identify([list("abcd"), list("efg")], {"op-1": list("abcdefg")}, {"op-2": list("efg")})
    assert found.ids == ("op-1", "op-2")
    assert found.lineage == (Lineage("SPLIT_FROM", "op-2", "op-1", 3),)
    assert found.reborn == ("op-2",)


def test_what_is_not_worth_an_id_gets_none_unless_it_continues() -> None:
    """A cluster that fell below suspicion keeps its id; a new one, or one long retired, that is none has none."""
    found = identify(
        [["a", "b"], ["c", "d"], ["e", "f"]], {"op-1": ["a", "b"]}, {"op-2": ["e", "f"]}, worth=[False, False, False]
    )
    assert found.ids == ("op-1", "", "")


CARDS = {"card-1": STRONG, "card-2": STRONG, "proxy": WEAK}


def test_a_ring_rebuilt_in_new_accounts_on_its_cards_has_its_id_back() -> None:
    """None of its accounts is left, half of what it rested on is: retired last year or gone only now."""
    known = {"op-1": ["a", "b", "c"]}
    for current, retired in ((known, None), (None, known)):
        found = identify(
            [["x", "y", "z"]],
            current,
            retired,
            rests_on=[{"card-1": STRONG, "card-2": STRONG, "new-1": STRONG, "new-2": STRONG}],
            rested_on={"op-1": CARDS},
        )
        assert found == Identity(("op-1",), reborn=("op-1",))


def test_less_than_half_of_either_side_s_infrastructure_is_no_rebirth() -> None:
    """Two of six cards are not enough for the id of another."""
    new = {f"new-{n}": STRONG for n in range(3)}
    old = {f"old-{n}": STRONG for n in range(3)}
    shared = {"card-1": STRONG, "card-2": STRONG}
    found = identify(
        [["x", "y", "z"]],
        retired={"op-1": ["a", "b", "c"]},
        rests_on=[{**shared, **new}],
        rested_on={"op-1": {**shared, **old}},
    )
    assert found.ids != ("op-1",)


def test_one_hub_makes_nobody_the_same_actor() -> None:
    """One identifier is not enough beside others, nor are several that mean little; the only one of both is."""

    def reborn(now: Weights, then: Weights) -> bool:
        return identify([["x"]], retired={"op-1": ["a"]}, rests_on=[now], rested_on={"op-1": then}).ids == ("op-1",)

    assert not reborn({"card-1": STRONG}, CARDS)
    assert not reborn(CARDS, {"card-1": STRONG})
    assert not reborn({"hub-1": WEAK, "hub-2": WEAK}, {"hub-1": WEAK, "hub-2": WEAK})
    assert reborn({"card-1": STRONG}, {"card-1": STRONG})
    assert not reborn({"card-1": STRONG}, {"card-1": WEAK})


def test_the_cluster_that_shares_most_infrastructure_gets_the_id() -> None:
    """The other rests on it too, and is recorded as going on from it."""
    shared = {f"card-{n}": STRONG for n in range(4)}
    found = identify(
        [["v", "w"], ["x", "y"]],
        retired={"op-1": ["a", "b"]},
        rests_on=[{"card-0": STRONG, "card-1": STRONG}, shared],
        rested_on={"op-1": shared},
    )
    assert found.ids[1] == "op-1"
    assert found.lineage == (Lineage("CONTINUES", found.ids[0], "op-1", 2),)


def test_new_accounts_on_the_cards_of_a_ring_that_is_still_there_continue_it() -> None:
    """The banned accounts hold the id; the cluster of their replacements has its own and says whose it is."""
    found = identify([["a", "b"], ["x", "y"]], {"op-1": ["a", "b"]}, rests_on=[CARDS, CARDS], rested_on={"op-1": CARDS})
    assert found.ids[0] == "op-1"
    assert found.lineage == (Lineage("CONTINUES", found.ids[1], "op-1", 3),)


_PARTITION = st.lists(st.integers(0, 5), min_size=12, max_size=12)
_RESTS = st.lists(st.sets(st.integers(0, 7)), min_size=6, max_size=6)


def _clusters(labels: list[int]) -> dict[int, list[str]]:
    accounts = [f"a{n:02}" for n in range(len(labels))]
    return {n: [a for a, label in zip(accounts, labels, strict=True) if label == n] for n in sorted(set(labels))}


def _weights(things: set[int]) -> dict[str, float]:
    return {f"card-{n}": STRONG / (n + 1) for n in sorted(things)}


@settings(max_examples=200)
@given(_PARTITION, _PARTITION, _PARTITION, _RESTS, _RESTS, st.randoms(use_true_random=False))
def test_ids_do_not_depend_on_the_order_of_clusters(
    current: list[int], retired: list[int], new: list[int], then: list[set[int]], now: list[set[int]], rng: object
) -> None:
    """Each set of accounts gets the same id, whatever order the clusters come in; no id is given twice."""
    known = {f"op-{n}": accounts for n, accounts in _clusters(current).items()}
    old = {f"op-old-{n}": accounts for n, accounts in _clusters(retired).items()}
    rested = {id: _weights(things) for id, things in zip((*known, *old), (*then, *now), strict=False)}
    clusters = [(accounts, _weights(now[n])) for n, accounts in _clusters(new).items()]

    def ids(given: list[tuple[list[str], dict[str, float]]]) -> dict[tuple[str, ...], str]:
        members, rests_on = [accounts for accounts, _ in given], [weights for _, weights in given]
        found = identify(members, known, old, rests_on=rests_on, rested_on=rested)
        assert {*found.ids}.isdisjoint(found.retired) and {*found.reborn} <= {*found.ids}
        assert all(step.source != step.target for step in found.lineage)
        return dict(zip(map(tuple, members), found.ids, strict=True))

    shuffled = list(clusters)
    rng.shuffle(shuffled)  # type: ignore[attr-defined]
    first = ids(clusters)
    assert first == ids(shuffled)
    assert len(set(first.values())) == len(first)


@given(_PARTITION, _PARTITION, _RESTS)
def test_nothing_changed_changes_nothing(labels: list[int], long_ago: list[int], rests: list[set[int]]) -> None:
    """A second run over the same clusters keeps every id and records no step, whatever else was ever known."""
    clusters = list(_clusters(labels).values())
    rests_on = [_weights(things) for things in rests[: len(clusters)]]
    old = {f"op-old-{n}": accounts for n, accounts in _clusters(long_ago).items()}
    ids = identify(clusters).ids
    known = dict(zip(ids, clusters, strict=True))
    rested = {**dict(zip(ids, rests_on, strict=True)), **{id: _weights({0, 1, 2, 3}) for id in old}}
    assert identify(clusters, known, old, rests_on=rests_on, rested_on=rested) == Identity(ids)
