"""Leases, fingerprints and moments in one form."""

from __future__ import annotations

import dataclasses
import random

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from linkage.evidence.signals import BUCKETS, Signals, compile_signals
from linkage.model.entity_graph import EntityGraph
from tests.entities import DAY, START, Act, Use, entities, households, shared
from tests.unit.linkage.evidence.crowds import at, busy, in_step


def _shown(graph: EntityGraph, signals: Signals) -> set[tuple[str, str, str, int]]:
    """Return who shows what, in names: (account, kind, ref or fingerprint, time)."""
    found = set()
    for account, signal in zip(signals.account.tolist(), signals.signal.tolist(), strict=True):
        kind, source = signals.kinds[signals.kind[signal]], signals.source[signal]
        ref = graph.fingerprints[source] if kind in {"fingerprint", "moment"} else graph.refs[source]
        found.add((graph.accounts.ids[account], kind, ref, int(signals.at[signal])))
    return found


def _bytes(signals: Signals) -> list[object]:
    values = [getattr(signals, field.name) for field in dataclasses.fields(signals)]
    return [value.tobytes() if isinstance(value, np.ndarray) else value for value in values]


def test_each_lease_is_a_signal_of_its_identifiers_kind() -> None:
    """An address in new hands is two signals; a device is one for ever."""
    graph = entities(shared("ab", "ip", "x", 0) + shared("cd", "ip", "x", 90) + shared("a", "device", "d", 0))
    signals = compile_signals(graph)
    assert signals.n_leases == 3
    assert [signals.kinds[k] for k in signals.kind] == ["device", "ip", "ip"]
    assert signals.degree.tolist() == [1, 2, 2]
    assert [signals.group_names[g] for g in signals.group] == ["device", "network", "network"]
    assert signals.of_use.tolist() == [0, 1, 1, 2, 2]


def test_a_fingerprint_is_a_signal_once_two_accounts_act_with_it() -> None:
    """However often one account acts alone, it has that in common with nobody."""
    graph = entities([], acts=[*at("a", "lonely", 1, 2, 3), *at("ab", "common", 4), *at("c", "common", 9)])
    signals = compile_signals(graph)
    assert {shown for shown in _shown(graph, signals) if shown[1] == "fingerprint"} == {
        (account, "fingerprint", "common", 0) for account in "abc"
    }


def test_a_moment_is_a_signal_with_its_fingerprint_and_time() -> None:
    """Two accounts that act in one minute share two moments, since these overlap; who acts next day shares none."""
    graph = entities([], acts=[*at("ab", "tool", 1.5), *at("c", "tool", 2.5)])
    signals = compile_signals(graph)
    moments = {(account, when) for account, kind, _, when in _shown(graph, signals) if kind == "moment"}
    assert {account for account, _ in moments} == {"a", "b"}
    assert len({when for _, when in moments}) == 2
    assert all(when <= START + 1.5 * DAY < when + 1_200_000 for _, when in moments)


def test_leases_come_first_then_fingerprints_then_moments() -> None:
    """The number of a lease is the number of its signal."""
    signals = compile_signals(entities(shared("ab", "device", "d"), acts=at("ab", "tool", 1.5)))
    assert [signals.kinds[k] for k in signals.kind] == ["device", "fingerprint", "moment", "moment"]
    assert signals.n_leases == 1
    assert compile_signals(entities([])).n_leases == 0


def test_a_derived_kind_is_marked_and_shares_its_parents_group() -> None:
    """A network follows from an address: it is not observed, not lasting, and independent of nothing the address is."""
    graph = entities(shared("ab", "ip", "x") + shared("ab", "ip_network", "n") + shared("ab", "card_issuer", "i"))
    signals = compile_signals(graph)
    observed = dict(zip(signals.kinds, signals.observed.tolist(), strict=True))
    lasting = dict(zip(signals.kinds, signals.lasting.tolist(), strict=True))
    group = dict(zip(signals.kinds, signals.groups, strict=True))
    assert [observed[k] for k in ("ip", "ip_network", "card_issuer", "moment")] == [True, False, False, True]
    assert [lasting[k] for k in ("device", "ip", "card_issuer", "fingerprint")] == [True, False, False, False]
    assert group["ip_network"] == group["ip"] != group["card_issuer"] == group["payment"]
    assert group["fingerprint"] != group["moment"]


def test_sizes_are_learnt_about_by_doublings() -> None:
    """Two and three users are of one size, four of the next; no hub is out of range."""
    uses = [use for n in (1, 2, 3, 4, 7, 8, 300) for use in shared(map(str, range(n)), "device", f"d{n:03}")]
    signals = compile_signals(entities(uses))
    assert signals.bucket.tolist() == [0, 1, 1, 2, 2, 3, 8]
    assert signals.bucket.max() < BUCKETS


def test_unrelated_accounts_leave_what_is_shown_and_its_order_as_they_were() -> None:
    """New accounts come before, between and after the old ones, with things and fingerprints of their own."""
    uses = households(10) + shared(["home000-0000", "home004-0001"], "cookie", "c")
    acts = in_step(["home001-0000", "home002-0000", "home003-0000"], "tool")
    small = entities(uses, acts=acts)
    added = [use for name in ("a", "home005-5", "z") for use in households(3, prefix=name)]
    others = sorted({use[0] for use in added})
    large = entities(uses + added, acts=acts + in_step(others, "a-tool", seed=5) + in_step(others, "z-tool", seed=6))
    before, after = compile_signals(small), compile_signals(large)
    old = np.isin(large.accounts.ids[after.account], small.accounts.ids)
    assert _shown(small, before) == {shown for shown in _shown(large, after) if shown[0] in set(small.accounts.ids)}
    # the old edges name the old accounts and signals in the old order, whatever the numbers are now
    for theirs, ours in ((after.account[old], before.account), (after.signal[old], before.signal)):
        assert np.array_equal(np.unique(theirs, return_inverse=True)[1], np.unique(ours, return_inverse=True)[1])
    kept = np.unique(after.signal[old])
    assert after.degree[kept].tolist() == before.degree.tolist()


USES: list[Use] = households(4) + shared(["home000-0000", "home001-0001"], "ip", "home-ip0", 60)
ACTS: list[Act] = busy(["home000-0000", "home001-0001", "home002-0002"], each=5) + in_step(["x", "y"], "tool", steps=3)


@settings(max_examples=30, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(dice: random.Random) -> None:
    """Any permutation of the input gives the same bytes."""
    uses, acts = dice.sample(USES, len(USES)), dice.sample(ACTS, len(ACTS))
    assert _bytes(compile_signals(entities(uses, acts=acts))) == _bytes(compile_signals(entities(USES, acts=ACTS)))


def test_edges_are_in_order_and_each_once() -> None:
    """By account, then by signal; the rows of each account begin where ``rows`` says."""
    signals = compile_signals(entities(USES, acts=ACTS))
    key = signals.account * len(signals) + signals.signal
    assert (np.diff(key) > 0).all()
    assert np.array_equal(np.bincount(signals.signal, minlength=len(signals)), signals.degree)
    for account in range(signals.n_accounts):
        assert (signals.account[signals.rows[account] : signals.rows[account + 1]] == account).all()
    assert signals.rows[-1] == len(signals.account)
