"""Kinds are declared: what cannot hold is refused, and derived kinds follow the kind they come from."""

from __future__ import annotations

import re

import pytest

from linkage import queries
from linkage.errors import UsageError
from linkage.model.kind import RESERVED, Kind, Kinds


def test_a_derived_kind_has_the_lease_and_group_of_its_parent() -> None:
    """Whatever the parent says now: a mapping file may declare it anew."""
    kinds = Kinds((Kind("ip", "IP", "ip", lease_days=3, group="wires"),))
    assert (kinds["ip_network"].lease_days, kinds["ip_network"].group) == (3, "wires")
    assert [kind.name for kind in kinds.derived_from("email")] == ["email_domain", "email_pattern"]
    assert kinds.derived_from("device") == ()


def test_a_built_in_derived_kind_gives_way() -> None:
    """Its label is taken, its name is declared to be observed, or its parent has other values."""
    assert "ip_network" not in Kinds((Kind("wire", "Network"),))
    assert Kinds((Kind("ip_network", "Network"),))["ip_network"].derived_from == ""
    assert "email_domain" not in Kinds((Kind("email", "Email", "token"),))


def test_kinds_read_back_are_the_kinds_written() -> None:
    """What a store keeps of every kind makes the same kinds again."""
    kinds = Kinds((Kind("badge", "Badge"), Kind("block", "Block", derived_from="ip", derivation="network")))
    assert dict(Kinds(tuple(kinds.values()))) == dict(kinds)


@pytest.mark.parametrize(
    ("declared", "says"),
    [
        ((Kind("x", "X", derived_from="gone", derivation="network"),), "there is no kind 'gone'"),
        ((Kind("x", "X", derived_from="ip_network", derivation="network"),), "itself derived"),
        ((Kind("x", "X", derived_from="phone", derivation="network"),), "needs a kind of normaliser 'ip'"),
        ((Kind("x", "IP"),), "share the label"),
    ],
)
def test_what_cannot_be_derived_is_refused(declared: tuple[Kind, ...], says: str) -> None:
    """The reason names the kind it should come from."""
    with pytest.raises(UsageError, match=says):
        Kinds(declared)


def test_a_rule_without_a_parent_is_refused() -> None:
    """And a parent without a rule."""
    with pytest.raises(UsageError, match="needs both"):
        Kind("x", "X", derivation="network")
    with pytest.raises(UsageError, match="needs both"):
        Kind("x", "X", derived_from="ip")


@pytest.mark.parametrize("name", ["fingerprint", "moment"])
def test_a_kind_cannot_have_the_name_of_what_comes_from_activity(name: str) -> None:
    """Its identifiers would be taken for behaviour."""
    with pytest.raises(UsageError, match=f"'{name}'"):
        Kinds((Kind(name, "Canvas"),))


def test_no_kind_can_have_the_label_of_anything_else_in_the_graph() -> None:
    """Every label that the schema names is taken, or that of a kind."""
    texts = [queries.text(name) for name in queries.names("schema") if not queries.is_per_kind(name)]
    labels = {label for text in texts for label in re.findall(r"FOR \(\w+:(\w+)\)", text)}
    assert labels and labels <= RESERVED
    for label in labels:
        with pytest.raises(UsageError, match=label):
            Kind("some", label)
