"""What a user types for a parameter becomes the value a query takes."""

from __future__ import annotations

import pytest

from linkage.engine.parameters import convert
from linkage.errors import UsageError
from linkage.model.query import Param

ACCOUNTS = Param("accounts", "list<account>", "the accounts")


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("a, b,a", ["a", "b"]),
        ('["a,1", "b c", "a,1"]', ["a,1", "b c"]),
        ('["a"]', ["a"]),
        ("[a],b", ["[a]", "b"]),
        ("[1, 2]", ["[1", "2]"]),
    ],
)
def test_a_list_is_separated_by_commas_or_a_json_array(text: str, ids: list[str]) -> None:
    """An id that holds a comma can be named; a text that only looks like an array is taken as it is."""
    assert convert(ACCOUNTS, text) == ids


@pytest.mark.parametrize("text", ["", ",", '[""]'])
def test_a_list_of_nothing_is_refused(text: str) -> None:
    """Nothing can be asked of nobody."""
    with pytest.raises(UsageError, match="accounts"):
        convert(ACCOUNTS, text)
